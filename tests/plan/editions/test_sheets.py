"""Sheets of an edition: whose code they carry, whom they are offered to, when they are stale, what a withdrawal does."""

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext, override

from campaigns.outreach.directory.proposals import acts as proposals
from campaigns.plan.editions import acts
from campaigns.plan.models import Edition, PressRun, PrintedItem
from campaigns.plan.relay import partnerships
from campaigns.plan.relay.sheets import Sheet
from campaigns.plan.sheets import runs
from press.content import PressError
from press.formats import USUAL
from tests import factories
from tests.outreach.directory import listed
from tests.plan.editions import edition as editions
from tests.plan.relay import partner as relay


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi", audience="public")


@pytest.fixture
def page(index, campaign):
    return factories.campaign_page(index, campaign)


@pytest.fixture
def partnership(page, campaign):
    return editions.partnership(campaign)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def own(partnership, admin, commit):
    """An edition that is approved, and its sheets."""
    with commit():
        return editions.approved(partnership, admin, "69")


@pytest.fixture
def sheltered(index):
    campaign = factories.campaign(slug="vos-droits", audience="outreach", frame="help")
    factories.campaign_page(index, campaign, zone="protected")
    return campaign


def current(**about):
    return PrintedItem.objects.filter(replaced_at=None, recalled_at=None, stale_since=None, **about)


def reasons(**about) -> set[str]:
    return set(PrintedItem.objects.filter(**about).exclude(stale_since=None).values_list("stale_reason", flat=True))


def test_approval_makes_every_format_with_the_partner_s_own_code(own, partnership, campaign):
    run = PressRun.objects.get()
    made = current()

    assert (run.errors, run.done, run.total) == ([], len(USUAL), len(USUAL))
    assert {item.link.partner for item in made} == {partnership.partner}
    assert {item.edition for item in made} == {own}
    assert {item.partner for item in made.select_related("edition__partnership__partner")} == {partnership.partner}
    assert all(partnership.partner.name in item.text for item in made)
    assert {item.made_from["edition"] for item in made} == {own.digest}


def test_approval_makes_the_partner_s_language_first(index, campaign, page, arabic_home, translate, admin, commit):
    translate(index, arabic_home.locale)
    translate(page, arabic_home.locale)
    with commit():
        editions.approved(editions.partnership(campaign, language="ar"), admin)

    assert [thing[1] for thing in PressRun.objects.get().to_do] == ["ar"] * len(USUAL) + ["fr"] * len(USUAL)


def test_general_sheets_stay_and_bear_no_logo(own, campaign, commit):
    general = relay.link(campaign)
    with commit():
        runs.begin(campaign, ["square"], ["fr"], [general], None)

    item = current(link=general).get()
    assert item.edition is None
    assert "Mairie de Lyon" not in item.text


def test_protected_campaign_s_edition_carries_the_campaign_s_code(sheltered, admin, commit):
    general = relay.link(sheltered)
    one, other = (editions.partnership(sheltered, name) for name in ("Mairie A", "Mairie B"))
    with commit():
        runs.begin(sheltered, ["square"], ["fr"], [general], None)
    with commit():
        editions.approved(one, admin)
    with commit():
        editions.approved(other, admin)

    squares = current(format="square", campaign=sheltered)
    assert {item.link for item in squares} == {general}
    assert {item.edition and item.edition.partnership for item in squares} == {None, one, other}
    assert {item.partner for item in squares} == {None, one.partner, other.partner}


def test_edition_of_a_protected_campaign_replaces_its_own_sheet_alone(sheltered, admin, commit):
    general = relay.link(sheltered)
    one, other = (editions.partnership(sheltered, name) for name in ("Mairie A", "Mairie B"))
    with commit():
        runs.begin(sheltered, ["square"], ["fr"], [general], None)
        editions.approved(one, admin)
        editions.approved(other, admin)
    with commit():
        editions.approved(one, admin, colour="#654321")

    squares = current(format="square", campaign=sheltered)
    assert [(item.edition and item.edition.partnership) for item in squares.order_by("pk")] == [None, other, one]


def test_page_for_all_and_its_pack_never_hold_a_partner_s_sheet(client, sheltered, admin, commit):
    relay.link(sheltered)
    with commit():
        editions.approved(editions.partnership(sheltered), admin)
    assert current(campaign=sheltered).count() == len(USUAL)

    page, pack = client.get("/fr/relay/vos-droits/"), client.get("/fr/relay/vos-droits/pack.zip")

    assert page.context["offer"].sheets == []
    assert "Mairie de Lyon" not in page.content.decode()
    assert pack.status_code == 404


def test_partner_finds_its_own_sheets_and_nobody_else_s(client, sheltered, admin, commit):
    relay.link(sheltered)
    mine, theirs = (editions.partnership(sheltered, name) for name in ("Mairie A", "Mairie B"))
    with commit():
        editions.approved(mine, admin)

    offered = client.get(f"/fr/relay/p/{mine.token}/").context["offer"].sheets
    others = client.get(f"/fr/relay/p/{theirs.token}/").context["offer"].sheets

    assert {sheet.item.edition.partnership for sheet in offered} == {mine}
    assert others == []


def test_small_banners_of_an_edition_say_that_they_bear_no_logo(client, own, partnership):
    address = f"/fr/relay/p/{partnership.token}/"
    response = client.get(address)

    without = {sheet.item.format for sheet in response.context["sheets"] if sheet.lacks_logo}
    assert without == {"banner-leaderboard", "banner-rectangle", "banner-mobile"}
    with override("fr"):
        said = gettext("Without your logo: a banner of this size has no room for it.")
        before = gettext("Small banners bear no logo: there is no room for one.")
    assert response.content.decode().count(said) == len(without)
    assert before in client.get(f"{address}edition/").content.decode()


