"""Blocks that explain by facts: a source is mandatory, tables are read as tables, what is not in force is gone."""

import re
from datetime import date

import pytest
from django.utils import translation
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from core.text.structure import problems
from facts.blocks import FACT_BLOCKS
from tests import factories, markup

BLOCKS = dict(FACT_BLOCKS)


def items(*values):
    return [{"type": "item", "id": str(number), "value": value} for number, value in enumerate(values)]


def timeline(*facts):
    return factories.block(
        "timeline", heading="Dates", moments=items(*({"fact": pk, "text": f"Fait {pk}"} for pk in facts))
    )


def comparison(*facts):
    rows = items(*({"name": f"Pays {pk}", "fact": pk, "text": ""} for pk in facts))
    return factories.block("comparison", heading="Ailleurs", column_1="Pays", column_2="Depuis", rows=rows)


def chart(*facts):
    bars = items(*({"label": f"Barre {number}", "fact": pk} for number, pk in enumerate(facts)))
    return factories.block("fact_chart", heading="Chiffres", text="", column="Année", bars=bars)


def myths(fact, fact_2=None):
    myth = {"myth": "« Non. »", "answer": "<p>Si.</p>", "fact": fact, "fact_2": fact_2}
    return factories.block("myths", heading="Idées reçues", myths=items(myth))


def html_of(client, home, *body, **fields) -> str:
    page = factories.standard_page(home, body=list(body), **fields)
    return markup.read(client.get(page.url).content.decode())


def refusals(stored) -> str:
    """What the editor is told of a block; empty where it is taken."""
    block = BLOCKS[stored["type"]]
    with translation.override("en"):
        try:
            block.clean(block.to_python(stored["value"]))
        except StructBlockValidationError as error:
            return str(told(error))
    return ""


def told(error) -> list[str]:
    if isinstance(error, StructBlockValidationError):
        return [line for one in (*error.block_errors.values(), error.non_block_errors) for line in told(one)]
    if isinstance(error, ListBlockValidationError):
        return [line for one in error.block_errors.values() for line in told(one)]
    return list(getattr(error, "messages", error))


# A source is mandatory


@pytest.mark.parametrize("made", [timeline, comparison, chart, myths])
def test_fact_without_source_is_refused(home, made):
    unit = {"value": "2016-04-13", "unit": "date"} if made is timeline else {"value": "12", "unit": "number"}
    good, bare = factories.fact(**unit), factories.fact(**unit, source_url="")

    assert refusals(made(good.pk, good.pk)) == ""
    assert refusals(made(good.pk, bare.pk)) == "['This fact has no source: give it one first.']"


def test_myth_without_fact_is_refused(home):
    assert refusals(myths(None)) == "['This field is required.']"


@pytest.mark.parametrize(
    "fact", [{"value": "12", "unit": "number"}, {"value": "", "unit": "", "sentence": "Elle n’est pas punie."}]
)
def test_moment_that_is_no_date_is_refused(home, fact):
    assert refusals(timeline(factories.fact(**fact).pk)) == "['This fact is no date.']"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([("2016-04-13", "date"), ("2017-04-13", "date")], "This fact is nothing that can be counted."),
        ([("12", "number"), ("12", "percent")], "These facts count different things: choose facts of one unit."),
        ([("12", "number"), ("10..12", "number")], "A bar shows one number, no range."),
        ([("12", "number"), None], "Choose at least two facts to compare."),
    ],
)
def test_chart_that_would_mislead_is_refused(home, values, reason):
    facts = [factories.fact(value=value[0], unit=value[1]).pk if value else None for value in values]

    assert reason in refusals(chart(*facts))


# What is not in force is gone


@pytest.mark.parametrize("made", [timeline, comparison, chart, myths])
@pytest.mark.parametrize("gone", ["expired", "unpublished"])
def test_fact_that_is_gone_takes_with_it_what_stood_on_it(client, home, made, gone):
    fact = factories.fact(
        value="2016-04-13" if made is timeline else "12",
        unit="date" if made is timeline else "number",
        source_title="Journal officiel",
        **({"in_force_until": date(2020, 1, 1)} if gone == "expired" else {}),
    )
    if gone == "unpublished":
        fact.unpublish()

    html = html_of(client, home, made(fact.pk))

    assert [
        word for word in ("<table", "<svg", "« Non. »", "Journal officiel", "Dates", "Chiffres") if word in html
    ] == []


def test_bar_whose_fact_expired_is_no_gap(client, home):
    known, expired = factories.fact(unit="number"), factories.fact(unit="number", in_force_until=date(2020, 1, 1))

    html = html_of(client, home, chart(known.pk, expired.pk))

    assert "Barre 0" in html
    assert "Barre 1" not in html
    assert translation.gettext("no figure") not in html


# Read as a table, seen as a chart


def test_timeline_is_in_the_order_of_time(client, home):
    facts = [factories.fact(value=value, unit="date") for value in ("2024-07-25", "2009", "2016-04-13", "2009-03")]

    html = html_of(client, home, timeline(*(fact.pk for fact in facts)))

    assert re.findall(r'<time datetime="([^"]+)"><bdi>', html) == ["2009", "2009-03", "2016-04-13", "2024-07-25"]


