"""Facts in plain text: kept as a token, read as the value of today."""

import json
import re
from copy import copy

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import format_html
from wagtail.models import ReferenceIndex

from core.models import BasePage
from core.publication.sign_off import SignOffError
from core.text import tokens
from facts import parity
from facts.models import Fact
from facts.sentences.tokens import sentences
from home.models import StandardPage
from tests import factories
from tests.factories import block
from tests.facts.test_pages import text_of

ISOLATES = dict.fromkeys((0x2068, 0x2069))


def token(fact: Fact) -> str:
    return f"{{fact:{fact.pk}}}"


def fined(home, fact: Fact, **fields) -> StandardPage:
    lead = f"La loi punit d’une amende de {token(fact)}."
    return factories.standard_page(home, **{"slug": "la-loi", "lead": lead} | fields)


def test_lead_reads_the_value_of_today(client, home):
    fact = factories.fact(value="1500")
    fined(home, fact)
    before = text_of(client.get("/fr/la-loi/"))

    fact.value = "1800"
    factories.go_live(fact)

    after = text_of(client.get("/fr/la-loi/"))
    assert "amende de 1 500 €." in before
    assert "amende de 1 800 €." in after
    assert "{fact" not in before + after


def test_text_keeps_its_token_in_copies_and_loses_it_in_output(home):
    fact = factories.fact(value="1500")
    page = fined(home, fact)
    kept = f"La loi punit d’une amende de {token(fact)}."
    read = "La loi punit d’une amende de 1\u202f500\xa0€."

    copies = [page.lead, json.loads(json.dumps(page.lead)), page.serializable_data()["lead"]]
    copies += [copy(page).lead, page.latest_revision.as_object().lead]
    outputs = [str(page.lead), f"{page.lead}", format_html("{}", page.lead)]

    assert copies == [kept] * 5
    assert outputs == [read] * 3
    page.save()
    assert list(StandardPage.objects.filter(lead=kept).values_list("lead", flat=True)) == [kept]


def test_value_is_written_as_the_language_of_the_page_does(client, home, english_home, translate):
    fact = factories.fact(value="1500")
    factories.words(fact, "en", "The law says {value}.", "fine")
    translate(fined(home, fact), english_home.locale)

    assert "amende de €1,500." in text_of(client.get("/en/la-loi/"))


def test_fact_without_value_reads_as_its_label(client, home):
    fact = factories.fact(value="", unit="", sentence="Elle n’est pas punie.")
    fined(home, fact, lead=f"Savoir : {token(fact)}.")

    assert "Savoir : d’amende." in text_of(client.get("/fr/la-loi/"))


def test_token_that_says_nothing_takes_its_sentence_with_it(client, home):
    fact = factories.fact()
    lead = f"Une phrase. Une amende, p. ex. {token(fact)}, est due. Une autre."
    fined(home, fact, lead=lead)

    fact.unpublish()

    assert '<p class="lead">Une phrase. Une autre.</p>' in client.get("/fr/la-loi/").content.decode()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Une. Deux ! Trois ?", ["Une. ", "Deux ! ", "Trois ?"]),
        ("L’art. 611-1 et p. ex. ceci. Cela.", ["L’art. 611-1 et p. ex. ceci. ", "Cela."]),
        ("一。二。", ["一。", "二。"]),
        ("أولا. ثانيا؟ ثالثا", ["أولا. ", "ثانيا؟ ", "ثالثا"]),
        ("Une\nDeux", ["Une\n", "Deux"]),
    ],
)
def test_text_falls_into_sentences(text, parts):
    assert sentences(text) == parts


def test_fact_that_is_kept_from_the_audience_is_left_out_and_refused(client, home):
    fact = factories.fact()
    page = fined(home, fact, audience="buyers", lead=f"Une phrase. Une amende de {token(fact)}.")
    Fact.objects.filter(pk=fact.pk).update(withheld_from=["buyers"], withheld_because="Cela dirait où.")

    assert '<p class="lead">Une phrase.</p>' in client.get("/fr/la-loi/").content.decode()
    with pytest.raises(ValidationError, match="Cela dirait où"):
        page.full_clean()


