"""Whoever leads a group: opens a questionnaire, is found by a key alone, sees totals after the end and nothing before."""

import re
from datetime import timedelta

import pypdfium2
import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from campaigns.prevention.feedback import periodic_jobs
from campaigns.prevention.feedback.group import leading
from campaigns.prevention.feedback.models import Questionnaire, Round, Tally, UsedTicket
from campaigns.prevention.feedback.slots import invitation
from core.words.typography import french
from serving import rates
from serving.page_cache.changes.tables import is_unseen
from tests import factories, markup
from tests.prevention.groups import HERE, block, fill, form_of, items, kit, opened, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "in_english")]
ALL, SOME = [11, 0, 0], [5, 6]


@pytest.fixture(autouse=True)
def unhurried():
    rates.forget()


@pytest.fixture
def made(home):
    return kit(home)


def token(purpose: str) -> str:
    return signing.dumps("", salt=f"public form: feedback {purpose}")


def act(client, key: str, name: str, **more):
    return client.post(f"/fr/q/group/{key}/", {"token": token("act"), "act": name} | more, headers=HERE)


def ask(client, made, **fields):
    return client.post(f"/fr/q/open/{made.pk}/", {"token": token("open"), "moment": "before"} | fields, headers=HERE)


@pytest.mark.parametrize("fields", [{"moment": ""}, {"moment": "during"}, {"token": ""}, {"token": "forged"}])
def test_questionnaire_is_not_opened_by_a_form_that_is_not_complete(client, made, fields):
    assert ask(client, made, **fields).status_code == 422
    assert not Questionnaire.objects.exists()


def test_another_site_opens_no_questionnaire(client, made):
    form = {"token": token("open"), "moment": "before"}

    response = client.post(f"/fr/q/open/{made.pk}/", form, headers={"Origin": "https://example.org"})

    assert (response.status_code, Questionnaire.objects.count()) == (403, 0)


def test_kit_that_is_not_public_or_asks_nothing_has_no_questionnaire(client, home, made):
    silent = kit(home, {})
    made.unpublish()

    for pk in (made.pk, silent.pk, home.pk, 10**15):
        assert client.get(f"/fr/q/open/{pk}/").status_code == 404
        assert client.post(f"/fr/q/open/{pk}/", {"token": token("open")}, headers=HERE).status_code == 404
    assert not Questionnaire.objects.exists()


