"""Pages for young people: protected, warned, with the numbers first; refused at the place that is wrong; whole without JavaScript."""

import re
from operator import itemgetter

import pytest
from django.core.exceptions import ValidationError

from campaigns.prevention.models import ChatPage, QuizPage, YouthPage
from campaigns.prevention.models.youth import Band
from core.text.streams import leaves
from core.text.structure import problems
from core.words.typography import french
from editorial.translation import drafting
from home.models import StandardPage
from tests import factories
from tests.factories import block
from tests.interactive.chats import message, quiz_answer, quiz_question, scene
from tests.interactive.questionnaires import score_result
from tests.prevention.youth import chat_page, first, quiz_page, section, youth_page

PROTECTED = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Request-OTR": "1"}


@pytest.fixture
def top(home):
    return section(home)


@pytest.fixture
def helping(top):
    return youth_page(top)


@pytest.fixture
def pages(top, helping) -> dict[str, YouthPage | ChatPage | QuizPage]:
    """One of each kind, with a warning, told to be open."""
    said = {"zone": "open", "warning": "Il est question de pression."}
    return {
        "age": youth_page(
            top, slug="quinze", title="15–18 ans", band="15-18", body=[block("text", text="<p>Du texte.</p>")], **said
        ),
        "chat": chat_page(top, helping.pk, **said),
        "quiz": quiz_page(top, **said),
    }


@pytest.mark.parametrize("kind", ["age", "chat", "quiz"])
def test_page_is_protected_whatever_was_chosen(client, pages, kind):
    answer = client.get(pages[kind].url)

    assert pages[kind].zone == "protected"
    assert {name: answer[name] for name in PROTECTED} == PROTECTED
    assert answer.cookies == {}
    assert "reach" not in re.findall(r'<script[^>]*src="[^"]*?/js/([a-z_]+)', answer.content.decode())


@pytest.mark.parametrize("kind", ["age", "chat", "quiz"])
def test_warning_stands_before_what_it_warns_of(client, pages, kind):
    html = client.get(pages[kind].url).content.decode()
    main = html[html.index("<main") : html.index("</main>")]

    told = {"age": "Du texte.", "chat": "Dit debut.", "quiz": "Question un"}[kind]
    assert main.count("Il est question de pression.") == 1
    assert main.index("Il est question de pression.") < main.index(told)
    assert ('<details class="content-warning">' in main) == (kind == "chat")


@pytest.mark.parametrize("kind", ["age", "chat", "quiz"])
def test_page_has_no_structural_problem(client, pages, kind):
    assert problems(client.get(pages[kind].url).content.decode(), "fr") == []


@pytest.mark.parametrize(
    ("make", "field", "told"),
    [
        (youth_page, "slug", "prostitution"),
        (youth_page, "title", "Michetonnage"),
        (quiz_page, "search_description", "Tout sur l’escorting"),
    ],
)
def test_words_that_tell_are_refused_where_others_see_them(home, top, make, field, told):
    with pytest.raises(ValidationError) as refused:
        make(top, **{field: told})

    assert set(refused.value.message_dict) == {"seo_title" if field == "title" else field}


NOBODY = "Nobody to call stands here: add a block with helplines."


def test_page_without_a_number_to_call_is_refused(in_english, top):
    with pytest.raises(ValidationError) as refused:
        youth_page(top, first=[])

    assert refused.value.message_dict == {"first": [NOBODY]}


def test_chat_and_quiz_without_help_are_refused(in_english, top, helping):
    only_words = [block("notice", kind="information", heading="Courage", text="<p>Courage.</p>")]

    for make in (lambda: chat_page(top, helping.pk, help=only_words), lambda: quiz_page(top, help=[])):
        with pytest.raises(ValidationError) as refused:
            make()
        assert refused.value.message_dict == {"help": [NOBODY]}


def test_page_of_an_age_chat_and_quiz_without_a_warning_are_refused(in_english, top, helping):
    missing = "Write in one sentence what this page speaks about that may hurt: one reads it first."

    for make in (
        lambda: youth_page(top, slug="quinze", warning=" "),
        lambda: chat_page(top, helping.pk, warning=""),
        lambda: quiz_page(top, warning=""),
    ):
        with pytest.raises(ValidationError) as refused:
            make()
        assert refused.value.message_dict == {"warning": [missing]}


