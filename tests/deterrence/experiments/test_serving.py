"""Which wording a view shows: drawn afresh each time, kept ready for each, counted as it was shown, and nobody remembered."""

import random
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.deterrence.experiments.figures.counting import arms
from campaigns.deterrence.experiments.running import acts
from reach.folding.fold import fold
from reach.journal import journal
from reach.models import Cell
from reach.visits import tokens
from serving.page_cache import offering
from serving.served import Served
from tests import factories
from tests.serving.page_cache.visits import committed

BROWSER = {"USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"}
A, B = "Acheter est interdit.", "La loi vous vise."


@pytest.fixture(autouse=True)
def seeded(monkeypatch):
    """Chance, and the same each time."""
    chance = random.Random(7)
    monkeypatch.setattr(offering, "CHANCE", chance)


def shown(answer) -> str:
    [said] = [text for text in (A, B) if f">{text}<" in answer.text]
    return said


def test_each_view_draws_one_wording_with_equal_chances(visitor, page, running):
    seen = [shown(visitor.get(page.url, **BROWSER)) for _view in range(400)]

    assert 160 < seen.count(B) < 240
    changes = sum(one != other for one, other in pairwise(seen))
    assert 160 < changes < 240


def test_page_is_rendered_once_for_each_wording_and_then_costs_no_query(visitor, page, running):
    for _view in range(40):
        visitor.get(page.url)
    rendered, kept = len(visitor.site.application.asked), len(visitor.site.store)

    with CaptureQueriesContext(connection) as queries:
        for _view in range(40):
            visitor.get(page.url)

    assert len(queries) == 0
    assert rendered == len(visitor.site.application.asked) <= 3
    assert kept == len(visitor.site.store) <= 3


def test_what_a_visitor_sends_makes_no_further_copies(visitor, page, running):
    for number in range(40):
        visitor.get(f"{page.url}?variant={running.pk}-b&x={number}", COOKIE=f"variant=b{number}")

    assert len(visitor.site.store) <= 3


def test_nothing_is_left_with_the_visitor(visitor, page, running):
    for _view in range(10):
        answer = visitor.get(page.url)

        assert "Set-Cookie" not in answer
        assert "localStorage" not in answer.text
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["Vary"] == "Accept-Encoding"


def test_view_is_counted_as_it_was_shown_whether_from_memory_or_not(visitor, page, running):
    seen = [shown(visitor.get(page.url, **BROWSER)) for _view in range(60)]

    journal.close()
    fold()
    assert {letter: arm.views for letter, arm in arms(running).items()} == {"a": seen.count(A), "b": seen.count(B)}
    assert set(Cell.objects.values_list("variant", flat=True)) == set(running.variants)


def test_token_of_a_page_says_the_wording_that_it_shows(visitor, page, running):
    for _view in range(20):
        answer = visitor.get(page.url)
        token = answer.text.split('data-token="')[1].split('"')[0]
        letter = "b" if shown(answer) == B else "a"

        hour = int(token.split(".")[0].rsplit("~", 1)[1])
        assert tokens.read(token, hour * 3600).served.variant == running.variant(letter)


def test_unchanged_is_said_of_the_wording_that_was_drawn_alone(visitor, page, running):
    known = visitor.get(page.url)
    told: list[Served] = []
    visitor.site._tell = lambda environ, served: told.append(served)

    answers = [visitor.get(page.url, IF_NONE_MATCH=known["ETag"]) for _view in range(40)]

    had = running.variant("b" if shown(known) == B else "a")
    for answer, served in zip(answers, told, strict=True):
        assert (answer.status == 304) == (served.variant == had)
    assert {answer.status for answer in answers} == {200, 304}


def test_page_that_no_cache_keeps_draws_as_well(client, page, running):
    seen = [page_says(client.get(page.url)) for _view in range(60)]

    assert 15 < seen.count(B) < 45


def page_says(response) -> str:
    return B if f">{B}<" in response.text else A


def test_team_sees_the_words_of_the_page_itself(admin_client, page, running):
    assert {page_says(admin_client.get(page.url)) for _view in range(20)} == {A}


def test_call_to_action_keeps_its_target(client, make, page, admin):
    call = page.body[1]
    acts.start(make("Appeler, sans se nommer", place=call.id), admin)

    seen = {client.get(page.url).text for _view in range(20)}

    assert {text.count('href="tel:3919"') for text in seen} == {1}
    assert {"Appeler, sans se nommer" in text for text in seen} == {True, False}


def test_page_without_an_experiment_costs_no_further_query(client, home, running):
    other = factories.standard_page(home)
    client.get(other.url)

    with CaptureQueriesContext(connection) as queries:
        client.get(other.url)

    assert [query["sql"] for query in queries if query["sql"].startswith('SELECT "experiments_')] == []


@pytest.mark.parametrize("how", ["zone", "cache", "words", "place"])
def test_wordings_are_not_shown_where_they_may_not_be(client, page, running, settings, how):
    match how:
        case "zone":
            type(page).objects.filter(pk=page.pk).update(zone="protected")
        case "cache":
            settings.SHARED_HTML_SECONDS = 60
        case "words":
            type(page).objects.filter(pk=page.pk).update(statement="Autre chose.")
        case "place":
            type(running).objects.filter(pk=running.pk).update(place="elsewhere")

    assert not any(B in client.get(page.url).text for _view in range(12))


def test_language_that_does_not_take_part_is_shown_as_it_is(client, page, running, english_home, translate):
    translate(page.get_parent().specific, english_home.locale)
    english = translate(page, english_home.locale)

    assert len({client.get(english.url).text.count(B) for _view in range(12)}) == 1


def test_start_and_end_are_seen_at_once(visitor, page, make, admin):
    with committed():
        experiment = make(B)
    assert {shown(visitor.get(page.url)) for _view in range(12)} == {A}

    with committed():
        acts.start(experiment, admin)
    assert {shown(visitor.get(page.url)) for _view in range(20)} == {A, B}

    with committed():
        acts.end_early(experiment, "Fini.", admin)
    assert {shown(visitor.get(page.url)) for _view in range(20)} == {A}
