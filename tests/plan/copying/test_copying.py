"""A campaign begun again: what is asked, all that is copied, and all that is not."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, ModelLogEntry, Page
from wagtail_localize.models import StringTranslation, Translation

from campaigns.deterrence.models import LandingPage
from campaigns.plan.copying import dates, plan, remaining, views
from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.copying.forms import CopyForm
from campaigns.plan.models import Campaign, Channel, Launch, Placement, TrackedLink, Wave
from core.editor.calendar import day_of
from editorial.models import Approval
from editorial.translation import drafting
from facts.models import Fact
from reach.models import Total
from tests import factories
from tests.plan.copying import past
from tests.plan.sheets import printed
from themes.models import Theme

pytestmark = pytest.mark.usefixtures("in_english")
SPRING = Wanted("Acheteurs 2027", date(2027, 10, 20), date(2027, 11, 9))


@pytest.fixture
def campaign(home, english_home) -> Campaign:
    return past.campaign(home, english_home)


@pytest.fixture
def copy(campaign, admin) -> Campaign:
    return begin_again(campaign, SPRING, admin)


def again(campaign: Campaign) -> str:
    return reverse("campaign_again", args=[campaign.pk])


def asked(**fields) -> dict:
    return {"name": "Acheteurs 2027", "first_day": "2027-10-20", "last_day": "2027-11-09", "budget": ""} | fields


def errors(client, of: Campaign, **fields) -> dict[str, list[str]]:
    response = client.post(again(of), asked(**fields))
    assert response.status_code == 422
    assert Campaign.objects.exclude(name="Déjà là").count() == 1
    return response.context["form"].errors


# Who may, and what is refused


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", True),
        ("administrator", True),
        ("publisher", False),
        ("translator", False),
        ("lawyer", False),
        ("analyst", False),
    ],
)
def test_who_adds_campaigns_begins_one_again(client, people, role, may):
    made = factories.campaign()
    client.force_login(people[role])

    shown = client.get(again(made))
    sent = client.post(again(made), asked())

    assert (shown.status_code == 200) == may
    assert Campaign.objects.filter(name="Acheteurs 2027").exists() == may
    assert (sent.status_code == 302 and "/campaigns/" in sent.url) == may


def test_editor_makes_drafts_in_languages_that_are_translators_to_write(client, people, campaign):
    client.force_login(people["editor"])

    client.post(again(campaign), asked())

    made = Campaign.objects.get(name="Acheteurs 2027")
    assert {page.owner for page in made.pages.all()} == {people["editor"]}
    assert sorted(made.pages.values_list("locale__language_code", "live")) == [("en", False), ("fr", False)]


def test_who_may_not_add_pages_beside_those_of_the_campaign_is_refused(client, people, campaign):
    GroupPagePermission.objects.all().delete()
    client.force_login(people["editor"])

    client.post(again(campaign), asked())

    assert list(Campaign.objects.all()) == [campaign]


def test_taken_name_is_refused_at_the_field(admin_client):
    factories.campaign(name="Déjà là")

    found = errors(admin_client, factories.campaign(), name="Déjà là")

    assert found == {"name": ["There is a campaign named “Déjà là” already: choose another name."]}


@pytest.mark.parametrize(
    ("fields", "name", "said"),
    [
        ({"last_day": "2027-10-19"}, "last_day", "The last day is before the first"),
        ({"first_day": "1890-01-01", "last_day": ""}, "first_day", "Choose a day between"),
        ({"last_day": "9999-12-31"}, "last_day", "Choose a day between"),
        ({"first_day": "2020-01-01", "last_day": "2020-02-01"}, "last_day", "The campaign would be over already"),
        ({"first_day": "demain"}, "first_day", "This cannot be read"),
        ({"name": " "}, "name", "This field is required"),
        ({"name": "a\u202eb"}, "name", ""),
    ],
)
def test_bad_input_is_refused_at_its_field(admin_client, fields, name, said):
    found = errors(admin_client, factories.campaign(), **fields)

    assert list(found) == [name]
    assert said in found[name][0]


@pytest.mark.parametrize("budget", ["-1", "beaucoup", "NaN", "1e30", "0.001"])
def test_bad_budget_is_refused_at_its_field(admin_client, budget):
    made = factories.campaign()
    Wave.objects.create(campaign=made, name="1", starts_at=made.starts_at, ends_at=made.starts_at + timedelta(days=1))

    assert list(errors(admin_client, made, budget=budget)) == ["budget"]


def test_wave_that_would_end_after_the_campaign_is_named(admin_client):
    made = factories.campaign(starts_at=past.on(2025, 3, 1), ends_at=past.on(2025, 4, 1))
    Wave.objects.create(campaign=made, name="Métro", starts_at=past.on(2025, 3, 10), ends_at=past.on(2025, 3, 21))

    found = errors(admin_client, made, first_day="2027-10-01", last_day="2027-10-19")

    assert "The wave “Métro” would end after it: choose 20 Oct 2027 or a later day" in found["last_day"][0]


@pytest.mark.parametrize(
    ("name", "started", "proposed"),
    [
        ("Acheteurs 2020", 2020, "Acheteurs {}"),
        ("Acheteurs", 2020, "Acheteurs – {}"),
        ("x" * 120, 2020, "x" * 113 + " – {}"),
    ],
)
def test_name_is_proposed_with_the_year(admin_client, name, started, proposed):
    made = factories.campaign(name=name, starts_at=past.on(started, 3, 1))

    form = admin_client.get(again(made)).context["form"]

    assert form["name"].value() == proposed.format(timezone.localdate().year)


# Days


def test_same_number_of_days_is_proposed_from_today_or_a_year_later(db, clock):
    today = day_of(timezone.now())
    over = factories.campaign(starts_at=past.on(2020, 3, 1), ends_at=past.on(2020, 3, 11))
    last = factories.campaign(starts_at=timezone.now() - timedelta(days=100))

    assert dates.proposed(over) == (today, today + timedelta(days=9))
    assert dates.proposed(last) == (dates.in_years(dates.first_day(last), 1), None)
    assert dates.in_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_midnights_stay_midnights_over_the_change_of_the_clock(copy):
    wave = copy.waves.get()

    assert (copy.starts_at, copy.ends_at) == (past.on(2027, 10, 20), past.on(2027, 11, 10))
    assert (wave.starts_at, wave.ends_at) == (past.on(2027, 10, 28, 8), past.on(2027, 11, 4))


def test_open_end_stays_open_and_is_closed_after_a_last_day(db):
    made = factories.campaign(starts_at=past.on(2025, 3, 1, 9))

    assert dates.end(made, None) is None
    assert dates.end(made, date(2027, 10, 31)) == past.on(2027, 11, 1)


@pytest.mark.parametrize(
    ("before", "budget", "shares"),
    [
        ([100, 200], "1000", ["333.33", "666.67"]),
        ([None, None, None], "100", ["33.33", "33.34", "33.33"]),
        ([50, None], "10", ["10.00", "0.00"]),
        ([], "10", []),
        ([5, None], None, [5, None]),
    ],
)
def test_budget_is_shared_out_to_the_cent(before, budget, shares):
    weights = [None if one is None else Decimal(one) for one in before]

    found = plan.shares(weights, budget and Decimal(budget))

    assert found == [None if one is None else Decimal(one) for one in shares]


# What is copied


def test_plan_is_copied(campaign, copy):
    wave, channel, placement = copy.waves.get(), copy.channels.get(), Placement.objects.get(channel__campaign=copy)

    assert (copy.audience, copy.frame, copy.languages) == ("buyers", "harm", ["fr", "en"])
    assert (copy.slug, copy.launched_at, copy.closed_at) == ("acheteurs-2027", None, None)
    assert (wave.name, wave.objective, wave.budget, wave.started_at) == ("Vague 1", "Savoir.", Decimal(900), None)
    assert [(one.indicator, one.value) for one in wave.targets.all()] == [("view", 400)]
    assert (channel.kind, channel.name, channel.cost) == ("poster", "Affiches", Decimal(120))
    assert (placement.name, placement.channel, placement.wave) == ("Mairie du 3e", channel, wave)
    assert placement.partner.name == "Mairie"
    assert campaign.waves.get().targets.count() == 1


def test_links_are_made_fresh(campaign, copy, admin):
    landing = LandingPage.objects.get(channel__campaign=copy, locale__language_code="fr")
    links = list(copy.links.order_by("placement", "partner"))
    codes = set(campaign.links.values_list("code", flat=True))

    assert sorted((str(one.placement), str(one.partner)) for one in links) == [
        ("Mairie du 3e", "None"),
        ("None", "Mairie"),
        ("None", "None"),
    ]
    assert not codes & {one.code for one in links}
    assert {(one.channel.campaign_id, one.created_by, one.read_as) for one in links} == {(copy.pk, admin, "")}
    assert [one.page_id for one in links if not one.placement and not one.partner] == [landing.pk]
    assert campaign.links.count() == 5


def test_partners_take_part_again_under_another_address(campaign, copy):
    before = campaign.partnerships.get(ended_at=None)

    again = copy.partnerships.get()

    assert again.partner == before.partner
    assert again.token != before.token
    assert again.editions.count() == 0


def test_pages_are_drafts_in_each_language_under_an_address_of_their_own(copy):
    pages = [*copy.pages.all(), *LandingPage.objects.filter(channel__campaign=copy)]

    assert sorted((one.slug, one.locale.language_code) for one in pages) == [
        ("acheteurs-2025-2", "en"),
        ("acheteurs-2025-2", "fr"),
        ("dommage-affiches-2", "en"),
        ("dommage-affiches-2", "fr"),
    ]
    assert {(one.live, one.first_published_at, one.live_revision) for one in pages} == {(False, None, None)}
    assert len({(one.slug, one.translation_key) for one in pages}) == 2
    assert not Approval.objects.filter(object_id__in=[str(one.pk) for one in pages]).exists()
    assert not any(Page.find_problems())


def test_page_keeps_its_words(campaign, copy):
    fields = ("title", "statement", "lead", "call", "object_words")
    for language in ("fr", "en"):
        before, after = (one.pages.get(locale__language_code=language) for one in (campaign, copy))

        assert [getattr(after, name) for name in fields] == [getattr(before, name) for name in fields]
        assert after.get_latest_revision_as_object().lead == before.lead


def test_copied_pages_lead_to_one_another(campaign, copy):
    """A page is chosen in whichever language: it leads to the visitor's."""
    landing = LandingPage.objects.get(channel__campaign=copy, locale__language_code="fr")
    elsewhere = landing.get_parent().pk
    for page in copy.pages.all():
        for said in (page, page.get_latest_revision_as_object()):
            assert said.call_to_action[0].value["page"].pk == landing.pk
            assert re.findall(r'id="(\d+)"', said.body[0].value["text"].source) == [str(landing.pk), str(elsewhere)]
    assert copy.help_page_id == landing.pk
    assert {page.call_to_action[0].value["page"].pk for page in campaign.pages.all()} == {campaign.help_page_id}