@pytest.mark.parametrize("kind", ["chat", "quiz"])
def test_numbers_beside_a_chat_and_a_quiz_stand_in_the_order_that_was_chosen(client, top, helping, kind):
    police, child = (
        factories.helpline(title, ("young",), sort_order=order) for order, title in enumerate(("17", "119"))
    )
    make = {"chat": lambda **help: chat_page(top, helping.pk, **help), "quiz": lambda **help: quiz_page(top, **help)}

    page = make[kind](help=first(child, police))

    shown = client.get(page.url).content.decode().split('class="way-out"')[1]
    assert re.findall("<h3[^>]*>(.*?)</h3>", shown)[:2] == ["119", "17"]


def test_numbers_stand_first_in_the_order_that_was_chosen(client, home):
    lines = [
        factories.helpline(title, ("young",), sort_order=order) for order, title in enumerate(("Un", "Deux", "Trois"))
    ]
    gone = factories.helpline("Fermée", ("young",))
    page = youth_page(home, first=first(lines[2], gone, lines[0]), body=[block("text", text="<h2>Après</h2>")])
    gone.unpublish()

    main = client.get(page.url).content.decode().split("<main")[1].split("</main>")[0]

    assert re.findall("<h[23][^>]*>(.*?)</h[23]>", main) == ["Maintenant", "Trois", "Un", "Après"]


def test_page_for_parents_speaks_in_their_voice(top):
    young, parents = youth_page(top, slug="a"), youth_page(top, slug="b", band=Band.PARENTS)

    assert [(page.audience, page.voice) for page in (young, parents)] == [
        ("young", "young"),
        ("professionals", "professionals"),
    ]


@pytest.mark.parametrize("kind", ["chat", "quiz"])
def test_numbers_that_may_be_out_of_sight_stand_at_the_foot_too(client, pages, kind):
    content, _footer, foot = client.get(pages[kind].url).content.decode().partition("<footer")

    assert ('href="tel:' in foot, "in_turn" in foot) == (True, True)
    assert (content.count('id="help"'), foot.count('id="help"')) == (1, 0)


def test_section_leads_to_what_is_public_under_it(client, top, pages):
    top.refresh_from_db()
    hidden = YouthPage(title="Brouillon secret", slug="brouillon", band="12-15", first=first(), live=False)
    top.add_child(instance=hidden)

    html = client.get(top.url).content.decode()

    ways = html[html.index('class="ways-on"') : html.index("</main>")]
    assert re.findall(r"<strong\s*>(.*?)</strong>", ways) == [
        "12–15 ans",
        "15–18 ans",
        "Un samedi",
        french("Vrai ou faux ?"),
    ]
    assert "Brouillon secret" not in html


def test_section_costs_the_same_whatever_is_under_it(client, top, django_assert_num_queries):
    youth_page(top, slug="un")
    client.get(top.url)
    with django_assert_num_queries(12):
        client.get(top.url)

    youth_page(top, slug="deux")
    quiz_page(top)
    with django_assert_num_queries(12):
        client.get(top.url)


def test_pages_stand_under_a_section_alone(home):
    assert set(YouthPage.allowed_subpage_models()) == {YouthPage, ChatPage, QuizPage}
    assert YouthPage in type(home).allowed_subpage_models()
    assert YouthPage in StandardPage.allowed_subpage_models()
    assert ChatPage not in type(home).allowed_subpage_models()


def test_chat_that_turns_in_circles_is_refused_at_its_place(in_english, top, helping):
    scenes = [scene("debut", "suite", "fin"), scene("suite", "debut", "fin"), scene("fin", page=helping.pk)]

    with pytest.raises(ValidationError) as refused:
        chat_page(top, helping.pk, scenes=scenes)

    loop = "This leads back to “debut”, and from there one comes here again: a loop without end."
    assert refused.value.message_dict == {"scenes": [f"2 › replies › 1 › goes_to: {loop}"]}


def test_quiz_whose_points_have_no_result_is_refused(in_english, top):
    with pytest.raises(ValidationError) as refused:
        quiz_page(top, results=[score_result(0, 1)])

    assert refused.value.message_dict == {
        "results": ["These points have no result: 2. Widen a range, or add a result."]
    }


