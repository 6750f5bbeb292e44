"""What is right in a questionnaire: a group reads it once its sessions are over; who leads it, in the guide and beside the results."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import Site

from campaigns.prevention.feedback.group import leading
from campaigns.prevention.feedback.models import Round
from campaigns.prevention.kits.writing import write
from facts.readers.first_calls import FirstCalls
from interactive.verdicts import said
from press.feedback import plain
from serving import rates
from tests import factories, markup
from tests.prevention.groups import block, fill, form_of, items, kit, opened, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BUYER, SELLER = "Qui achète", "Qui vend"


def asked_of(right: int | None) -> list[dict]:
    who = block("question", question="Qui est puni ?", answers=items(SELLER, BUYER), right_answer=right)
    return [who, block("question", question="Et toi ?", answers=items("Oui", "Non"), right_answer=None)]


@pytest.fixture
def made(home):
    rates.forget()
    return kit(home, evaluation=asked_of(2))


def read(response) -> list[str]:
    """What is said once the answers were sent, in its order."""
    part = markup.read(response.content.decode()).partition("feedback-judged")[2].partition("</section>")[0]
    return [
        re.sub(r"<[^>]+>", "", found).strip()
        for found in re.findall(r'class="(?:verdict|given|right)">(.*?)</(?:strong|p)>', part, re.DOTALL)
    ]


def test_group_reads_what_is_right_once_its_sessions_are_over(client, made):
    before, key = opened(made)

    assert read(send(client, before, form_of(before, 0, 0))) == []

    leading.open_after(leading.questionnaire_of(key))
    after = Round.objects.get(moment="after")
    wrong = read(send(client, after, form_of(after, 0, 0)))
    right = read(send(client, after, form_of(after, 1, 0)))
    assert [len(wrong), len(right)] == [2, 2]
    assert right[1] == f"{BUYER}\u00a0: c’est la bonne réponse."
    assert all(answer in wrong[1] for answer in (BUYER, SELLER))
    assert wrong[0] != right[0]


def test_group_reads_whether_a_claim_is_true_what_was_answered_and_why(client, home):
    claim = block(
        "question",
        question="Qui vend est puni.",
        answers=items("Vrai", "Faux"),
        right_answer=2,
        claim="false",
        why="La loi protège.",
    )
    open_one = block(
        "question", question="Et toi ?", answers=items("Oui", "Non"), right_answer=None, why="Chacun décide."
    )
    made = kit(home, evaluation=[claim, open_one, block("question", question="Prêt ?", answers=items("Oui", "Non"))])
    before, _key = opened(made)
    after, _key = opened(made, "after")

    parts = {one.moment: told(send(client, one, form_of(one, 1, 0, 0))) for one in (before, after)}

    with override("fr"):
        false = said("false", True)
    assert parts == {
        "before": [],
        "after": [
            ["Qui vend est puni.", false, "Faux : c’est la bonne réponse.", "La loi protège."],
            ["Et toi ?", "Ce qu’il faut savoir", "Réponse : Oui", "Chacun décide."],
        ],
    }
    assert [client.get(f"/fr/q/{one.code}/").context["tells"] for one in (before, after)] == ["later", "now"]
    assert f"{false} La loi protège." in markup.read(client.get(made.url).content.decode())
    assert "La loi protège.'" in repr(write(made).guide)


def told(response) -> list[list[str]]:
    """Of each question what is read, in its order."""
    read = markup.read(response.content.decode())
    _before, *parts = read.partition("feedback-judged")[2].partition("</section>")[0].split("<h3>")
    return [
        [
            " ".join(words)
            for line in re.split(r"</?(?:h3|p)\b[^>]*>", part)
            if (words := re.sub(r"<[^>]+>", "", line).split())
        ]
        for part in parts
    ]


def test_claim_without_a_right_answer_is_refused_at_its_place(made):
    made.evaluation = [
        block("question", question="Vrai ?", answers=items("Oui", "Non"), right_answer=None, claim="true")
    ]

    assert [problem.place for problem in made.problems()] == [("evaluation", 0, "right_answer")]


def test_pupil_reads_first_whom_to_call_with_the_questions_and_once_they_are_answered(client, home):
    rates.forget()
    line = factories.helpline("Enfance en danger", ("young",), number="119")
    FirstCalls.objects.create(site=Site.objects.get(), first=line)
    pupils, adults = (opened(kit(home, levels=[level]))[0] for level in ("4e", "adults"))

    shown = [[client.get(f"/fr/q/{one.code}/"), send(client, one, form_of(one, 0, 0))] for one in (pupils, adults)]

    pages = [[page.content.decode() for page in pair] for pair in shown]
    assert [[page.count('class="first-calls"') for page in pair] for pair in pages] == [[1, 1], [0, 0]]
    assert all(page.index("first-calls") < page.index("<h1") for page in pages[0])


def test_page_of_questions_says_when_one_learns_what_is_right(client, made, home):
    told = {
        "later": opened(made)[0],
        "now": opened(made, "after")[0],
        "": opened(kit(home, evaluation=asked_of(None)))[0],
    }

    assert {said: client.get(f"/fr/q/{asked.code}/").context["tells"] for said, asked in told.items()} == {
        said: said for said in told
    }


def test_page_that_may_be_projected_marks_what_is_right_after_the_sessions_alone(client, made):
    before, key = opened(made)
    fill(before, [11, 0], [5, 6])
    leading.close(before)
    first = client.get(f"/fr/q/group/{key}/").context["feedback"]
    leading.open_after(leading.questionnaire_of(key))
    after = Round.objects.get(moment="after")
    during = client.get(f"/fr/q/group/{key}/").context["feedback"]
    fill(after, [0, 11], [5, 6])
    leading.close(after)
    last = client.get(f"/fr/q/group/{key}/").context["feedback"]

    shown = [[answer.text for answer in found.questions[0].answers] for found in (first, during, last)]
    assert shown[:2] == [[SELLER, BUYER]] * 2
    assert (shown[2][0], shown[2][1] != BUYER, BUYER in shown[2][1]) == (SELLER, True, True)
    assert shown[2][1] in plain(last)
    assert [answer.text for answer in last.questions[1].answers] == ["Oui", "Non"]


def test_questionnaire_of_before_has_no_right_answers_and_still_works(client, made):
    asked, key = opened(made, "after")
    for question in asked.questionnaire.questions:
        del question["right"]
    asked.questionnaire.save()

    answered = send(client, asked, form_of(asked, 0, 0))
    fill(asked, [11, 0], [5, 6])
    leading.close(asked)

    assert (answered.status_code, read(answered)) == (200, [])
    assert client.get(f"/fr/q/group/{key}/").context["feedback"].questions[0].answers[1].text == BUYER


def test_guide_and_page_of_the_kit_say_what_is_right(client, made):
    html = client.get(made.url).content.decode()
    printed = repr(write(made).guide)

    marked = made.evaluation[0].value.marked
    assert (marked[0], marked[1] != BUYER) == (SELLER, True)
    assert html.count(f"<li>{marked[1]}</li>") == printed.count(f"text='{marked[1]}'") == 1


@pytest.mark.parametrize("right", [3, 6])
def test_right_answer_that_the_question_does_not_have_is_refused_at_its_place(made, right):
    made.evaluation = asked_of(right)

    with pytest.raises(ValidationError) as refused:
        made.full_clean()

    assert list(refused.value.error_dict) == ["evaluation"]
    assert [problem.place for problem in made.problems()] == [("evaluation", 0, "right_answer")]


def test_right_answer_is_the_same_in_every_language(made, english_home, home):
    from editorial.translation import drafting

    catalogue = made.get_parent().specific
    for page in (catalogue, made):
        translation = drafting.start(page, english_home.locale)
        po = translation.export_po()
        for entry in po:
            entry.msgstr = f"EN {entry.msgid}"
        translation.import_po(po)
        translated = drafting.save_draft(translation).as_object()

    assert [question["right"] for question in leading.questions_of(translated)] == [1, None]