def test_latest_draft_is_copied_of_a_page_that_is_not_live(campaign, admin):
    page = campaign.pages.get(locale__language_code="fr")
    page.unpublish()
    page.lead = "Un autre chapeau."
    page.save_revision()

    made = begin_again(campaign, SPRING, admin)

    assert made.pages.get(locale__language_code="fr").lead == "Un autre chapeau."


def test_translators_find_their_sentences(copy):
    page = copy.pages.get(locale__language_code="fr")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    english = copy.pages.get(locale__language_code="en")
    words = StringTranslation.objects.filter(context__object=page.translation_key)

    assert translation.get_target_instance() == english
    assert translation.source.get_source_instance() == page
    assert past.IN_ENGLISH in words.values_list("data", flat=True)
    assert not drafting.refresh(translation.source)
    assert drafting.save_draft(translation) == english.latest_revision


def test_translation_that_was_not_up_to_date_is_not_in_the_copy(campaign, admin):
    page = campaign.pages.get(locale__language_code="fr")
    page.lead = "Même une seule fois."
    factories.go_live(page)

    made = begin_again(campaign, SPRING, admin)

    keys = dict(made.pages.filter(locale__language_code="fr").values_list("translation_key", "pk"))
    assert not hasattr(Translation.objects.get(source__object_id__in=keys), "made_from")


