"""The decision on an edition: by whom, what the partner is told, who relays where, and what it costs to look."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from campaigns.plan.editions import acts, previews
from campaigns.plan.editions import map as maps
from campaigns.plan.models import Edition, PressRun, TrackedLink
from core.measures.indicators import Indicator
from press.formats import USUAL
from reach.events import Dimension
from reach.models import Total
from tests import factories
from tests.plan.editions import edition as editions
from tests.plan.relay import partner as relay

DECIDE = {"publisher", "administrator", "superuser"}
LOOK = DECIDE | {"editor"}


@pytest.fixture
def campaign(home):
    return factories.campaign(slug="la-loi", launched_at=timezone.now() - timedelta(days=3))


@pytest.fixture
def page(home, campaign):
    return factories.campaign_page(factories.campaign_index(home), campaign)


@pytest.fixture
def partnership(page, campaign):
    return editions.partnership(campaign)


@pytest.fixture
def edition(partnership):
    return editions.asked(partnership, "69")


@pytest.fixture
def address(campaign, edition):
    return f"/admin/campaigns/{campaign.pk}/editions/{edition.pk}/"


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def hits(campaign, link, n: int) -> None:
    Total.objects.create(
        campaign=campaign.pk,
        wave=0,
        dimension=Dimension.LINK,
        grain=Total.Grain.DAY,
        start=timezone.localdate(),
        kind=Indicator.LINK_HIT,
        key=str(link.pk),
        n=n,
    )


@pytest.mark.parametrize(
    "role", ["editor", "publisher", "administrator", "translator", "lawyer", "analyst", "superuser"]
)
@pytest.mark.parametrize("act", ["approve", "refuse"])
def test_publishers_decide_and_nobody_else(client, people, edition, address, role, act):
    client.force_login(people[role])

    response = client.post(address, {"act": act, "reason": "Parce que."})

    edition.refresh_from_db()
    assert (edition.state != "waiting") == (role in DECIDE)
    assert (edition.decided_by == people[role]) == (role in DECIDE)
    assert response.status_code == 302


@pytest.mark.parametrize(
    "role", ["editor", "publisher", "administrator", "translator", "lawyer", "analyst", "superuser"]
)
def test_who_plans_looks_at_it(client, people, address, role):
    client.force_login(people[role])

    answers = [client.get(f"{address}{name}") for name in ("", "logo.png", "square.png")]

    assert [answer.status_code == 200 for answer in answers] == [role in LOOK] * 3


def test_stranger_sees_nothing_of_it(client, address):
    assert [client.get(f"{address}{name}").status_code for name in ("", "logo.png", "square.png")] == [302, 302, 302]


def test_approval_makes_the_files_and_tells_the_partner(admin_client, edition, address, partnership, commit):
    with commit():
        admin_client.post(address, {"act": "approve"})

    edition.refresh_from_db()
    assert edition.is_approved
    assert PressRun.objects.get().done == len(USUAL)
    assert mail.outbox[0].to == [partnership.partner.email]
    assert partnership.token in mail.outbox[0].body
    assert edition.told_at


def test_refusal_needs_a_reason_and_tells_it(admin_client, edition, address, partnership, commit):
    without = admin_client.post(address, {"act": "refuse", "reason": " "})
    edition.refresh_from_db()
    assert (without.status_code, edition.state) == (422, "waiting")

    with commit():
        admin_client.post(address, {"act": "refuse", "reason": "Ce logo est celui d’un autre."})

    edition.refresh_from_db()
    assert (edition.state, edition.logo.name) == ("refused", "")
    assert "Ce logo est celui d’un autre." in mail.outbox[0].body


def test_mail_that_fails_keeps_its_reason_and_undoes_nothing(admin_client, edition, address, commit, settings):
    settings.MAILERS = {"default": {"BACKEND": "no.such.Backend"}}

    with commit():
        admin_client.post(address, {"act": "approve"})

    edition.refresh_from_db()
    assert edition.is_approved
    assert edition.problem
    assert edition.told_at is None


def test_edition_is_decided_once(admin_client, people, edition, address):
    acts.refuse(edition, people["publisher"], "Non.")

    response = admin_client.post(address, {"act": "approve"})

    edition.refresh_from_db()
    assert (response.status_code, edition.state, edition.decided_by) == (422, "refused", people["publisher"])


def test_edition_of_a_partner_whose_address_changed_is_not_approved(admin_client, edition, address, partnership):
    partnership.partner.email = "autre@example.org"
    partnership.partner.save()

    assert admin_client.post(address, {"act": "approve"}).status_code == 422
    assert Edition.objects.get().state == "waiting"


def test_withdrawal_in_the_admin_recalls_the_sheets(admin_client, edition, address, partnership, commit):
    with commit():
        admin_client.post(address, {"act": "approve"})
    mail.outbox.clear()

    with commit():
        admin_client.post(address, {"act": "withdraw", "reason": "Plainte."})

    assert not partnership.campaign.printed.filter(recalled_at=None).exists()
    assert len(mail.outbox) == 2  # the recall names the sheets; the other says that the edition is withdrawn


def test_request_that_is_gone_leads_to_those_that_are_there(admin_client, campaign, edition):
    gone, other = edition.pk + 1, factories.campaign()

    answers = [
        admin_client.get(f"/admin/campaigns/{one}/editions/{number}/", follow=True)
        for one, number in ((campaign.pk, gone), (other.pk, edition.pk))
    ]

    assert [answer.redirect_chain[0][0] for answer in answers] == [
        f"/admin/campaigns/{one}/partners/" for one in (campaign.pk, other.pk)
    ]
    assert all("en a envoyé une autre" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("role", ["editor", "publisher", "analyst"])
def test_address_is_verified_by_telephone_in_somebody_s_name(client, people, page, campaign, role):
    unverified = editions.partnership(campaign, "Club", verified=False)
    client.force_login(people[role])

    client.post(f"/admin/campaigns/{campaign.pk}/partners/{unverified.pk}/address/telephone/")

    unverified.partner.refresh_from_db()
    assert unverified.partner.verified_by == (people[role] if role != "analyst" else None)


def test_mail_that_verifies_is_sent_to_the_partner(admin_client, page, campaign):
    unverified = editions.partnership(campaign, "Club", verified=False)

    admin_client.post(f"/admin/campaigns/{campaign.pk}/partners/{unverified.pk}/address/mail/")

    assert mail.outbox[0].to == [unverified.partner.email]


# What waits, and who relays where


def test_edition_that_waits_is_on_the_tab_and_on_the_list_of_today(admin_client, edition, campaign):
    tab = admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/")
    home = admin_client.get("/admin/")

    assert tab.context["waiting"] == [edition]
    assert f"/admin/campaigns/{campaign.pk}/editions/{edition.pk}/" in home.content.decode()


def test_map_shows_where_an_edition_is_and_how_often_its_code_was_opened(admin, admin_client, partnership, campaign):
    editions.approved(partnership, admin, "69")
    editions.asked(editions.partnership(campaign, "Mairie B"), "971")
    hits(campaign, TrackedLink.objects.get(partner=partnership.partner), 7)

    response = admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/")

    shown = response.context["map"]
    html = response.content.decode()
    assert shown.states == {"69": "approved", "971": "waiting"}
    assert [(row.edition.departement, row.openings) for row in shown.rows] == [("69", 7), ("971", 0)]
    assert len(re.findall(r'class="territory approved"', html)) == 1
    assert len(re.findall(r'class="territory waiting"', html)) == 1


def test_nothing_is_counted_by_place_for_people_who_are_sheltered(home, admin, admin_client):
    campaign = factories.campaign(audience="outreach", frame="help", launched_at=timezone.now() - timedelta(days=3))
    factories.campaign_page(factories.campaign_index(home), campaign, zone="protected")
    relay.link(campaign)
    partnership = editions.partnership(campaign)
    editions.approved(partnership, admin, "69")
    hits(campaign, TrackedLink.objects.get(partner=partnership.partner), 7)

    shown = admin_client.get(f"/admin/campaigns/{campaign.pk}/partners/").context["map"]

    assert [row.openings for row in shown.rows] == [None]
    assert shown.is_counted is False


def test_who_may_not_see_results_sees_no_openings(campaign, partnership, admin, django_user_model):
    edition = editions.approved(partnership, admin, "69")
    somebody = django_user_model.objects.create_user("somebody")

    assert [row.openings for row in maps.of(campaign, [edition], {}, somebody).rows] == [None]


@pytest.mark.parametrize("number", [1, 3])
def test_tab_costs_the_same_with_1_and_3_partners(
    admin_client, admin, page, campaign, django_assert_num_queries, number
):
    for one in range(number):
        partnership = editions.partnership(campaign, f"Mairie {one}")
        editions.approved(partnership, admin, f"0{one + 1}")
        editions.asked(partnership, f"1{one + 1}")
    address = f"/admin/campaigns/{campaign.pk}/partners/"
    admin_client.get(address)

    with django_assert_num_queries(QUERIES):
        admin_client.get(address)


QUERIES = 18


def test_preview_is_in_the_language_of_the_partner_whatever_the_publisher_speaks(
    admin_client, page, partnership, edition, address, english_home, translate
):
    translate(page.get_parent(), english_home.locale)
    translate(page, english_home.locale)
    partnership.partner.language = "en"
    partnership.partner.save()

    shown = admin_client.get(f"{address}poster-a4.png").content

    assert shown == previews.picture(edition, "poster-a4", "en")
    assert shown != previews.picture(edition, "poster-a4", "fr")


def test_mail_that_verifies_is_sent_from_the_edition_and_leads_back_to_it(
    admin_client, address, edition, partnership, campaign, commit
):
    partner = partnership.partner
    partner.email = "autre@example.org"
    partner.save()
    verify = f"/admin/campaigns/{campaign.pk}/partners/{partnership.pk}/address/mail/"

    html = admin_client.get(address).content.decode()
    with commit():
        answer = admin_client.post(verify, {"edition": edition.pk})

    assert f'action="{verify}"' in html
    assert answer.url == address
    assert [one.to for one in mail.outbox] == [["autre@example.org"]]
    assert admin_client.post(verify, {"edition": "0"}).url == f"/admin/campaigns/{campaign.pk}/partners/"


def test_edition_is_decided_after_its_pictures(admin_client, address):
    html = admin_client.get(address).content.decode()

    assert html.count("edition-previews") == 1
    assert 'loading="lazy"' not in html
    assert re.search(r'<section[^>]+data-module="[^"]*js/after_pictures[^"]*">', html)
    assert re.search(r'value="approve"[^>]+data-after-pictures', html)
