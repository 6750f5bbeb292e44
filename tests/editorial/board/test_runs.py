"""Translating much in the background."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from core.publication.sign_off import SignOffError
from editorial.board import runs, sets
from editorial.models import TranslationRun
from tests import factories

OFFLINE = {"CLASS": "editorial.board.machine.OfflineTranslator"}


@pytest.fixture
def page(home, english_home):
    return factories.standard_page(home, title="La loi", slug="la-loi", lead="Deux mois au plus.")


def begin(client, django_capture_on_commit_callbacks, **data):
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(reverse("translations_begin"), {"locale": "en"} | data, follow=True)


def test_site_is_translated_into_drafts_with_progress(client, page, people, django_capture_on_commit_callbacks):
    client.force_login(people["editor"])

    response = begin(client, django_capture_on_commit_callbacks)

    run = TranslationRun.objects.get()
    assert (run.done, run.total, run.errors) == (2, 2, [])
    assert run.finished_at is not None
    assert [found.live for found in page.get_translations()] == [False]
    assert "2" in response.content.decode()


def test_campaign_is_translated_with_the_facts_that_it_shows(home, english_home, people):
    index = factories.campaign_index(home)
    fact = factories.fact()
    factories.fact()
    body = [factories.block("text", text=f"<p>{factories.inline(fact)}</p>")]
    page = factories.campaign_page(index, body=body)

    found = sets.sources(f"campaign-{page.campaign_id}")

    assert found == [("facts.FactWording", fact.wordings.get().pk), ("wagtailcore.Page", page.pk)]


def test_run_of_one_text_is_called_as_the_text_is(page):
    assert sets.title(f"wagtailcore.Page:{page.pk}") == page.title
    assert sets.title("wagtailcore.Page:0") == "wagtailcore.Page:0"


def test_unchanged_text_is_skipped_in_few_queries(
    page, people, english_home, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    objects = sets.sources()
    with django_capture_on_commit_callbacks(execute=True):
        runs.begin(objects, english_home.locale, label="a", user=people["editor"])
    again = TranslationRun.objects.create(label="b", locale=english_home.locale, to_do=objects)

    # One to read the run, one to know what is fresh, one to end it; three a text, of which one is its progress, and the
    # two ends of the transaction in which that is done.
    with django_assert_max_num_queries(3 + 5 * len(objects)):
        runs.work.func(again.pk)

    again.refresh_from_db()
    assert again.skipped == again.total == 2


def test_run_leaves_live_words_as_they_are(page, people, english_home, translate, django_capture_on_commit_callbacks):
    english = translate(page, english_home.locale)
    before = Page.objects.get(pk=english.pk).specific.lead
    page.lead = "Trois mois au plus."
    factories.go_live(page)

    with django_capture_on_commit_callbacks(execute=True):
        runs.begin(sets.sources(), english_home.locale, label="a", user=people["editor"])

    after = Page.objects.get(pk=english.pk).specific
    assert (after.lead, after.live) == (before, True)
    assert after.get_latest_revision_as_object().lead == "Trois mois au plus."


def test_text_that_fails_is_named_and_the_others_are_translated(page, people, english_home):
    run = TranslationRun.objects.create(
        label="a",
        locale=english_home.locale,
        to_do=[["wagtailcore.Page", 999999], ["wagtailcore.Page", page.pk]],
    )

    runs.work.func(run.pk)

    run.refresh_from_db()
    assert [error["pk"] for error in run.errors] == [999999]
    assert page.get_translations().count() == 1


def test_same_run_is_not_begun_twice(page, people, english_home):
    runs.begin(sets.sources(), english_home.locale, label="a", user=None)

    with pytest.raises(SignOffError):
        runs.begin(sets.sources(), english_home.locale, label="a", user=None)


def test_run_is_for_those_who_write_the_source(client, page, people):
    from editorial.access import roles

    people["translator"].groups.add(roles.translators(Locale.objects.get(language_code="en")))
    for person in ("translator", "lawyer", "analyst"):
        client.force_login(people[person])
        client.post(reverse("translations_begin"), {"locale": "en"})

    assert not TranslationRun.objects.exists()


def test_machine_translates_nothing_unless_the_operator_says_so(
    client, page, people, django_capture_on_commit_callbacks
):
    client.force_login(people["editor"])

    begin(client, django_capture_on_commit_callbacks, machine="on")

    assert not StringTranslation.objects.exists()


def test_machine_translates_into_a_draft_that_is_marked_as_such(
    client, page, people, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = OFFLINE
    client.force_login(people["editor"])

    begin(client, django_capture_on_commit_callbacks, machine="on")

    english = page.get_translations().get().specific
    assert not english.live
    assert english.get_latest_revision_as_object().lead == "[en] Deux mois au plus."
    row = next(
        row for row in client.get(reverse("translations_board")).context["page"].object_list if row.pk == page.pk
    )
    assert [cell.by_machine for cell in row.cells] == [2]