def test_nothing_else_is_copied(copy):
    assert copy.launches.count() == copy.printed.count() == copy.press_runs.count() == copy.readiness.count() == 0
    assert copy.outcomes.count() == 0
    assert copy.successor is None


def test_cost_grows_with_the_pages_copied_alone(campaign, home, admin):
    """What is read once a process is read by the first copy."""
    costs = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            begin_again(campaign, Wanted(f"Copie {number}", date(2028, 1, 1), None), admin)
        costs.append(len(queries))
        if number == 1:
            index = campaign.pages.first().get_parent()
            for _page in range(3):
                factories.campaign_page(index)

    assert costs[1] == costs[2]


# Afterwards


def test_list_of_campaigns_offers_it_in_the_place_of_a_copy_of_the_row(admin_client):
    made = factories.campaign()

    html = admin_client.get("/admin/snippets/plan/campaign/").content.decode()

    assert again(made) in html
    assert f"/copy/{made.pk}/" not in html


def test_log_says_who_copied_what_from_what(campaign, copy, admin):
    entry = ModelLogEntry.objects.for_instance(copy).get()

    assert (entry.action, entry.user) == ("plan.copy", admin)
    assert entry.data == {
        "campaign": campaign.pk,
        "name": "Acheteurs 2025",
        "copied": {"waves": 1, "channels": 1, "placements": 1, "links": 3, "partners": 1, "pages": 2, "versions": 4},
    }


