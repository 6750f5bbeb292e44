"""Facts on pages: stored once, shown everywhere, changed everywhere at once."""

import re
from datetime import date

import pytest
from wagtail.models import Locale
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from facts.models import Fact, FactWording
from tests import factories, markup


def page_with(home, *facts, **fields):
    body = [
        factories.block("text", text=f"<p>Une amende de {factories.inline(facts[0])} est due.</p>"),
        factories.block("fact_card", fact=facts[-1].pk),
    ]
    return factories.standard_page(home, slug="la-loi", body=body, **fields)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def test_fact_edited_once_changes_in_sentences_and_cards_of_every_language(client, home, english_home, translate):
    fact = factories.fact(value="1500")
    factories.words(fact, "en", "The law says {value}.", "fine")
    translate(page_with(home, fact), english_home.locale)

    fact.value = "3000"
    factories.go_live(fact)

    french, english = text_of(client.get("/fr/la-loi/")), text_of(client.get("/en/la-loi/"))
    assert "Une amende de 3 000 € est due." in french
    assert "La loi prévoit 3 000 €" in french
    assert "Une amende de €3,000 est due." in english
    assert "The law says €3,000." in english
    assert "1 500" not in french


def test_inline_fact_leaves_the_sentence_whole_for_the_translator(home, english_home):
    page = page_with(home, factories.fact())

    strings = [
        segment.string.data
        for segment in extract_segments(page)
        if hasattr(segment, "string") and "amende" in segment.string.data
    ]

    assert strings == ['Une amende de <a id="a1">ancien texte</a> est due.']


def test_translator_is_offered_no_other_fact_in_the_place_of_one_that_was_chosen(home, english_home):
    """wagtail-localize lets each language choose otherwise, unless the block says that there is nothing to translate."""
    page = page_with(home, factories.fact())

    segments = extract_segments(page)

    assert any(isinstance(segment, StringSegmentValue) for segment in segments)
    assert [segment.path for segment in segments if isinstance(segment, OverridableSegmentValue)] == []


def test_value_is_kept_apart_from_the_direction_of_the_text(client, home):
    page_with(home, factories.fact())

    html = client.get("/fr/la-loi/").content.decode()

    assert '<data class="fact" value="1500"><bdi>1\u202f500\xa0€</bdi></data>' in html


def test_words_missing_in_a_language_are_shown_in_the_first_one_and_say_so(client, home, english_home, translate):
    fact = factories.fact()
    translate(page_with(home, fact), english_home.locale)

    html = markup.read(client.get("/en/la-loi/").content.decode())

    assert re.search(r'<p lang="fr">La loi prévoit .*?</p>', html)


def test_words_of_another_language_are_read_in_their_own_direction(client, home, arabic_home, translate):
    fact = factories.fact()
    translate(page_with(home, fact), arabic_home.locale)

    html = markup.read(client.get("/ar/la-loi/").content.decode())

    assert re.search(r'<p lang="fr" dir="ltr">La loi prévoit .*?</p>', html)


def test_label_in_a_sentence_of_another_language_is_marked_and_is_text(client, home, arabic_home, translate):
    fact = factories.fact(value="", unit="", sentence="Elle n’est pas punie.")
    FactWording.objects.update(label="Pas punie & <b>libre</b>")
    translate(page_with(home, fact), arabic_home.locale)

    french, arabic = (client.get(f"/{code}/la-loi/").content.decode() for code in ("fr", "ar"))

    label = "Pas punie &amp; &lt;b&gt;libre&lt;/b&gt;"
    assert f"Une amende de {label} est due." in french
    assert f'<bdi lang="fr" dir="ltr">{label}</bdi>' in arabic


def test_page_names_the_source_of_each_fact_once(client, home):
    page_with(
        home,
        factories.fact(),
        factories.fact(value="", unit="", sentence="Elle n’est pas punie.", source_title="Service-public"),
    )

    html = client.get("/fr/la-loi/").content.decode()
    sources = html[html.index('<aside class="sources"') :]

    assert sources.count("Code pénal") == 1
    assert "Service-public" in sources


