"""What the French words of the demonstration may say, asked of them as they are written: no site is built."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from core import audiences
from demo import explaining, interactive, landing, pages, stopping, youth, youth_trials
from demo.facts import FACTS
from demo.helplines import HELPLINES
from demo.kits import college, lycee

KEYS = {key: key for key in FACTS}
PAGES = {
    name: name for name in ("check", "stop", "suspect", "myths", "understand", "professionals", "phone", "weekend")
} | {name: name for name in ("quiz", "younger", "older", "youth", "rights")}


def bodies() -> list[Any]:
    """What each page or kit says of the law."""
    return [
        pages.campaign_body(KEYS, PAGES),
        *pages.standing(KEYS).values(),
        *(landing.fields(text, None, KEYS, PAGES) for text in landing.TEXTS),
        interactive.results(KEYS, PAGES),
        interactive.exchanges(KEYS, PAGES),
        *explaining.bodies(KEYS, PAGES | {"law": "law", "hotels": "hotels"}).values(),
        *youth.bodies(KEYS, PAGES).values(),
        college.law(KEYS),
        lycee.choices(KEYS),
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
def test_whoever_reads_the_penalty_for_a_child_reads_first_that_it_is_prosecuted_as_rape(fact):
    told = [text for body in bodies() for text in named(body, fact)]
    told.append(FACTS[fact].sentence.replace("{value}", fact))

    assert len(told) >= 7
    assert [text for text in told if "ni un viol ni une agression sexuelle" not in text] == []
    assert [text for text in told if "poursuivi pour viol ou agression sexuelle" not in text.partition(fact)[0]] == []


def test_prison_for_buying_from_a_minor_is_never_told_without_the_fine():
    told = [json.dumps(body, default=str) for body in bodies()]
    told = [text for text in told if "minor_prison" in text]

    assert len(told) >= 8
    assert [text for text in told if text.count("minor_prison") != text.count("minor_fine")] == []


def test_comparison_shows_no_penalty_as_it_names_no_unit():
    rows = [
        row["value"]["fact"]
        for body in (
            *explaining.bodies(KEYS, PAGES | {"law": "law", "hotels": "hotels"}).values(),
            *youth.bodies(KEYS, PAGES).values(),
        )
        for block in body
        if block["type"] == "comparison"
        for row in block["value"]["rows"]
    ]

    assert {FACTS[fact].unit for fact in rows} == {"date"}


def test_page_for_the_age_of_15_tells_the_law_for_that_age():
    younger = json.dumps(youth.bodies(KEYS, PAGES)["younger"])

    assert "minor_prison" in younger
    assert "poursuivi pour viol ou agression sexuelle" in younger
    assert "ni un viol" not in younger  # of a child, nobody says that it might have been something else


def test_whoever_wants_to_stop_reads_of_each_number_shown_that_it_is_free():
    [cost] = [one["answer"] for one in stopping.questions() if one["question"] == "Combien cela coûte-t-il ?"]
    buyers = [one for one in HELPLINES.values() if audiences.BUYERS in one.audiences]
    shown = [number for one in buyers for way, number in one.ways.items() if way in ("number", "sms_number")]

    assert set(shown) == set(re.findall(r"\d+", cost))
    assert "gratuit" in cost


def test_survey_is_told_with_its_date():
    labels = [FACTS[key].label for key in ("opinion_good", "opinion_keep")]
    [statement] = [text for text in landing.TEXTS if text.frame == "norm"]
    home = next(block["value"]["text"] for block in pages.home_body(KEYS) if block["type"] == "statement")

    said = [*labels, statement.title, statement.statement, pages.NORM[0], home]
    assert [text for text in said if "janvier 2019" not in text.lower()] == []


def test_line_that_may_be_closed_says_when_it_answers_or_whom_to_call_in_danger():
    closed = [one for one in HELPLINES.values() if one.kind == "listening" and not one.always_open]

    assert len(closed) == 2
    assert [one.title for one in closed if not one.hours and "le 17 ou le 112" not in one.note] == []


def test_buyers_are_shown_each_number_that_their_pages_name():
    shown = {name for name, one in HELPLINES.items() if audiences.BUYERS in one.audiences}

    assert {"17", "112", "114", "119"} <= shown


def test_doubt_leads_from_the_dialogue_where_it_leads_from_the_self_check():
    [turn] = [one["value"] for one in interactive.exchanges(KEYS, PAGES) if one["value"]["key"] == "doute"]
    check = interactive.doubt(PAGES)["value"]

    assert (turn["page"], turn["replies"]) == (check["page"], [])


def turn(key: str) -> dict[str, Any]:
    [found] = [one["value"] for one in interactive.exchanges(KEYS, PAGES) if one["value"]["key"] == key]
    return found


def test_whoever_asks_the_dialogue_what_he_risks_reads_both_offences_and_not_how_few_were_fined():
    said = turn("risque")["says"]

    assert re.findall(r'id="(fine|repeat_fine|fined_2024)"', said) == ["fine", "repeat_fine"]


def test_dialogue_offers_to_explain_the_course_only_where_it_was_named():
    offers = [
        one["value"]
        for one in interactive.exchanges(KEYS, PAGES)
        if any(reply["value"]["goes_to"] == "stage" for reply in one["value"]["replies"])
    ]

    assert [("stage" in one["says"]) for one in offers] == [True]


def test_whoever_wants_to_talk_reads_what_to_do_tonight_before_who_may_listen():
    tonight, *_others, last = filter(None, turn("parler")["says"].split("</p>"))

    assert ("fermer la page de l’annonce" in tonight, 'id="check"' in tonight) == (True, True)
    assert "Si une écoute vous est ouverte" in last  # true whether there is one or not
    assert turn("parler")["page"] == PAGES["stop"]


def test_lead_for_whoever_wants_to_stop_says_what_to_do_and_leaves_the_absence_to_the_block_of_help():
    [help_page] = [text for text in landing.TEXTS if text.frame == "help"]

    for lead in (help_page.lead, stopping.head()["lead"]):
        assert ("écoute" in lead, "commencer" in lead) == (False, True)


def test_whoever_wants_to_stop_reads_for_whom_it_is_the_steps_then_a_doubt_and_the_numbers_for_danger_once_at_the_end():
    told = stopping.body(PAGES)

    assert [one["type"] for one in told[:4]] == ["text", "steps", "steps", "notice"]
    assert f'id="{PAGES["rights"]}"' in told[0]["value"]["text"]
    assert [one["value"]["kind"] for one in told if one["type"] == "notice"] == ["information"]
    assert told[-1]["type"] == "helplines"


def test_whoever_is_told_to_delete_is_told_first_to_note_what_a_doubt_needs():
    alone = stopping.body(PAGES)[1]["value"]["steps"]

    assert "Notez d’abord l’annonce et le numéro." in alone[0]["value"]["text"]


def test_parents_who_found_messages_read_both_numbers_at_once():
    [found] = [
        one["value"]
        for one in pages.professionals(KEYS)["body"]
        if one["value"].get("heading", "").endswith("messages ?")
    ]
    led = youth.bodies(KEYS, PAGES)["parents"][0]["value"]

    assert [number in found["text"] for number in ("119", "3018", "de 9 h à 23 h")] == [True] * 3
    assert (led["page"], "3018" in led["detail"]) == (PAGES["professionals"], True)


def test_page_for_young_people_says_tu():
    page = json.dumps(pages.young(KEYS)["body"], ensure_ascii=False)

    assert [words for words in (" vous", "appelez", "parlez", "votre") if words in page] == []


def test_page_for_young_people_begins_with_the_pages_by_age():
    young = pages.young(KEYS)["body"]
    led = pages.with_ages(young, PAGES)

    assert [one["value"]["page"] for one in led[:3]] == ["younger", "older", "youth"]
    assert led[3:] == young


def test_page_by_age_leads_to_the_law_and_is_no_tariff():
    older = youth.bodies(KEYS, PAGES)["older"]
    text = json.dumps(older, ensure_ascii=False)

    assert "penalty_ladder" not in [one["type"] for one in older]
    assert [fact for fact in ("fine", "minor_prison", "minor_fine", "child_prison") if f'id=\\"{fact}\\"' in text] == []
    assert f'id=\\"{PAGES["understand"]}\\"' in text


def test_young_people_are_told_whom_to_call_when_the_chat_is_closed():
    told = json.dumps([youth.bodies(KEYS, PAGES), youth_trials.phone_scenes({})], ensure_ascii=False)
    told_of_chat = re.findall(r'"([^"]*tchat[^"]*)"', told)

    assert len(told_of_chat) == 3
    assert [text for text in told_of_chat if not re.search("119.*après 23 h|[Aa]près 23 h.*119", text)] == []


def test_privacy_page_says_that_a_tapped_link_is_counted():
    text = json.dumps(pages.privacy(), ensure_ascii=False)

    assert "ne comptons pas" not in text
    assert "il ne le compte pas" in text
