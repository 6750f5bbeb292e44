"""The board: each text in each language, in its state, for a number of queries that grows with neither."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.publication.bundles import bundles
from editorial.board import states as board
from editorial.board.states import State
from editorial.translation import drafting
from facts.models import FactWording
from tests import factories
from tests.editorial.conftest import act, say


def states(title: str) -> dict[str, str]:
    locales = board.languages()
    (row,) = [row for row in board.rows(locales, bundles()) if row.title == title]
    return {locale.language_code: cell.state.value for locale, cell in zip(locales, row.cells, strict=True)}


@pytest.fixture
def page(home, english_home, arabic_home):
    return factories.standard_page(home, title="La loi", slug="la-loi")


def test_text_without_translation_is_missing(page):
    assert states("La loi") == {"en": "missing", "ar": "missing"}


def test_text_is_draft_then_in_review_then_live(page, english_home, translate, people):
    english = translate(page, english_home.locale, publish=False)
    assert states("La loi")["en"] == "draft"

    english.get_workflow().start(english, people["editor"])
    assert states("La loi")["en"] == "review"

    act(english, people["lawyer"])
    act(english, people["publisher"], accepts_incomplete=True)
    assert states("La loi")["en"] == "live"


def test_what_is_approved_before_the_launch_is_not_called_live(
    in_english, client, home, english_home, people, translate
):
    campaign = factories.campaign(starts_at=timezone.now() + timedelta(days=1), languages=["fr", "en"])
    index = factories.campaign_index(home)
    page = factories.campaign_page(index, campaign, title="À venir")
    translate(index, english_home.locale)
    translate(page, english_home.locale)
    client.force_login(people["publisher"])

    def said(title: str) -> list[tuple[str, str]]:
        (row,) = client.get(reverse("translations_board"), {"q": title}).context["page"].object_list
        return [(cell.state.value, cell.label) for cell in row.cells]

    assert said("À venir") == [("live", "approved, not public")]
    assert said("Campagnes") == [("live", "live")]


def test_text_whose_source_changed_is_stale_until_it_is_drafted_again(page, english_home, translate):
    translate(page, english_home.locale)
    page.lead = "Une phrase de plus."
    factories.go_live(page)

    assert states("La loi")["en"] == "stale"


def test_source_that_changed_in_no_sentence_makes_nothing_stale(page, english_home, translate):
    translate(page, english_home.locale)
    page.indexed = False
    factories.go_live(page)

    assert states("La loi")["en"] == "live"


def test_what_changed_is_shown(client, page, english_home, translate, people):
    translate(page, english_home.locale)
    page.lead = "Une phrase de plus."
    factories.go_live(page)
    client.force_login(people["publisher"])

    html = client.get(reverse("translations_board")).content.decode()
    translation = page.get_translation(english_home.locale)

    link = board.rows(board.languages(), bundles(), search="La loi")[0].cells[0].translation
    assert f'href="{reverse("translation_changes", args=[link])}"' in html
    assert "Une phrase de plus." in client.get(reverse("translation_changes", args=[link])).content.decode()
    assert translation is not None


def test_progress_counts_sentences(page, english_home, translate):
    translate(page, english_home.locale, publish=False)
    locales = board.languages()
    rows = board.rows(locales, bundles(), search="La loi")

    board.add_progress(rows, locales)

    assert [(cell.translated, cell.total) for cell in rows[0].cells] == [(0, 1), (0, 1)]


def test_what_is_live_and_incomplete_shows_its_count(client, page, english_home, translate, people):
    translate(page, english_home.locale, publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    say(translation, "La loi", "The law")
    client.force_login(people["publisher"])

    def said() -> tuple[str, str]:
        factories.go_live(drafting.save_draft(translation).as_object())
        (row,) = client.get(reverse("translations_board"), {"q": "La loi"}).context["page"].object_list
        return row.cells[0].state.value, row.cells[0].progress

    assert said() == ("live", "")
    StringTranslation.objects.filter(data="The law").delete()
    assert said() == ("live", "0/1")


def test_snippets_are_on_the_board(english_home):
    factories.fact(sentence="La loi prévoit {value}.")

    kinds = {row.kind for row in board.rows(board.languages(), bundles())}

    assert str(FactWording._meta.verbose_name_plural) in kinds


def test_rows_are_filtered(client, page, people):
    factories.standard_page(page.get_parent(), title="Autre")
    client.force_login(people["publisher"])

    def shown(**query):
        return [row.title for row in client.get(reverse("translations_board"), query).context["page"].object_list]

    assert shown(q="loi") == ["La loi"]
    assert shown(state="live") == ["Accueil"]
    assert shown(state=State.REVIEW.value) == []


@pytest.mark.parametrize("number", [1, 12])
def test_board_costs_the_same_with_few_and_many_pages_and_languages(
    client, home, english_home, translate, people, django_assert_num_queries, number
):
    for code in ["ar", "es", "pt"][: number // 4]:
        Locale.objects.create(language_code=code)
    for _ in range(number):
        translate(factories.standard_page(home), english_home.locale, publish=False)
    client.force_login(people["publisher"])
    client.get(reverse("translations_board"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("translations_board"))


QUERIES = 22


@pytest.mark.parametrize(("person", "status"), [("analyst", 302), ("lawyer", 302), ("publisher", 200), ("editor", 200)])
def test_board_is_for_those_who_have_a_language(client, people, home, person, status):
    client.force_login(people[person])

    assert client.get(reverse("translations_board")).status_code == status


def test_campaign_s_texts_are_its_pages_and_the_words_of_their_facts(home, english_home):
    fact = factories.fact()
    factories.fact()
    body = [factories.block("text", text=f"<p>{factories.inline(fact)}</p>")]
    page = factories.campaign_page(factories.campaign_index(home), body=body, title="La campagne")

    shown = board.rows(board.languages(), bundles(), group=page.campaign.name)

    assert {row.key for row in shown} == {page.translation_key, fact.wordings.get().translation_key}


def test_board_sends_to_an_agency_what_is_within_reach(client, page, people, english_home):
    from editorial.access import roles

    people["translator"].groups.add(roles.translators(english_home.locale))
    client.force_login(people["translator"])

    form = client.get(reverse("translations_board")).context["agency_form"]

    assert [code for code, _name in form.fields["locale"].choices] == ["en"]
