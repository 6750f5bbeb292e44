"""A campaign begun again: all that is copied, and all that is not."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import GroupPagePermission, ModelLogEntry, Page
from wagtail_localize.models import StringTranslation, Translation

from campaigns.deterrence.models import LandingPage
from campaigns.plan.copying import remaining, views
from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.copying.forms import CopyForm
from campaigns.plan.launch import preparation
from campaigns.plan.models import Campaign, Placement, PrintedItem, TrackedLink, Wave
from editorial.models import Approval
from editorial.translation import drafting
from facts.models import Fact
from tests import factories
from tests.editorial.conftest import act
from tests.plan.copying import past
from tests.plan.copying.past import AUTUMN, again, asked
from themes.models import Theme

pytestmark = pytest.mark.usefixtures("in_english")


def test_editor_makes_drafts_in_languages_that_are_translators_to_write(client, people, campaign):
    client.force_login(people["editor"])

    client.post(again(campaign), asked())

    made = Campaign.objects.get(name="Acheteurs 2027")
    assert {page.owner for page in made.pages.all()} == {people["editor"]}
    assert sorted(made.pages.values_list("locale__language_code", "live")) == [("en", False), ("fr", False)]


def test_midnights_stay_midnights_over_the_change_of_the_clock(copy):
    wave = copy.waves.get()

    assert (copy.starts_at, copy.ends_at) == (past.on(2027, 10, 20), past.on(2027, 11, 10))
    assert (wave.starts_at, wave.ends_at) == (past.on(2027, 10, 28, 8), past.on(2027, 11, 4))


def test_who_may_not_add_pages_beside_those_of_the_campaign_is_refused(client, people, campaign):
    GroupPagePermission.objects.all().delete()
    client.force_login(people["editor"])

    client.post(again(campaign), asked())

    assert list(Campaign.objects.all()) == [campaign]


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

    made = begin_again(campaign, AUTUMN, admin)

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

    made = begin_again(campaign, AUTUMN, admin)

    keys = dict(made.pages.filter(locale__language_code="fr").values_list("translation_key", "pk"))
    assert not hasattr(Translation.objects.get(source__object_id__in=keys), "made_from")


def test_nothing_else_is_copied(copy):
    assert copy.launches.count() == copy.printed.count() == copy.press_runs.count() == copy.readiness.count() == 0
    assert copy.outcomes.count() == 0
    assert copy.successor is None


def test_cost_grows_with_the_pages_copied_alone(campaign, admin):
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


def test_sheets_that_were_made_or_planned_are_planned_again(campaign, admin):
    campaign.planned_sheets = ["poster-a3", "a-format-of-before"]
    campaign.save()
    about = {"campaign": campaign, "link": campaign.links.first(), "width": 1, "height": 1, "size": 1}
    for key in ("film-9x16-6", "story"):
        PrintedItem.objects.create(format=key, language="fr", **about)

    copy = begin_again(campaign, past.AUTUMN, admin)

    assert copy.planned_sheets == ["poster-a3", "story", "film-9x16-6"]
    assert not copy.printed.exists()


def test_log_says_who_copied_what_from_what(campaign, copy, admin):
    entry = ModelLogEntry.objects.for_instance(copy).get()

    assert (entry.action, entry.user) == ("plan.copy", admin)
    assert entry.data == {
        "campaign": campaign.pk,
        "name": "Acheteurs 2025",
        "copied": {
            "waves": 1,
            "channels": 1,
            "placements": 1,
            "links": 3,
            "partners": 1,
            "tasks": 0,
            "sheets": 0,
            "posts": 0,
            "pages": 2,
            "versions": 4,
        },
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
        "The page “Acheteurs” is to be submitted.",
        "The page “Une page – Affiches” is to be submitted.",
        "2 translations are to be submitted.",
        "1 partner is to be invited again: send it the new address of its page.",
        "Its checks were never asked.",
    ]
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in response.content.decode()


def test_who_has_to_do_something_next_is_said_of_each_page(people, copy):
    page = copy.pages.get(locale__language_code="fr")
    english = copy.pages.get(locale__language_code="en")
    for one in (page, english):
        one.get_workflow().start(one, people["editor"])
    day = date_format(timezone.localtime(page.current_workflow_task_state.started_at), "SHORT_DATETIME_FORMAT")

    said = [one.said for one in remaining.to_do(copy)]

    assert said[:4] == [
        f"The page “Acheteurs” is with the legal review since {day}.",
        "The page “Une page – Affiches” is to be submitted.",
        "1 translation is to be submitted.",
        "1 translation is in review.",
    ]
    act(page, people["lawyer"])
    assert next(remaining.to_do(copy)).said.startswith("The page “Acheteurs” awaits publication since ")
    act(page, people["publisher"], "reject", comment="À revoir.")
    assert next(remaining.to_do(copy)).said == "The page “Acheteurs” is to be submitted."


def test_readiness_is_told_with_the_way_to_it(copy):
    preparation.examine(copy)
    failing = [one for one in copy.readiness.all() if one.failures]

    told = list(remaining.to_do(copy))[-1]

    assert len(failing) > 1
    assert (told.said, told.url) == (
        f"{len(failing)} checks fail.",
        reverse("campaign_readiness", args=[copy.pk]),
    )


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
        response = admin_client.post(again(campaign), asked())
    finally:
        post_save.disconnect(take_its_place, sender=LandingPage)

    assert response.context["form"].errors == {
        "__all__": ["Somebody else wrote at the same moment, so nothing was made: try again."]
    }
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