WRONG = {
    "{fact:}": "Lead: {fact:} names no fact. Delete it, and choose the fact with “Insert a fact”.",
    "{fact:abc}": "Lead: {fact:abc} names no fact. Delete it, and choose the fact with “Insert a fact”.",
    "{fact:987654}": "Lead: {fact:987654} names no fact. Delete it, and choose the fact with “Insert a fact”.",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_token_that_names_no_fact_is_refused(home, in_english, wrong):
    page = factories.standard_page(home, slug="la-loi")
    page.lead = f"Une amende de {wrong}."

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    with pytest.raises(SignOffError, match="names no fact"):
        page.save()

    assert refused.value.messages == [WRONG[wrong]]


def test_fact_that_is_not_signed_off_is_refused(home, in_english):
    fact = Fact.objects.create(name="Draft", value="1", unit="euro", live=False)
    page = factories.standard_page(home, slug="la-loi")
    page.lead = f"Une amende de {token(fact)}."

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert refused.value.messages == ["Lead: the fact “Draft” is not signed off. Have it published first."]


def test_token_is_refused_where_it_would_be_read_as_it_is(home, in_english):
    fact = factories.fact()
    page = factories.standard_page(home, slug="la-loi")
    page.title = f"Une amende de {token(fact)}"
    page.body = json.dumps([block("notice", kind="warning", heading=f"{token(fact)} d’amende", text="<p>Oui.</p>")])

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    says = f"no fact can stand here, and {token(fact)} would be read as it is. Write the words."
    assert refused.value.messages == [f"Title: {says}", f"Notice – heading: {says}"]


def test_references_of_tokens_are_known_as_those_of_rich_text(home):
    fact = factories.fact()
    body = [block("statement", text=f"Une amende de {token(fact)}.", detail="")]
    page = fined(home, fact, body=body)

    references = (
        ReferenceIndex.get_references_to(fact).exclude(model_path="fact").values_list("object_id", "model_path")
    )

    assert set(references) == {(str(page.pk), "lead."), (str(page.pk), "body.statement.text")}


def test_values_of_a_page_cost_one_query_whatever_their_number_and_where_they_stand(client, home):
    facts = [factories.fact() for _ in range(3)]
    said = " ".join(f"Une amende de {token(fact)}." for fact in facts)
    body = [
        block("statement", text=said[:100], detail=said),
        block("text", text=f"<p>{factories.inline(facts[0])}</p>"),
    ]
    factories.standard_page(home, slug="mots", lead="Une amende.", body=[block("statement", text="Oui.", detail="")])
    fined(home, facts[0], body=body)

    queries = {}
    for slug in ("mots", "la-loi"):
        client.get(f"/fr/{slug}/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/fr/{slug}/")
        queries[slug] = len(captured)

    assert queries["la-loi"] == queries["mots"] + 1


def test_search_finds_the_value_and_no_token(home):
    fact = factories.fact(value="1500")
    page = fined(home, fact, body=[block("statement", text=f"Une amende de {token(fact)}.", detail="")])

    words = page.search_text.split()

    assert [word for word in words if "fact" in word] == []
    assert "amend" in words


def test_every_page_type_with_a_lead_takes_tokens():
    """A field that comes later is one of these too, unless somebody says why not."""
    words = {"statement", "lead", "summary", "intro"}
    plain = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if issubclass(model, BasePage)
        for field in model._meta.concrete_fields
        if field.name in words and not tokens.accepts(field)
    ]

    assert plain == []


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("The fine is {fact:7}.", []),
        ("The fine is due.", ["The source holds “{fact:7}”, a fact or a link that the translation has lost."]),
        (
            "The fine is {fact:8}.",
            [
                "The source holds “{fact:7}”, a fact or a link that the translation has lost.",
                "The translation holds “{fact:8}”, a fact or a link that the source does not have.",
            ],
        ),
        (
            "The fine is €1,500.",
            [
                "The source holds “{fact:7}”, a fact or a link that the translation has lost.",
                "The translation says “€1,500”, the source does not.",
            ],
        ),
    ],
)
def test_translation_keeps_the_tokens_of_its_source(in_english, translation, found):
    problems = parity.problems("L’amende est de {fact:7}.", "fr", translation, "en")

    assert [problem.message.translate(ISOLATES) for problem in problems] == found


def test_editor_offers_to_insert_a_fact_and_says_what_visitors_read(admin_client, home, in_english):
    fact = factories.fact(value="1500")
    page = fined(home, fact)

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "js/admin/tokens.js" in html
    assert re.search(r'<textarea name="lead"[^>]* data-tokens-chooser="/admin/snippets/choose/facts/fact/"', html)
    assert f"La loi punit d’une amende de {token(fact)}.</textarea>" in html
    assert "<span>Visitors read:</span> <bdi>La loi punit d’une amende de 1\u202f500\xa0€.</bdi>" in html


def test_editor_is_told_what_visitors_read_while_it_is_written(admin_client, english):
    fact = factories.fact(value="1500")
    factories.words(fact, "en", "The law says {value}.", "fine")
    written = {"text": f"A fine of {token(fact)}.", "language": "en"}

    assert admin_client.post("/admin/facts/read/", written).content.decode() == "A fine of €1,500."


def test_limit_of_characters_counts_what_is_read(home):
    """The statement of a home page is a column of a fixed length; a lead is not."""
    fact = factories.fact(value="5", unit="year")
    form = StandardPage.get_edit_handler().get_form_class()
    longest = StandardPage._meta.get_field("lead").max_length
    read = "5 ans"

    fits = "x" * (longest - len(read)) + token(fact)
    field = form.base_fields["lead"]

    assert field.clean(fits) == fits
    with pytest.raises(ValidationError):
        field.clean("x" + fits)