def test_workspace_says_what_was_copied_and_what_there_is_to_do(admin_client, campaign):
    campaign.theme = Theme.objects.create(name="Le message", drawing="message", live=False)
    campaign.save()

    response = admin_client.post(again(campaign), asked(), follow=True)

    copied = response.context["copied"]
    page = Campaign.objects.get(name="Acheteurs 2027").pages.get(locale__language_code="fr")
    assert copied.counts[3:] == ["3 links with new codes", "1 partner", "2 pages", "2 translations"]
    assert [one.said for one in copied.to_do] == [
        "The theme “Le message” is not approved: pages show it once it is.",
        "The page “Acheteurs” waits for approval.",
        "The page “Une page” waits for approval.",
        "2 translations wait for approval.",
        "1 partner is to be invited again: send it the new address of its page.",
    ]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()


def test_fact_that_ended_is_named_before_and_after_and_keeps_nothing_back(admin_client, campaign):
    Fact.objects.update(in_force_until=date(2026, 1, 31))

    before = admin_client.get(again(campaign)).content.decode()
    response = admin_client.post(again(campaign), asked(), follow=True)

    said = "is no longer in force since 31 January 2026"
    assert said in before
    assert [one for one in response.context["copied"].to_do if said in one.said]


def test_campaign_that_is_no_copy_or_is_launched_has_nothing_to_say(campaign, copy):
    copy.launched_at = timezone.now()

    assert remaining.of(campaign) is None
    assert remaining.of(copy) is None


# All or nothing


def test_failure_in_the_midst_leaves_nothing(admin_client, campaign):
    """As where somebody takes the place of the last page that is copied."""

    def take_its_place(instance, **kwargs):
        if instance.locale.language_code == "en":
            raise IntegrityError

    before = Page.objects.count(), TrackedLink.objects.count(), Wave.objects.count()
    post_save.connect(take_its_place, sender=LandingPage)
    try:
        found = errors(admin_client, campaign)
    finally:
        post_save.disconnect(take_its_place, sender=LandingPage)

    assert found == {"__all__": ["Somebody else wrote at the same moment, so nothing was made: try again."]}
    assert (Page.objects.count(), TrackedLink.objects.count(), Wave.objects.count()) == before


