"""The pages of the self-check and of the dialogue: composed, refused, read without JavaScript, translated."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.deterrence.models import DialoguePage, SelfCheckPage
from core.text.streams import leaves
from editorial.translation import drafting
from tests import factories, markup
from tests.interactive.questionnaires import (
    answer,
    answer_result,
    check_fields,
    dialogue_fields,
    question,
    scale,
    score_result,
    turn,
)

LOOP = "This leads back to “un”, and from there one comes here again: a loop without end."


def self_check(parent, **fields) -> SelfCheckPage:
    return factories.publish(parent, SelfCheckPage(**check_fields(**fields)))


@pytest.fixture
def helping(home):
    return factories.standard_page(home, slug="aide", title="De l’aide")


def form(page_type, parent, deferred: bool = False, **fields):
    """The editor's form, as it is sent."""
    page = page_type(locale=parent.locale)
    data = nested_form_data({"title": "Un titre", "slug": "un-titre", "lead": "", "zone": "open"} | fields)
    data |= {"help-count": "1", "help-0-deleted": "", "help-0-order": "0", "help-0-type": "helplines"}
    data |= {"help-0-value-heading": "Parler", "help-0-value-audience": "buyers", "comments-TOTAL_FORMS": "0"}
    data |= {"comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    made = page_type.get_edit_handler().get_form_class()(data, instance=page, parent_page=parent)
    if deferred:
        made.defer_required_fields()
    return made


def typed(key: str, to: str = "") -> tuple[str, dict]:
    answers = streamfield([])
    answers["count"] = "2"
    for number, goes_to in enumerate(("", to)):
        value = {"text": "Oui", "points": str(number), "goes_to": goes_to, "key": ""}
        answers[str(number)] = {"deleted": "", "order": str(number), "type": "item", "id": "", "value": value}
    return "single_choice", {"key": key, "question": "Une question ?", "hint": "", "answers": answers}


def typed_result(least: int, most: int) -> tuple[str, dict]:
    value = {"least": str(least), "most": str(most), "title": "Un résultat", "text": rich_text("<p>Des mots.</p>")}
    return "score_result", value | {"page": "", "link": ""}


def test_editor_sees_a_loop_at_the_answer_that_closes_it(in_english, home):
    questions, results = streamfield([typed("un"), typed("deux", to="un")]), streamfield([typed_result(0, 9)])

    made = form(SelfCheckPage, home, questions=questions, results=results)

    assert not made.is_valid()
    assert set(made.errors) == {"questions"}
    assert made.errors.as_data()["questions"][0].as_json_data() == {
        "blockErrors": {
            1: {"blockErrors": {"answers": {"blockErrors": {1: {"blockErrors": {"goes_to": {"messages": [LOOP]}}}}}}}
        }
    }


def test_editor_sees_points_without_result_above_the_results(in_english, home):
    questions, results = streamfield([typed("un")]), streamfield([typed_result(0, 0), typed_result(2, 3)])

    made = form(SelfCheckPage, home, questions=questions, results=results)

    assert not made.is_valid()
    assert {name: error[0].as_json_data() for name, error in made.errors.as_data().items()} == {
        "results": {
            "messages": ["These points have no result: 1. Widen a range, or add a result."],
            "blockErrors": {
                1: {
                    "blockErrors": {
                        "least": {
                            "messages": [
                                "Nobody gets this result. Points that can be reached where no answer decides: 0–1."
                            ]
                        }
                    }
                }
            },
        }
    }


def test_draft_is_saved_while_its_rules_are_still_broken(home):
    questions, results = streamfield([typed("un"), typed("deux", to="un")]), streamfield([])

    assert form(SelfCheckPage, home, deferred=True, questions=questions, results=results).is_valid()


def test_rules_wait_for_fields_that_are_wrong_in_themselves(in_english, home):
    bad_key = ("single_choice", typed("un")[1] | {"key": "Été 1"})

    made = form(SelfCheckPage, home, questions=streamfield([bad_key]), results=streamfield([typed_result(0, 9)]))

    assert not made.is_valid()
    assert set(made.errors) == {"questions"}


def test_submitting_in_the_admin_shows_the_place_and_submits_nothing(in_english, admin_client, home):
    page = SelfCheckPage(live=False, **check_fields(questions=[question("un"), question("deux")]))
    home.add_child(instance=page)
    made = form(
        SelfCheckPage,
        home,
        questions=streamfield([typed("un"), typed("deux", to="un")]),
        results=streamfield([typed_result(0, 9)]),
    )

    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), made.data | {"action-submit": "1"})

    assert response.status_code == 200
    assert "This leads back to" in response.content.decode()
    page.refresh_from_db()
    assert page.current_workflow_state is None