@pytest.mark.parametrize("made", [timeline, comparison])
def test_table_heads_its_columns_and_rows_and_keeps_them_when_it_is_stacked(client, home, made):
    fact = factories.fact(value="1999-01", unit="date", source_date=date(2016, 4, 13))

    html = html_of(client, home, made(fact.pk))

    assert html.count('<th scope="col" role="columnheader">') == 3
    assert html.count('<th scope="row" role="rowheader"') == 1
    assert html.count('<td role="cell"') == 2
    assert "janvier 1999" in html
    assert '<a href="https://www.legifrance.gouv.fr/">Code pénal</a>, <time datetime="2016-04-13">' in html
    assert problems(html, "fr") == []


def test_chart_says_in_words_what_it_draws_and_shows_each_source_once(client, home):
    facts = [factories.fact(value=value, unit="number") for value in ("1000", "500")]

    html = html_of(client, home, chart(facts[0].pk, None, facts[1].pk))

    described = re.search(r'<svg[^>]*role="img" aria-label="([^"]+)"', html)[1]
    nothing = translation.gettext("no figure")
    assert re.sub(r"\s", " ", described) == f"Chiffres : Barre 0 : 1 000 ; Barre 1 : {nothing} ; Barre 2 : 500"
    assert re.findall(r'<rect x="([^"]+)" y="24" width="([^"]+)"', html) == [("0.00%", "78.00%"), ("0.00%", "39.00%")]
    assert html.count('<p class="source">') == 1
    assert html.count('<th scope="row">') == 3
    assert problems(html, "fr") == []


def test_chart_grows_from_the_right_in_arabic(client, home, arabic_home, translate):
    facts = [factories.fact(value=value, unit="number") for value in ("1000", "500")]
    page = factories.standard_page(home, slug="chiffres", body=[chart(*(fact.pk for fact in facts))])
    translate(page, arabic_home.locale)

    html = client.get("/ar/chiffres/").content.decode()

    assert re.findall(r'<rect x="([^"]+)" y="24" width="([^"]+)"', html) == [("22.00%", "78.00%"), ("61.00%", "39.00%")]


def test_answer_shows_the_source_of_each_of_its_facts_and_says_which_is_weak(client, home):
    strong = factories.fact(source_title="Code pénal", verified_on=date(2026, 1, 1))
    weak = factories.fact(source_title="Un journal", confidence="medium")

    html = html_of(client, home, myths(strong.pk, weak.pk))
    shown = html[html.index('<section class="myths">') : html.index('<aside class="sources"')]

    assert re.findall(r'<a href="[^"]+">([^<]+)</a>(?: · <small>([^<]+)</small>)?', shown) == [
        ("Code pénal", "Vérifié le 1er janvier 2026."),
        ("Un journal", translation.gettext("We have found no second source that confirms it.")),
    ]


def test_rung_shows_the_source_of_its_penalties_once(client, home):
    prison, fine = (
        factories.fact("5", "year", source_date=date(2021, 4, 21)),
        factories.fact(source_date=date(2021, 4, 21)),
    )
    rung = {"title": "Personne mineure", "fact": prison.pk, "fact_2": fine.pk, "text": ""}

    html = html_of(client, home, factories.block("penalty_ladder", heading="La loi", rungs=items(rung)))
    ladder = html[html.index('<section class="penalty-ladder">') : html.index('<aside class="sources"')]

    assert ladder.count('class="figure-line"') == 2
    assert ladder.count('<time datetime="2021-04-21">') == 1


@pytest.mark.parametrize("number", [2, 20])
def test_facts_of_tables_and_charts_cost_one_query_whatever_their_number(
    client, home, django_assert_num_queries, number
):
    facts = [factories.fact(value=f"{1990 + index}", unit="date").pk for index in range(number)]
    figures = [factories.fact(value=f"{index + 1}", unit="number").pk for index in range(number)]
    body = [timeline(*facts), comparison(*facts), chart(*figures), myths(figures[0])]
    page = factories.standard_page(home, body=body)
    client.get(page.url)

    with django_assert_num_queries(10):
        client.get(page.url)


def test_words_of_a_timeline_and_a_myth_are_translated_and_their_facts_are_not(home, english_home):
    from wagtail_localize.segments.extract import extract_segments

    fact = factories.fact("2016-04-13", "date").pk
    page = factories.standard_page(home, body=[timeline(fact), myths(fact), comparison(fact)])

    strings = [segment.string.data for segment in extract_segments(page) if hasattr(segment, "string")]

    wanted = {"Dates", f"Fait {fact}", "Idées reçues", "« Non. »", "Si.", "Ailleurs", "Pays", "Depuis", f"Pays {fact}"}
    assert wanted <= set(strings)


@pytest.mark.parametrize(("value", "unit", "marked"), [("2019-02-01", "date", True), ("1500", "euro", False)])
def test_date_on_a_card_is_not_written_as_large_as_a_figure(client, home, value, unit, marked):
    fact = factories.fact(value, unit)
    factories.standard_page(home, slug="page", body=[factories.block("fact_card", fact=fact.pk)])

    html = client.get("/fr/page/").content.decode()

    assert ('class="value value-date"' in html) == marked