def test_name_that_somebody_took_meanwhile_is_refused_at_the_field(campaign, admin, rf):
    """Of two who send the same form at once, the second waits for the first and is told."""
    request = rf.post(again(campaign))
    request.user = admin
    forms = [CopyForm(campaign, asked()) for _number in range(2)]
    assert all(form.is_valid() for form in forms)

    made = [views.begun(form, request) for form in forms]

    assert (made[0].name, made[1]) == ("Acheteurs 2027", None)
    assert forms[1].errors == {"name": ["There is a campaign named “Acheteurs 2027” already: choose another name."]}
    assert Campaign.objects.count() == 2


def test_second_copy_has_addresses_of_its_own(campaign, copy, admin):
    second = begin_again(campaign, Wanted("Acheteurs 2027 !", date(2028, 1, 1), None), admin)
    third = begin_again(second, Wanted("Encore", date(2029, 1, 1), None), admin)

    assert second.slug == "acheteurs-2027-2"
    assert {one.slug for one in second.pages.all()} == {"acheteurs-2025-3"}
    assert {one.slug for one in third.pages.all()} == {"acheteurs-2025-4"}


# Taken back


def test_copy_of_which_nothing_came_is_deleted_whole(admin_client, campaign, copy):
    before = Page.objects.count(), campaign.links.count()

    response = admin_client.post(reverse("campaign_undo", args=[copy.pk]), follow=True)

    assert "with all that was copied" in response.content.decode()
    assert list(Campaign.objects.all()) == [campaign]
    assert (Page.objects.count(), TrackedLink.objects.count()) == (before[0] - 4, before[1])
    assert Wave.objects.count() == Channel.objects.count() == Placement.objects.count() == 1


def approve(copy):
    factories.approve(copy.pages.first().latest_revision)


def launch(copy):
    Launch.objects.create(campaign=copy, action="start", due_at=timezone.now())


def go_live(copy):
    factories.go_live(copy.pages.first())


def print_it(copy):
    fields = {"format": "poster-a4", "language": "fr", "file": "affiche.pdf", "made_from": {}}
    copy.printed.create(link=copy.links.first(), **fields, **printed.rest())


def count(copy):
    today = timezone.localdate()
    Total.objects.create(campaign=copy.pk, dimension="all", grain="day", start=today, kind="view", n=1)


HAPPENED = {
    "approved already": [approve, go_live],
    "is launched": [launch],
    "may be in print": [print_it],
    "Somebody came by its links": [count],
}


@pytest.mark.parametrize(("happens", "said"), [(one, said) for said, acts in HAPPENED.items() for one in acts])
def test_copy_of_which_something_came_is_kept(admin_client, copy, happens, said):
    happens(copy)

    response = admin_client.post(reverse("campaign_undo", args=[copy.pk]))

    assert response.status_code == 409
    assert said in response.content.decode()
    assert Campaign.objects.filter(pk=copy.pk).exists()


def test_campaign_that_is_no_copy_is_not_deleted_whole(admin_client, campaign):
    assert admin_client.post(reverse("campaign_undo", args=[campaign.pk])).status_code == 409
    assert Campaign.objects.filter(pk=campaign.pk).exists()


def test_who_made_a_copy_takes_it_back_and_no_other_editor(client, people, campaign):
    copy = begin_again(campaign, SPRING, people["editor"])
    other = begin_again(campaign, Wanted("Une autre", date(2028, 1, 1), None), people["administrator"])
    client.force_login(people["editor"])

    client.post(reverse("campaign_undo", args=[other.pk]))
    assert Campaign.objects.filter(pk=other.pk).exists()
    client.post(reverse("campaign_undo", args=[copy.pk]))
    assert not Campaign.objects.filter(pk=copy.pk).exists()
