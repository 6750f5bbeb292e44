"""What texts put on the list of today: for who decides, for who wrote them, and for who translates."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.editor.today import Kind
from editorial import today
from editorial.access import roles
from editorial.board import states as board
from editorial.models import LegalReview
from editorial.translation import drafting
from home.models import StandardPage
from tests import factories, markup
from tests.editorial.conftest import act

pytestmark = pytest.mark.usefixtures("in_english")

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def fresh(user):
    """As the next request knows the person."""
    return type(user).objects.get(pk=user.pk)


def texts(user) -> list:
    return list(today.texts(fresh(user), timezone.now()))


def desk_url(text) -> str:
    return reverse("desk_text", args=[text.current_workflow_task_state.pk])


@pytest.fixture
def handed_in(draft, people) -> StandardPage:
    draft.get_workflow().start(draft, people["editor"])
    return StandardPage.objects.get(pk=draft.pk)


def test_text_waits_for_those_who_decide_its_step_and_for_nobody_else(handed_in, people):
    (task,) = texts(people["lawyer"])

    assert (task.title, task.url) == ("La loi", desk_url(handed_in))
    assert (task.kind, task.since, task.due, task.languages) == (Kind.REVIEW, NOW, None, ("fr",))
    assert task.about == "Handed in by Editor."
    assert [texts(people[name]) for name in ("publisher", "translator", "analyst", "superuser")] == [[]] * 4


def test_text_goes_on_to_publication(handed_in, people):
    act(handed_in, people["lawyer"])

    assert texts(people["lawyer"]) == []
    assert [task.title for task in texts(people["publisher"])] == ["La loi"]


def test_who_wrote_the_draft_or_took_the_other_step_has_nothing_to_decide(handed_in, people):
    people["editor"].groups.add(*LegalReview.objects.get().groups.all())
    people["lawyer"].groups.add(*people["publisher"].groups.all())

    assert [task.is_with_others for task in texts(people["editor"])] == [True]

    act(handed_in, people["lawyer"])
    assert texts(people["lawyer"]) == []


def test_author_knows_where_a_text_is(handed_in, people):
    (in_review,) = texts(people["editor"])
    act(handed_in, people["lawyer"])
    (in_publication,) = texts(people["editor"])

    assert [(task.kind, task.about, task.is_with_others) for task in (in_review, in_publication)] == [
        (Kind.SENT, "In legal review.", True),
        (Kind.SENT, "Waits for publication.", True),
    ]


def test_text_that_is_sent_back_says_who_asks_for_what(handed_in, people):
    with time_machine.travel(NOW + DAY, tick=False):
        act(handed_in, people["lawyer"], "reject", comment="Cite the article.")
        (task,) = texts(people["editor"])

    assert (task.kind, task.about, task.is_with_others) == (Kind.CHANGES, "Lawyer asks: “Cite the article.”", False)
    assert task.since == NOW + DAY
    assert texts(people["lawyer"]) == []


def test_text_is_wanted_when_it_shall_go_live(draft, people):
    draft.go_live_at = NOW + 3 * DAY
    draft.save_revision(user=people["editor"])
    draft.get_workflow().start(draft, people["editor"])

    (task,) = texts(people["lawyer"])

    assert task.due == date(2026, 11, 27)


def page_of(campaign, home, people, index=None):
    """One of its pages, handed in."""
    page = factories.campaign_page(index or factories.campaign_index(home), campaign)
    page.lead = "Autre chose."
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return page


@pytest.mark.parametrize(
    ("days", "due", "said"),
    [
        (5, date(2026, 11, 23), "which starts on 29 Nov 2026."),
        (-5, date(2026, 11, 12), "which should have started on 19 Nov 2026."),
    ],
)
def test_text_of_a_campaign_says_what_it_holds_up(home, people, days, due, said):
    campaign = factories.campaign(name="Gares", starts_at=NOW + days * DAY, launched_at=None)
    page = page_of(campaign, home, people)

    (task,) = texts(people["lawyer"])

    assert task.due == due
    assert task.about == f"Handed in by Editor. It holds up “Gares”, {said}"
    assert task.url == desk_url(page)


def test_law_decides_five_working_days_before_the_launch_and_publication_two(home, people):
    campaign = factories.campaign(starts_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC), launched_at=None)
    page = page_of(campaign, home, people)

    (of_law,) = texts(people["lawyer"])
    act(page, people["lawyer"])
    (of_publication,) = texts(people["publisher"])

    assert (of_law.due, of_publication.due) == (date(2026, 12, 1), date(2026, 12, 4))


def test_after_the_launch_the_next_wave_counts(home, people):
    campaign = factories.campaign(name="Gares", starts_at=NOW - 30 * DAY, launched_at=NOW - 30 * DAY)
    for name, start, started in (
        ("1", NOW - 20 * DAY, NOW - 20 * DAY),
        ("3", NOW + 40 * DAY, None),
        ("2", NOW + 14 * DAY, None),
    ):
        campaign.waves.create(name=name, starts_at=start, ends_at=start + 7 * DAY, started_at=started)
    page_of(campaign, home, people)

    (task,) = texts(people["lawyer"])

    assert task.due == date(2026, 12, 1)
    assert task.about == "Handed in by Editor. It belongs to “Gares”, whose next wave starts on 8 Dec 2026."


def test_desk_and_today_say_how_long_there_is(client, home, people):
    """The late one first."""
    index = factories.campaign_index(home)
    for days in (10, 3):
        page_of(factories.campaign(starts_at=NOW + days * DAY, launched_at=None), home, people, index)
    client.force_login(people["lawyer"])

    shown = markup.read(client.get(reverse("wagtailadmin_home")).text)
    desk = [markup.read(client.get(task.url).text) for task in today.reviews(fresh(people["lawyer"]), NOW)]

    assert shown.index("4 days late") < shown.index("in 3 days")
    assert ["4 days late" in desk[0], "in 3 days" in desk[1], "to be decided by 27 November 2026" in desk[1]] == [
        True
    ] * 3


def test_text_that_is_sent_back_has_the_deadline_of_its_campaign(home, people):
    campaign = factories.campaign(starts_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC), launched_at=None)
    act(page_of(campaign, home, people), people["lawyer"], "reject", comment="Cite the article.")

    (task,) = texts(people["editor"])

    assert (task.kind, task.due) == (Kind.CHANGES, date(2026, 12, 1))


def test_words_of_a_fact_wait_too(home, people):
    words = factories.fact().wordings.get()
    words.label = "autrement"
    words.save_revision(user=people["editor"])
    words.get_workflow().start(words, people["editor"])

    (task,) = texts(people["lawyer"])

    assert (task.url, task.languages) == (desk_url(words), ("fr",))


@pytest.mark.parametrize("number", [1, 3])
def test_texts_cost_the_same_whatever_their_number(home, people, django_assert_num_queries, number):
    for _each in range(number):
        page = factories.standard_page(home)
        page.save_revision(user=people["editor"])
        page.get_workflow().start(page, people["editor"])
    person = fresh(people["lawyer"])
    texts(person)

    with django_assert_num_queries(4):
        assert len(list(today.texts(person, NOW))) == number


# Translations


def test_stale_translations_are_counted_as_on_their_board(home, english_home, arabic_home, translate, people):
    page = factories.standard_page(home, title="La loi")
    reviewed = factories.standard_page(home, title="Le droit")
    fact = factories.fact()
    for source in (page, reviewed, fact.wordings.get()):
        for locale in (english_home.locale, arabic_home.locale):
            translate(source, locale)
    english = reviewed.get_translation(english_home.locale)
    with time_machine.travel(NOW + DAY, tick=False):
        for source in (page, reviewed):
            source.lead = "Une phrase de plus."
            factories.go_live(source)
        words = fact.wordings.get(locale=home.locale)
        words.label = "autrement"
        factories.go_live(words)
        english.get_workflow().start(english, people["editor"])

        locales = board.languages()
        shown = [cell for row in board.rows(locales, []) for cell in row.cells if cell.state == "stale"]
        counted = {code: number for code, (number, _first) in board.count_stale().items()}

    assert counted == {"en": 2, "ar": 3}
    assert {code: sum(cell.language == code for cell in shown) for code in ("en", "ar")} == counted


def test_translator_has_what_is_stale_in_their_language_alone(home, english_home, arabic_home, translate, people):
    page = factories.standard_page(home, title="La loi")
    for locale in (english_home.locale, arabic_home.locale):
        translate(page, locale)
    with time_machine.travel(NOW + DAY, tick=False):
        page.lead = "Une phrase de plus."
        factories.go_live(page)
        people["translator"].groups.add(roles.translators(english_home.locale))

        (task,) = today.translations(fresh(people["translator"]), timezone.now())

        assert (task.title, task.languages) == ("La loi", ("en",))
        assert task.url == "/admin/translations/?state=stale&locale=en"
        assert list(today.translations(fresh(people["lawyer"]), timezone.now())) == []


def test_one_text_that_is_stale_in_several_languages_is_one_task(home, english_home, arabic_home, translate, people):
    pages = [factories.standard_page(home, title=title, slug=slug) for title, slug in (("La loi", "loi"), ("Aide", "aide"))]
    for locale in (english_home.locale, arabic_home.locale):
        people["translator"].groups.add(roles.translators(locale))
        for page in pages:
            translate(page, locale)

    def told() -> list[tuple]:
        return [
            (task.title, task.languages, task.url)
            for task in today.translations(fresh(people["translator"]), timezone.now())
        ]

    with time_machine.travel(NOW + DAY, tick=False):
        pages[0].lead = "Une phrase de plus."
        factories.go_live(pages[0])
        one = told()
        pages[1].lead = "Une phrase de plus."
        factories.go_live(pages[1])
        two = told()

    board = "/admin/translations/?state=stale"
    assert one == [("La loi", ("en", "ar"), board)]
    assert two == [(f"2 texts to bring up to date", (code,), f"{board}&locale={code}") for code in ("en", "ar")]


def test_translator_has_the_drafts_to_submit_of_what_is_to_be_launched(home, english_home, translate, people):
    index = factories.campaign_index(home)
    english_index = translate(index, english_home.locale)
    soon = factories.campaign(name="Gares", starts_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC), launched_at=None)
    over = factories.campaign(name="Finie", slug="finie", starts_at=NOW - 30 * DAY)
    made = [factories.campaign_page(index, one, slug=one.slug, title=one.name) for one in (soon, over)]
    pages = [translate(page, english_home.locale) for page in made]
    for page in pages:
        page.unpublish()
    people["translator"].groups.add(roles.translators(english_home.locale))

    (task,) = today.unsubmitted(fresh(people["translator"]), NOW)

    assert (task.title, task.due, task.languages) == ("Gares", date(2026, 12, 1), ("en",))
    assert "complete it, and submit it for review. It holds up “Gares”" in task.about
    assert english_index.live
    pages[0].refresh_from_db()
    pages[0].save_revision(user=people["translator"])
    pages[0].get_workflow().start(pages[0], people["translator"])
    assert list(today.unsubmitted(fresh(people["translator"]), NOW)) == []
    assert list(today.unsubmitted(fresh(people["lawyer"]), NOW)) == []


def test_translator_is_told_of_a_translation_that_was_begun_for_them(home, english_home, arabic_home, people):
    page = factories.standard_page(home, title="La loi")
    for locale in (english_home.locale, arabic_home.locale):
        drafting.start(page, locale, people["editor"])
    people["translator"].groups.add(roles.translators(english_home.locale))

    (task,) = today.unsubmitted(fresh(people["translator"]), NOW)

    assert (task.title, task.languages) == ("1 translation to complete", ("en",))
    assert task.url == "/admin/translations/?state=draft&locale=en"
    english = page.get_translation(english_home.locale)
    english.get_workflow().start(english, people["translator"])
    assert list(today.unsubmitted(fresh(people["translator"]), NOW)) == []
    act(english, people["lawyer"], "reject")
    assert list(today.unsubmitted(fresh(people["translator"]), NOW)) == []


def test_what_was_live_once_is_no_translation_to_complete(home, english_home, translate, people):
    page = translate(factories.standard_page(home, title="La loi"), english_home.locale)
    page.unpublish()
    people["translator"].groups.add(roles.translators(english_home.locale))

    assert list(today.unsubmitted(fresh(people["translator"]), NOW)) == []


def test_drafts_of_a_campaign_in_a_language_are_one_task(client, home, english_home, translate, people):
    index = factories.campaign_index(home)
    translate(index, english_home.locale)
    soon = factories.campaign(name="Gares & ports", starts_at=datetime(2026, 12, 8, 9, 0, tzinfo=UTC), launched_at=None)
    for slug in ("gares", "ports"):
        page = factories.campaign_page(index, soon, slug=slug, title=slug)
        translate(page, english_home.locale).unpublish()
    people["translator"].groups.add(roles.translators(english_home.locale))

    (task,) = today.unsubmitted(fresh(people["translator"]), NOW)

    assert (task.title, task.due) == ("Drafts of “Gares & ports”: 2", date(2026, 12, 1))
    assert task.about == "Complete each, and submit it for review. Start of the campaign: 8 Dec 2026."
    client.force_login(fresh(people["translator"]))
    told = client.get(task.url).context["page"]
    assert sorted(row.title for row in told) == ["gares", "ports"]