@pytest.mark.parametrize("limit", [{"in_force_until": date(2020, 1, 1)}, {"in_force_from": date(2099, 1, 1)}])
def test_fact_that_is_not_in_force_is_in_no_card_and_no_ladder(client, home, limit):
    fact = factories.fact(**limit)
    rung = {"title": "Autrefois", "fact": fact.pk, "fact_2": None, "text": ""}
    rungs = [{"type": "item", "id": "1", "value": rung}]
    body = [
        factories.block("fact_card", fact=fact.pk),
        factories.block("penalty_ladder", heading="La loi", rungs=rungs),
    ]
    factories.standard_page(home, slug="la-loi", body=body)

    html = client.get("/fr/la-loi/").content.decode()

    assert [word for word in ("fact-card", "Autrefois", "Code pénal") if word in html] == []


def test_unpublished_fact_is_gone_from_cards_and_keeps_the_sentence_readable(client, home):
    fact = factories.fact()
    page_with(home, fact)

    fact.unpublish()

    html = client.get("/fr/la-loi/").content.decode()
    assert "fact-card" not in html
    assert "Une amende de ancien texte est due." in html


def test_deleted_fact_breaks_neither_the_page_nor_its_editor(client, admin_client, home):
    fact = factories.fact()
    page = page_with(home, fact)

    fact.delete()

    assert client.get("/fr/la-loi/").status_code == 200
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_facts_of_a_page_cost_one_query_whatever_their_number(client, home, django_assert_num_queries, number):
    facts = [factories.fact(name=f"Fait numéro {index}") for index in range(number)]
    body = [factories.block("fact_card", fact=fact.pk) for fact in facts]
    body.append(factories.block("text", text="".join(f"<p>{factories.inline(fact)}</p>" for fact in facts)))
    factories.standard_page(home, slug="la-loi", body=body)
    client.get("/fr/la-loi/")

    with django_assert_num_queries(10):
        client.get("/fr/la-loi/")


def test_helplines_are_those_of_the_audience_in_the_team_s_order(client, home):
    factories.helpline("Pour tous", ("public", "young"), sort_order=2)
    factories.helpline("Pour les jeunes", ("young",), sort_order=1)
    factories.helpline("Pour les acheteurs", ("buyers",))
    factories.standard_page(
        home, slug="jeunes", audience="young", body=[factories.block("helplines", heading="Parler", audience="young")]
    )

    html = client.get("/fr/jeunes/").content.decode()

    assert re.findall(r"<h3[^>]*>(Pour [^<]+)</h3>", html) == ["Pour les jeunes", "Pour tous"]


def test_helpline_is_a_plain_telephone_link(client, home):
    factories.helpline(audiences=("public",), number="116 006")

    assert 'href="tel:116006"' in client.get("/fr/").content.decode()


def test_editor_offers_facts_inside_a_sentence(admin_client, home):
    page = page_with(home, factories.fact())

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "js/admin/fact_entity.js" in html
    assert "/admin/snippets/choose/facts/fact/" in html


def test_rich_text_survives_the_editor_with_its_facts(home):
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    converter = ContentstateConverter(features=["bold", "link", "fact"])
    stored = f'<p data-block-key="abc12">Une amende de {factories.inline(Fact(pk=7))} est <b>due</b>.</p>'

    assert converter.to_database_format(converter.from_database_format(stored)) == stored


def test_preview_of_a_fact_shows_it_in_every_language(admin_client, home, english):
    fact = factories.fact()
    factories.words(fact, "en", "The law says {value}.", "fine")
    factories.go_live(fact)

    html = fact.make_preview_request().content.decode()

    assert "La loi prévoit" in html
    assert "The law says" in html
    assert Locale.objects.count() == 2


@pytest.mark.parametrize(
    ("sentence", "is_said"),
    [
        ("La loi prévoit {value}.", False),
        ("Qui achète un acte sexuel, même une seule fois, risque {value}.", True),
    ],
)
def test_card_of_a_fact_says_a_sentence_only_where_it_adds_to_the_number(client, home, sentence, is_said):
    fact = factories.fact(sentence=sentence)
    factories.standard_page(home, slug="page", body=[factories.block("fact_card", fact=fact.pk)])

    [card] = re.findall(r'<figure class="fact-card">.*?</figure>', client.get("/fr/page/").content.decode(), re.S)

    assert ("La loi" in card or "risque" in card) == is_said