def test_opening_tells_the_code_and_the_key_once_and_keeps_a_digest(client, made):
    response = ask(client, made)

    page = response.content.decode()
    [key] = set(re.findall(r"/fr/q/group/([\w-]{32})/", page))
    kept = Questionnaire.objects.get()
    assert (response.status_code, kept.key_digest) == (201, leading.digest(key))
    assert Round.objects.get().spaced_code in page
    values = [*Questionnaire.objects.values_list(), *Round.objects.values_list(), *Tally.objects.values_list()]
    assert key not in str(values)
    assert (response.headers["Cache-Control"], response.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies
    assert client.get(f"/fr/q/group/{key}/").status_code == 200


def test_one_address_does_not_open_hundreds(client, made):
    statuses = [ask(client, made).status_code for _time in range(8)]

    assert statuses == [201] * 5 + [429] * 3
    assert Questionnaire.objects.count() == 5


def test_what_will_be_shown_is_said_beforehand_as_it_is(client, made):
    form = " ".join(client.get(f"/fr/q/open/{made.pk}/").content.decode().split())
    invited = " ".join(client.get(made.url).content.decode().split())

    assert "dans quel quart du groupe se situe chaque réponse (« moins d’un quart »), jamais un nombre exact" in form
    assert "Une question peut rester sans résultat, pour que personne ne soit reconnu" in form
    assert "par quarts du groupe" in invited
    assert ("que des totaux" in form, "totaux seulement" in invited) == (False, False)


@pytest.mark.parametrize("spoil", [str.lower, str.upper, lambda key: key[:-1], lambda key: f"{key}x", lambda _key: "é"])
def test_wrong_key_leads_nowhere(client, made, spoil):
    _round, key = opened(made)

    for path in (f"/fr/q/group/{spoil(key)}/", f"/fr/q/group/{spoil(key)}/result.pdf"):
        response = client.get(path)

        assert (response.status_code, response.headers["Cache-Control"]) == (404, "no-store")
        assert "La loi te protège" not in response.content.decode()
    assert act(client, spoil(key), "close").status_code == 404
    assert Round.objects.get().is_open


def test_totals_cannot_be_seen_growing(client, made):
    asked, key = opened(made)
    before = client.get(f"/fr/q/group/{key}/").content.decode()
    fill(asked, [20, 20, 20], [30, 30])

    after = client.get(f"/fr/q/group/{key}/").content.decode()

    hidden = re.compile(r'value="[^"]*:[^"]*:[^"]*"')  # tokens, which say when they were made
    assert hidden.sub("", after) == hidden.sub("", before)
    assert client.get(f"/fr/q/group/{key}/result.pdf").status_code == 404


def test_of_ten_answers_nothing_is_shown_not_even_how_many(client, made):
    pages = []
    for forms in ([1, 0, 0], [10, 0, 0]):
        asked, key = opened(made)
        fill(asked, forms, [sum(forms), 0])
        act(client, key, "close")
        page = client.get(f"/en/q/group/{key}/", follow=True)
        pages.append(re.sub(r'value="[^"]*"|/group/[^"/]*', "", page.content.decode()))
        assert client.get(f"/fr/q/group/{key}/result.pdf").status_code == 404

    assert pages[0] == pages[1]
    assert "feedback-results" not in pages[0]


def test_everybody_alike_is_told_as_three_quarters_or_more(client, made, english_home, translate):
    asked, key = opened(translate(made, english_home.locale))
    fill(asked, ALL, SOME)

    client.post(f"/en/q/group/{key}/", {"token": token("act"), "act": "close"}, headers=HERE)
    page = markup.read(client.get(f"/en/q/group/{key}/").content.decode())

    rows = re.findall(r'<th scope="row">(.*?)</th><td>.*?<span>(.*?)</span>', page)
    assert rows == [
        ("La personne qui achète", "three quarters or more"),
        ("La personne en situation de prostitution", "less than a quarter"),
        ("Je ne sais pas", "less than a quarter"),
        ("À un adulte", "a quarter to a half"),
        ("À personne", "half to three quarters"),
    ]
    assert "about 10 answers" in page
    assert not re.search(r"\b11 answers,|100", page)


def test_question_that_would_tell_a_single_answer_is_withheld(client, made):
    asked, key = opened(made)
    fill(asked, [5, 5, 1], SOME)
    leading.close(asked)

    page = client.get(f"/fr/q/group/{key}/").content.decode()

    assert page.count('class="feedback-quarters"') == 2


def test_before_and_after_stand_side_by_side_only_if_both_are_large_enough(client, made):
    asked, key = opened(made)
    fill(asked, ALL, SOME)
    act(client, key, "after")
    after = Round.objects.get(moment="after")
    fill(after, [10, 0, 0], [5, 5])
    leading.close(after)
    one = client.get(f"/fr/q/group/{key}/").context["feedback"]

    fill(after, [0, 11, 0], [6, 5])
    both = client.get(f"/fr/q/group/{key}/").context["feedback"]

    assert [len(one.columns), len(one.notes), len(both.columns), len(both.notes)] == [1, 1, 2, 0]
    assert [share.quarters for share in both.questions[0].answers[0].shares] == [4, 1]


def test_after_the_sessions_the_same_group_has_a_new_code_and_the_old_one_is_closed(client, made):
    before, key = opened(made)
    form = form_of(before, 0, 0)

    for _twice in range(2):
        act(client, key, "after")

    after = Round.objects.get(moment="after")
    assert (Round.objects.count(), after.code == before.code, after.is_open) == (2, False, True)
    assert send(client, before, form).status_code == 410
    assert send(client, after, form_of(after, 0, 0)).status_code == 200


@pytest.mark.parametrize("fields", [{"act": "delete"}, {"act": ""}, {"token": "forged"}])
def test_act_that_is_none_changes_nothing(client, made, fields):
    _round, key = opened(made)

    assert act(client, key, "close", **fields).status_code == 422
    assert Round.objects.get().is_open


def test_later_version_of_the_kit_changes_nothing(client, made):
    _before, key = opened(made)
    made.evaluation = [block("question", question="Autre ?", answers=items("Oui", "Non"))]
    factories.go_live(made)

    act(client, key, "after")

    after = Round.objects.get(moment="after")
    page = client.get(f"/fr/q/{after.code}/").content.decode()
    assert [french(word) in page for word in ("Qui la loi punit-elle ?", "Autre ?")] == [True, False]
    assert send(client, after, form_of(after, 0, 0)).status_code == 200


def test_result_outlives_the_kit(client, made):
    asked, key = opened(made)
    fill(asked, ALL, SOME)
    leading.close(asked)
    made.delete()

    assert client.get(f"/fr/q/group/{key}/").context["feedback"].title == "La loi te protège"


def test_questions_keep_their_ids_in_every_language(made, english, english_home, translate):
    translated = translate(made, english)

    here, there = leading.questions_of(made), leading.questions_of(translated)
    assert [question["id"] for question in there] == [question["id"] for question in here]
    assert [len(question["answers"]) for question in there] == [3, 2]


def test_result_is_printed_on_one_page(client, made):
    asked, key = opened(made)
    fill(asked, ALL, SOME)
    leading.close(asked)

    response = client.get(f"/fr/q/group/{key}/result.pdf")

    document = pypdfium2.PdfDocument(response.content)
    text = document[0].get_textpage().get_text_range()
    assert (len(document), response.headers["Cache-Control"]) == (1, "no-store")
    assert all(french(word) in text for word in ("La loi te protège", "Qui la loi punit-elle ?", "À personne"))


def test_words_that_no_font_has_are_named_and_the_page_still_shows_them(client, home):
    asked, key = opened(kit(home, {"Une question ?": ["Oui", "Non"]}))
    asked.questionnaire.questions[0]["question"] = "Une question 🜁 ?"
    asked.questionnaire.save()
    fill(asked, [11, 0])
    leading.close(asked)

    response = client.get(f"/fr/q/group/{key}/result.pdf")

    assert (response.status_code, "🜁" in response.content.decode()) == (422, True)
    assert "🜁" in client.get(f"/fr/q/group/{key}/").content.decode()


def test_questionnaire_goes_a_year_after_its_last_round_closed(client, made):
    asked, key = opened(made)
    send(client, asked, form_of(asked, 0, 0))
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        act(client, key, "after")
    with time_machine.travel(timezone.now() + timedelta(days=565)):
        periodic_jobs.forget_feedback()
        assert Questionnaire.objects.count() == 1

    with time_machine.travel(timezone.now() + timedelta(days=567)):
        assert periodic_jobs.forget_feedback() == "1 questionnaires and 0 used forms removed"
    assert [model.objects.count() for model in (Questionnaire, Round, Tally, UsedTicket)] == [0, 0, 0, 0]


def test_used_forms_go_within_the_hour_of_the_end(client, made):
    asked, _key = opened(made)
    send(client, asked, form_of(asked, 0, 0))
    periodic_jobs.forget_feedback()
    assert UsedTicket.objects.count() == 1

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        periodic_jobs.forget_feedback()

    assert (UsedTicket.objects.count(), Round.objects.get().forms) == (0, 1)


def test_kit_invites_to_a_questionnaire_where_it_has_questions(home, made):
    silent = kit(home, {})

    assert f"/en/q/open/{made.pk}/" in invitation({"page": made})
    assert [invitation({"page": page}) for page in (silent, home, None)] == ["", "", ""]


def test_answers_make_no_page_anew():
    assert all(is_unseen(model._meta.db_table) for model in (Questionnaire, Round, Tally, UsedTicket))