def test_chat_is_a_story_without_javascript(client, top, helping):
    said = [
        message("Viens.", "unknown"),
        message("Qui ?", "me"),
        message("Et là ?", "friend"),
        message("Un soir.", "narrator"),
    ]
    scenes = [scene("debut", "oui", "oui", messages=said), scene("oui", page=helping.pk)]
    page = chat_page(top, helping.pk, scenes=scenes, friend="Inès", unknown="Alex")

    html = client.get(page.url).content.decode()

    told = html[html.index('class="told"') :]
    writers = re.findall(r'<b class="who[^"]*">(.*?)<span', told)
    assert (writers[0], writers[2], len(writers)) == ("Alex", "Inès", 5)
    assert "<q>Vers oui</q>" in told
    assert told.count('href="#turn-oui"') == 2
    assert told.index("Un soir.") < told.index("Dit oui.")
    main = html.split("<main")[1].split("</main>")[0]
    assert [tag for tag in ("<form", "<input", "<button", " style=") if tag in main] == []


def test_story_names_the_same_answer_once_wherever_it_is_given(client, top, helping):
    scenes = [scene("debut", "oui", "non"), scene("non", "oui", "oui"), scene("oui", page=helping.pk)]
    page = chat_page(top, helping.pk, scenes=scenes)

    html = client.get(page.url).content.decode()

    assert [one["answers"] for one in page.story] == [[], ["Vers non"], ["Vers oui"]]
    assert html.count("<q>Vers oui</q>") == 1


def test_quiz_is_read_with_its_explanations_without_javascript(client, top):
    answers = quiz_answer("Vrai", 1, explanation="Parce que."), quiz_answer("Faux", explanation="Malgré tout.")
    page = quiz_page(top, questions=[quiz_question("un", *answers)], results=[score_result(0, 1, title="Bien vu")])

    html = client.get(page.url).content.decode()

    shown = ["Question un", "Parce que.", "Malgré tout.", "<h3>Bien vu</h3>"]
    assert [words for words in shown if words not in html] == []
    main = html.split("<main")[1].split("</main>")[0]
    assert [tag for tag in ("<form", "<input", "<button") if tag in main] == []


def translated(page, locale):
    """The page with each of its sentences translated as “EN …”."""
    translation = drafting.start(page, locale)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    translation.import_po(po)
    return drafting.save_draft(translation).as_object()


WORDS = {"text", "link", "heading", "question", "title", "explanation"}
SAME = {
    "who",
    "verdict",
    "right",
    "pause",
    "key",
    "goes_to",
    "page",
    "points",
    "least",
    "most",
    "audience",
    "helplines",
}


def by_name(page):
    """What stands in its streams, by name: PostgreSQL gives the parts of a block in an order of its own."""
    return sorted(leaves(page), key=itemgetter(0))


def test_every_sentence_is_translated_and_every_key_stays(top, pages, english_home):
    for page in (top, pages["age"], pages["chat"], pages["quiz"]):
        french = by_name(page)

        english = by_name(translated(page, english_home.locale))

        assert [name for name, _value in english] == [name for name, _value in french]
        assert {name for name, _value in french} <= WORDS | SAME | {"hint"}
        changed = {name for (name, now), (_name, before) in zip(english, french, strict=True) if now != before}
        kept = {name for (name, now), (_name, before) in zip(english, french, strict=True) if now == before and before}
        assert (changed - WORDS, kept - SAME) == (set(), set())


@pytest.mark.usefixtures("search_index")
def test_words_of_messages_and_explanations_are_found(client, home, top, helping):
    chat = chat_page(top, helping.pk, scenes=[scene("debut", messages=[message("bicyclette")], page=helping.pk)])
    quiz = quiz_page(
        top,
        questions=[quiz_question("un", quiz_answer("Vrai", explanation="trottinette"), quiz_answer("Faux"))],
        results=[score_result(0, 0)],
    )
    search = factories.search_page(home)

    found = [client.post(search.url, {"q": word}).context["results"] for word in ("bicyclette", "trottinette")]

    assert [[result.pk for result in results] for results in found] == [[chat.pk], [quiz.pk]]


@pytest.mark.parametrize("kind", ["age", "chat", "quiz"])
def test_draft_is_previewed(pages, kind):
    page = pages[kind]
    page.lead = "Pas encore en ligne."

    html = page.make_preview_request().content.decode()

    assert ("Pas encore en ligne." in html, "Parler" in html or kind == "age") == (True, True)