def test_program_that_publishes_a_loop_is_told_the_place(in_english, home):
    questions = [question("un"), question("deux", answer(), answer(to="un"))]

    with pytest.raises(ValidationError) as refused:
        self_check(home, questions=questions)

    assert refused.value.message_dict == {"questions": [f"2 › answers › 2 › goes_to: {LOOP}"]}


def test_dialogue_whose_end_has_no_help_is_refused(in_english, home, helping):
    fields = dialogue_fields(helping.pk, exchanges=[turn("debut", "fin"), turn("fin")])

    with pytest.raises(ValidationError) as refused:
        factories.publish(home, DialoguePage(**fields))

    message = "2 › page: The dialogue ends here: choose a page that helps, or add replies."
    assert refused.value.message_dict == {"exchanges": [message]}


def test_page_and_text_of_its_link_go_together(helping):
    block = dict(SelfCheckPage._meta.get_field("results").stream_block.child_blocks)["score_result"]
    value = block.to_python(score_result(0, 1, page=helping.pk)["value"])

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert set(refused.value.block_errors) == {"link"}


def test_self_check_is_whole_without_javascript(client, home, helping):
    factories.helpline("Une écoute")
    fine = factories.fact("1500", "euro")
    text = f"<p>La loi prévoit {factories.inline(fine)}.</p>"
    self_check(
        home,
        questions=[
            question("un", answer("Jamais"), answer("Souvent", 3, key="souvent")),
            question("deux", answer("Honte", 1), answer("Peur", 1), kind="multiple_choice"),
            scale("trois", steps=3),
        ],
        results=[
            answer_result("un", "souvent", title="Souvent", text=text, page=helping.pk, link="Trouver de l’aide"),
            score_result(0, 4, title="Peu"),
        ],
    )

    html = client.get("/fr/ou-j-en-suis/").content.decode()

    shown = ["Question un", "Jamais", "Souvent", "Question deux", "Honte", "Peur", "Question trois", "Beaucoup"]
    shown += ["<h3>Souvent</h3>", "<h3>Peu</h3>", 'href="/fr/aide/">Trouver de l’aide', "Une écoute", "39 19"]
    assert [text for text in shown if text not in html] == []
    assert '<data class="fact" value="1500">' in html
    assert "<form" not in html.split("<main")[1].split("</main>")[0]
    assert "<input" not in html


