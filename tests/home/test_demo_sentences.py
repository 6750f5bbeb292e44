"""What the French words of the demonstration may say, asked of them as they are written: no site is built."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.audiences import Audience
from home.demo import explaining, interactive, landing, pages, youth
from home.demo.facts import FACTS
from home.demo.helplines import HELPLINES

KEYS = {key: key for key in FACTS}
PAGES = {
    name: name for name in ("check", "stop", "suspect", "myths", "understand", "professionals", "phone", "weekend")
} | {"quiz": "quiz", "older": "older"}


def bodies() -> list[list[dict[str, Any]]]:
    return [
        pages.campaign_body(KEYS, PAGES),
        *explaining.bodies(KEYS, PAGES | {"law": "law"}).values(),
        *youth.bodies(KEYS, PAGES).values(),
    ]


def named(value: Any, fact: str) -> Iterator[str]:
    """The innermost values that show a fact, as text."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [text for child in children for text in named(child, fact)]
    if found:
        yield from found
    elif isinstance(value, str) and f'id="{fact}"' in value:
        yield value
    elif isinstance(value, dict) and fact in [one for one in value.values() if isinstance(one, str)]:
        yield json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("fact", ["child_prison", "child_fine"])
def test_penalty_for_a_child_is_said_apart_from_rape(fact):
    """Two cases of the law: whoever reads the penalty of one reads that the other is not it."""
    told = [text for body in bodies() for text in named(body, fact)]

    assert len(told) >= 3
    assert [text for text in told if "ors viol et agression sexuelle" not in text] == []
    assert [text for text in told if "poursuivi pour viol ou agression sexuelle" not in text] == []


def test_survey_is_told_with_its_date():
    labels = [FACTS[key].label for key in ("opinion_good", "opinion_keep")]
    [statement] = [text for text in landing.TEXTS if text.frame == "norm"]
    home = next(block["value"]["text"] for block in pages.home_body(KEYS) if block["type"] == "statement")

    said = [*labels, statement.title, statement.statement, pages.NORM[0], home]
    assert [text for text in said if "janvier 2019" not in text] == []


def test_line_that_may_be_closed_says_when_it_answers_or_whom_to_call_in_danger():
    closed = [one for one in HELPLINES.values() if one.kind == "listening" and not one.always_open]

    assert len(closed) == 2
    assert [one.title for one in closed if not one.hours and "le 17 ou le 112" not in one.note] == []


def test_buyers_are_shown_each_number_that_their_pages_name():
    shown = {name for name, one in HELPLINES.items() if Audience.BUYERS in one.audiences}

    assert {"17", "112", "114", "119"} <= shown


def test_doubt_leads_from_the_dialogue_where_it_leads_from_the_self_check():
    [turn] = [one["value"] for one in interactive.exchanges(KEYS, PAGES) if one["value"]["key"] == "doute"]
    check = interactive.doubt(PAGES)["value"]

    assert (turn["page"], turn["replies"]) == (check["page"], [])


def test_page_for_young_people_says_tu():
    page = json.dumps(pages.young(KEYS)["body"], ensure_ascii=False)

    assert [words for words in (" vous", "appelez", "parlez", "votre") if words in page] == []


def test_privacy_page_says_that_a_tapped_link_is_counted():
    text = json.dumps(pages.privacy(), ensure_ascii=False)

    assert "ne comptons pas" not in text
    assert "il ne le compte pas" in text