def test_general_banner_lacks_no_logo(own, campaign):
    assert not Sheet(relay.item(relay.link(campaign), "banner-mobile")).lacks_logo


def test_sheet_of_an_edition_succeeds_no_general_one(client, sheltered, admin, commit):
    general = relay.link(sheltered)
    stale = relay.item(general, stale_since=timezone.now(), stale_reason="x")
    with commit():
        editions.approved(editions.partnership(sheltered), admin)

    sheet = client.get(f"/fr/relay/item/{stale.pk}-{stale.sha256[:8]}/").context["sheet"]

    assert sheet.successor is None


def test_another_edition_makes_the_sheets_of_the_former_one_stale(own, partnership, admin, commit):
    former = set(current().values_list("pk", flat=True))
    with commit():
        editions.approved(partnership, admin, "75")

    with override("fr"):
        said = gettext("Its partner has another local edition: another logo, or another département.")
    assert reasons(pk__in=former) == {said}
    assert PrintedItem.objects.filter(pk__in=former, replaced_at=None).count() == 0
    assert {item.made_from["territory"] for item in current()} == {"75"}


def test_waiting_edition_leaves_the_approved_one_alone(own, partnership):
    editions.asked(partnership, "75")

    assert partnership.editions.get(state="approved") == own
    assert current().count() == len(USUAL)


def test_sheet_is_stale_once_the_directory_names_other_help(own, admin, people, commit):
    row = {
        "reference": "lyon-1",
        "organisation": "Association",
        "name": "Accueil de Lyon",
        "territory": "69",
        "telephone": "04 99 00 10 01",
        "source_title": "Son site",
        "verified_on": timezone.localdate().isoformat(),
    }
    proposal = proposals.propose([row], people["editor"], "form")
    with commit():
        proposals.accept(proposal, admin)

    assert current().count() == 0
    assert len(reasons()) == 1


def test_help_elsewhere_makes_nothing_stale(own, admin, people, commit):
    row = {
        "reference": "paris-1",
        "organisation": "Association",
        "name": "Accueil de Paris",
        "territory": "75",
        "telephone": "01 99 00 10 01",
        "source_title": "Son site",
        "verified_on": timezone.localdate().isoformat(),
    }
    with commit():
        proposals.accept(proposals.propose([row], people["editor"], "form"), admin)

    assert current().count() == len(USUAL)


def test_leaflet_names_the_help_of_the_place(page, partnership, admin, commit):
    listed.entry("Accueil de Lyon", "69", telephone="04 99 00 10 01", verified_on=timezone.localdate())
    with commit():
        editions.approved(partnership, admin, "69")

    assert "04 99 00 10 01 – Accueil de Lyon" in current().get(format="leaflet").text


def test_withdrawal_recalls_every_sheet_and_deletes_the_logo(own, partnership, admin, commit, client):
    file = own.logo.name
    with commit():
        acts.withdraw(own, admin, "Ce logo n’est pas le leur.")

    own.refresh_from_db()
    item = PrintedItem.objects.first()
    assert (own.state, own.logo.name, own.reason) == ("withdrawn", "", "Ce logo n’est pas le leur.")
    assert not storages["private"].exists(file)
    assert not PrintedItem.objects.filter(recalled_at=None).exists()
    assert client.get(f"/fr/relay/item/{item.pk}-{item.sha256[:8]}/file").status_code == 404


def test_end_of_a_partner_s_part_deletes_its_logos_and_flags_its_sheets(own, partnership, commit):
    waiting = editions.asked(partnership)
    files = [own.logo.name, waiting.logo.name]
    with commit():
        partnerships.end(partnership)

    assert [storages["private"].exists(name) for name in files] == [False, False]
    assert set(partnership.editions.values_list("state", flat=True)) == {"withdrawn"}
    assert current().count() == 0


def test_stale_sheets_of_a_withdrawn_edition_are_not_made_again(sheltered, admin, commit):
    relay.link(sheltered)
    partnership = editions.partnership(sheltered)
    with commit():
        editions.approved(partnership, admin)
    with commit():
        partnerships.end(partnership)

    with pytest.raises(PressError):
        runs.begin_again(sheltered, admin)


def test_stale_sheets_of_an_edition_are_made_again_with_it(own, page, campaign, admin, commit):
    page.statement = "Une autre phrase."
    with commit():
        factories.go_live(page)
    assert current().count() == 0

    with commit():
        runs.begin_again(campaign, admin)

    assert {item.edition for item in current()} == {own}
    assert current().count() == len(USUAL)


def test_edition_that_is_withdrawn_while_it_is_made_leaves_no_sheet(partnership, admin, commit):
    with commit():
        edition = editions.approved(partnership, admin)
        Edition.objects.filter(pk=edition.pk).update(state="withdrawn")

    assert not PrintedItem.objects.exclude(edition=None).exists()


def test_place_that_a_partner_holds_bears_its_logo_too(page, campaign, partnership, admin, commit):
    link = relay.link(campaign, placement=relay.placement(campaign, partnership.partner))
    with commit():
        runs.begin(campaign, ["square"], ["fr"], [link], None)
    with commit():
        edition = editions.approved(partnership, admin)

    assert current(link=link).get().edition == edition