def cells(html: str) -> list[list[list[str]]]:
    """What stands in each table, row by row."""
    tables = re.findall(r"<table>(.*?)</table>", html, re.DOTALL)
    rows = [re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:] for table in tables]
    return [
        [[plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in table]
        for table in rows
    ]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_how_to_count_is_told_once_after_the_questions_and_each_total_leads_to_its_result(client, home):
    self_check(
        home,
        questions=[
            question("un", answer("Non"), answer("Oui", 5)),
            scale("deux", steps=3),
            question("trois", answer("A"), answer("B")),
        ],
        results=[score_result(0, 1, title="Peu"), score_result(2, 7, title="Plus")],
    )

    html = markup.read(client.get("/fr/ou-j-en-suis/").content.decode())

    counting, totals = cells(html)
    assert counting == [["Question un"], ["Oui", "5"], ["Question deux"], ["2", "1"], ["3 Beaucoup", "2"]]
    assert totals == [["0–1", "Peu"], ["2–7", "Plus"]]
    assert re.findall(r'href="#(result\d)"', html) == re.findall(r'id="(result\d)"', html) == ["result1", "result2"]
    assert html.index("data-question") < html.index("<table>") < html.index("data-result")


def test_questionnaire_that_needs_no_count_says_nothing_of_it(client, home):
    self_check(
        home,
        questions=[question("un", answer("Non", key="non"), answer("Oui", 1, key="oui"))],
        results=[answer_result("un", "non"), answer_result("un", "oui")],
    )

    assert "<table>" not in client.get("/fr/ou-j-en-suis/").content.decode()


def test_listing_says_where_an_answer_leads_that_does_not_lead_to_the_next_question(client, home):
    answers = [answer("Non", 0, "trois"), answer("Oui"), answer("Stop", 0, "end")]
    steps = [question("un", *answers), question("deux"), question("trois")]
    self_check(home, questions=steps, results=[score_result(0, 2)])

    html = markup.read(client.get("/fr/ou-j-en-suis/").content.decode())

    said = [" ".join(one.split()) for one in re.findall(r"<li data-answer[^>]*>(.*?)</li>", html, re.DOTALL)]
    ways = [re.findall(r'\(<a href="(.*?)">ensuite : (.*?)</a>\)', one) for one in said[:3]]
    assert ways == [[("#q3", "« Question trois »")], [], [("#results", "le résultat")]]
    assert [f'id="{place}"' in html for place in ("q3", "results")] == [True, True]


def test_dialogue_is_an_outline_with_anchors_without_javascript(client, home, helping):
    fields = dialogue_fields(
        helping.pk, exchanges=[turn("debut", "a", "b"), turn("a", "b"), turn("b", page=helping.pk)]
    )
    factories.publish(home, DialoguePage(**fields))

    html = client.get("/fr/pourquoi/").content.decode()

    assert [html.count(f'id="turn-{key}"') for key in ("debut", "a", "b")] == [1, 1, 1]
    assert [html.count(f'href="#turn-{key}"') for key in ("debut", "a", "b")] == [0, 1, 2]
    assert 'href="/fr/aide/">Aller' in html


def test_pages_speak_to_buyers(home, helping):
    pages = [self_check(home), factories.publish(home, DialoguePage(**dialogue_fields(helping.pk)))]

    assert [(page.audience, page.voice) for page in pages] == [("buyers", "buyers")] * 2


@pytest.mark.parametrize("count", [1, 3])
def test_self_check_costs_the_same_queries_whatever_its_length(client, home, helping, django_assert_num_queries, count):
    fact = factories.fact()
    text = f"<p>{factories.inline(fact)}</p>"
    self_check(
        home,
        questions=[question(f"q{number}") for number in range(count)],
        results=[
            score_result(0, 0, text=text, page=helping.pk, link="Aide"),
            *(score_result(n, n, text=text, page=helping.pk, link="Aide") for n in range(1, count + 1)),
        ],
    )
    client.get("/fr/ou-j-en-suis/")

    with django_assert_num_queries(12):  # its foot asks which pages are for buyers
        client.get("/fr/ou-j-en-suis/")


def test_search_finds_the_words_and_not_the_keys(home):
    page = self_check(home, questions=[question("un", answer("Jamais", key="cle"), answer(to="zut")), question("zut")])

    assert "question" in page.search_text
    assert "parl" in page.search_text
    assert "cle" not in page.search_text.split()


@pytest.mark.parametrize("broken", [False, True])
def test_draft_is_previewed_even_where_its_rules_are_broken(admin_client, home, broken):
    questions = [question("un"), question("deux", answer(to="un" if broken else ""), answer(to="rien"))]
    page = SelfCheckPage(live=False, **check_fields(questions=questions))
    home.add_child(instance=page)

    response = page.make_preview_request()

    assert response.status_code == 200
    assert 'data-question="deux"' in response.content.decode()


def texts(page) -> dict[str, list]:
    """The values of a page's streams by their names."""
    found: dict[str, list] = {}
    for name, value in leaves(page):
        found.setdefault(name, []).append(value)
    return found


WORDS = {"question", "hint", "text", "title", "link", "lowest", "highest", "says", "heading"}
SAME = {"key", "goes_to", "points", "least", "most", "steps", "from_step", "answer", "page", "audience"}


def translated(page, locale):
    """The page with each of its sentences translated as “EN …”."""
    translation = drafting.start(page, locale)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    translation.import_po(po)
    return drafting.save_draft(translation).as_object()


def test_every_text_of_a_self_check_is_translated_and_every_key_stays(home, english_home, helping):
    hinted = question("un", answer("Jamais", key="jamais"), answer("Souvent", 3, to="trois"))
    hinted["value"]["hint"] = "Un conseil"
    page = self_check(
        home,
        lead="Un chapeau",
        questions=[hinted, question("deux", kind="multiple_choice"), scale("trois", to="end", from_step=2)],
        results=[
            answer_result("un", "jamais", page=helping.pk, link="Aller"),
            score_result(0, 20, page=helping.pk, link="Aller"),
        ],
    )

    english = translated(page, english_home.locale)

    french, now = texts(page), texts(english)
    structs = "question"  # of a result it is a key, of a question its words
    assert french.keys() == now.keys() == (WORDS | SAME) - {"says"}
    assert {name: now[name] for name in SAME} == {name: french[name] for name in SAME}
    for name in WORDS - {"says", structs}:
        assert now[name] == [translation_of(text) for text in french[name]]
    assert now[structs] == ["EN Question un", "EN Question deux", "EN Question trois", "un"]
    assert english.lead == "EN Un chapeau"
    assert english.problems() == []


def test_every_text_of_a_dialogue_is_translated_and_every_key_stays(home, english_home, helping):
    page = factories.publish(home, DialoguePage(**dialogue_fields(helping.pk)))

    english = translated(page, english_home.locale)

    french, now = texts(page), texts(english)
    assert {name: now[name] for name in ("key", "goes_to", "page")} == {
        name: french[name] for name in ("key", "goes_to", "page")
    }
    for name in ("says", "text", "link", "heading"):
        assert now[name] == [translation_of(text) for text in french[name]]
    assert english.problems() == []


def translation_of(text: str) -> str:
    if text.startswith("<p>"):
        return f"<p>EN {text.removeprefix('<p>')}"
    return f"EN {text}" if text else text
