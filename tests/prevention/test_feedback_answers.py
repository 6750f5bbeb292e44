"""Those who answer: a code, the questions, one more in each total, and nothing else that is kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.utils import timezone
from django.utils.html import escape

from campaigns.prevention.feedback.answers import counting
from campaigns.prevention.feedback.group import codes, leading
from campaigns.prevention.feedback.models import Round, UsedTicket
from core.words.typography import french
from home.models import HomePage
from serving import rates
from tests.prevention.groups import HERE, form_of, kit, opened, send, totals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def unhurried():
    rates.forget()


@pytest.fixture
def asked(home) -> Round:
    return opened(kit(home))[0]


@pytest.mark.parametrize("missing", [(), (0,)])
def test_form_with_answers_missing_comes_back_filled_and_is_not_counted(client, asked, missing):
    response = send(client, asked, form_of(asked, *missing))

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("checked") == len(missing)
    assert page.count("Choisissez une des réponses.") == 2 - len(missing)
    assert page.count("autofocus") == 1
    assert (totals(asked), Round.objects.get().forms) == ([[0, 0, 0], [0, 0]], 0)


@pytest.mark.parametrize("answer", ["3", "-1", "x", "", "٠"])
def test_answer_that_the_question_does_not_have_is_not_counted(client, asked, answer):
    form = form_of(asked, 0, 0)
    form[asked.questionnaire.questions[0]["id"]] = answer

    assert send(client, asked, form).status_code == 422
    assert Round.objects.get().forms == 0


def forged(asked: Round) -> list[str]:
    other = opened(asked.questionnaire.kit)[0]
    return [
        "",
        "forged",
        form_of(asked)["token"][:-1],
        form_of(other)["token"],
        signing.dumps("", salt="public form: feedback open"),
    ]


def test_forged_token_or_that_of_another_round_is_refused_and_nothing_is_lost(client, asked):
    for token in forged(asked):
        response = send(client, asked, form_of(asked, 1, 0) | {"token": token})

        assert (response.status_code, response.content.decode().count("checked")) == (422, 2), token
        assert (
            "open for too long"
            in client.post(
                f"/en/q/{asked.code}/", form_of(asked, 1, 0) | {"token": token}, headers=HERE
            ).content.decode()
        )
    assert Round.objects.get(pk=asked.pk).forms == 0


def test_form_that_comes_back_can_be_sent_again_as_it_is(client, asked):
    back = send(client, asked, form_of(asked, 1, 0) | {"token": "old"})
    token = back.context["form"].data["token"]

    sent = send(client, asked, form_of(asked, 1, 0) | {"token": token})

    assert (sent.status_code, totals(asked)) == (200, [[0, 1, 0], [1, 0]])


def test_question_of_another_round_is_no_answer(client, asked, home):
    other = opened(kit(home, {"Autre ?": ["Oui", "Non"]}))[0]

    response = send(client, asked, form_of(other, 0) | {"token": form_of(asked)["token"]})

    assert response.status_code == 422
    assert (totals(asked), totals(other)) == ([[0, 0, 0], [0, 0]], [[0, 0]])


def test_form_is_counted_once_however_often_it_is_sent(client, asked):
    form = form_of(asked, 2, 1)

    said = [send(client, asked, form).status_code for _time in range(3)]

    assert said == [200, 200, 200]
    assert (totals(asked), Round.objects.get().forms) == ([[0, 0, 1], [0, 1]], 1)


def test_what_another_site_sends_is_refused(client, asked):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}, {}):
        response = client.post(f"/fr/q/{asked.code}/", form_of(asked, 0, 0), headers=headers)

        assert (response.status_code, response.headers["Cache-Control"]) == (403, "no-store")
    assert Round.objects.get().forms == 0


@pytest.mark.parametrize("typed", ["", "AEIOUY", "FHJKL", "FHJKLMR", "1' OR 1=1", "x" * 5000, "ＦＨＪＫＬＭ", "ﬁ"])
def test_what_can_be_no_code_is_told_at_its_field(client, typed):
    response = client.get("/en/q/", {"code": typed})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


@pytest.mark.parametrize("typed", ["{0}", "{1}", " {1} ", "{2}"])
def test_code_is_read_as_people_type_it(client, asked, typed):
    code = asked.code
    query = typed.format(code, f"{code[:3]} {code[3:]}", f"{code[:3].lower()}-{code[3:].lower()}")

    response = client.get("/fr/q/", {"code": query})

    assert response.headers["Location"] == f"/fr/q/{code}/"


def test_wrong_code_asks_for_it_again(client, asked):
    wrong = "".join(reversed(asked.code)) if asked.code != asked.code[::-1] else "FHJKLM"

    for path in (f"/en/q/{wrong}/", "/en/q/nothing/", f"/en/q/{'9' * 500}/"):
        response = client.get(path)

        assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")
        assert 'name="code"' in response.content.decode()
    assert "No questionnaire has this code." in client.get(f"/en/q/{wrong}/").content.decode()


def test_closed_code_says_so_and_counts_nothing(client, asked):
    form = form_of(asked, 0, 0)
    leading.close(asked)

    assert client.get(f"/en/q/{asked.code}/").status_code == 410
    late = client.post(f"/en/q/{asked.code}/", form, headers=HERE)

    assert (late.status_code, "ask the person who leads it" in late.content.decode()) == (410, True)
    assert Round.objects.get().forms == 0
    with pytest.raises(counting.ClosedError):
        counting.count(asked, "ticket", {asked.questionnaire.questions[0]["id"]: 0})


def test_code_closes_by_the_clock_alone(client, asked):
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert client.get(f"/fr/q/{asked.code}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert client.get(f"/fr/q/{asked.code}/").status_code == 410
        assert send(client, asked, form_of(asked, 0, 0)).status_code == 410
    assert Round.objects.get().forms == 0


def test_codes_are_not_found_by_trying(client, asked):
    statuses = [client.get(f"/fr/q/{codes.draw()}/").status_code for _time in range(40)]

    assert statuses.count(404) == 24
    assert client.get(f"/fr/q/{asked.code}/").status_code == 429
    unsigned = {"token": "x"} | {question["id"]: "0" for question in asked.questionnaire.questions}
    assert "checked" not in send(client, asked, unsigned, "127.0.0.1").content.decode()


def test_of_a_flood_only_what_a_school_may_send_is_counted_and_forms_are_not_lost(client, asked):
    answers = [send(client, asked, form_of(asked, 0, 0)) for _time in range(135)]

    assert Round.objects.get().forms == 120
    assert {answer.status_code for answer in answers[120:]} == {429}
    assert answers[-1].content.decode().count("checked") == 2
    assert send(client, asked, form_of(asked, 0, 0), "192.0.2.2").status_code == 200


def test_whole_class_behind_one_address_can_answer_in_one_minute(client, asked):
    for _pupil in range(60):
        assert client.get(f"/fr/q/{asked.code}/", REMOTE_ADDR="192.0.2.1").status_code == 200
        assert send(client, asked, form_of(asked, 0, 1)).status_code == 200

    assert totals(asked) == [[60, 0, 0], [0, 60]]


def test_pages_leave_nothing_on_the_device_and_tell_nothing_to_others(client, asked):
    pages = [
        client.get("/fr/q/"),
        client.get(f"/fr/q/{asked.code}/"),
        send(client, asked, form_of(asked, 0, 0)),
        send(client, asked, {}),
        client.get("/fr/q/", {"code": asked.code}),
    ]

    for page in pages:
        assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert not page.cookies
    title = pages[1].content.decode().partition("<title>")[2].partition("</title>")[0]
    assert asked.questionnaire.title not in title


def test_each_form_has_a_token_of_its_own(client, asked):
    tokens = {client.get(f"/fr/q/{asked.code}/").context["form"]["token"].value() for _time in range(3)}

    assert len(tokens) == 3


def test_nothing_that_is_kept_tells_two_who_answered_apart(client, asked):
    first, second = form_of(asked, 0, 1), form_of(asked, 2, 0)
    send(client, asked, first)
    send(client, asked, second)

    assert totals(asked) == [[1, 0, 1], [1, 1]]
    assert {ticket.digest for ticket in UsedTicket.objects.all()} == {
        leading.digest(form["token"]) for form in (first, second)
    }
    leading.close(asked)
    assert not UsedTicket.objects.exists()


def test_questions_are_shown_in_the_language_that_they_are_in(client, asked, english_home):
    response = client.get(f"/en/q/{asked.code}/")

    assert response.headers["Location"] == f"/fr/q/{asked.code}/"


def test_short_address_leads_to_the_language_of_the_visitor(client, english_home):
    assert client.get("/q/", headers={"Accept-Language": "en"}).headers["Location"] == "/en/q/"


def test_words_of_the_kit_are_shown_as_words(client, home):
    odd = opened(kit(home, {"<script>1 < 2 & 3 ?": ['"><img src=x>', "٣ نعم"]}))[0]

    page = client.get(f"/fr/q/{odd.code}/").content.decode()

    assert french(escape("<script>1 < 2 & 3 ?")) in page
    assert "<img src=x>" not in page


@pytest.mark.django_db(transaction=True)
def test_forms_that_come_at_once_are_all_counted_and_the_same_one_once():
    asked = opened(kit(HomePage.objects.get()))[0]
    first, second = (question["id"] for question in asked.questionnaire.questions)
    tickets = [uuid4().hex for _form in range(12)]

    def sent(ticket: str) -> None:
        try:
            counting.count(asked, ticket, {first: 1, second: 0})
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(sent, tickets + tickets))

    assert (totals(asked), Round.objects.get().forms) == ([[0, 12, 0], [12, 0]], 12)
