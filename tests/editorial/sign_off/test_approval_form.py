"""What stands in the form with which a step is approved: what one puts one's name to."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse

from editorial.models import Approval
from editorial.translation import drafting
from facts.slots import typed_where_a_fact_changes
from facts.typed import listing
from facts.typed.answers import answer
from facts.typed.numbers import of_page
from tests import factories, markup
from tests.editorial.conftest import act, row
from tests.editorial.editing import form_of, page_url

pytestmark = pytest.mark.usefixtures("in_english")
TYPED = "Puni de 1 800 € d’amende."


def form(client, page, person) -> str:
    client.force_login(person)
    answer = client.get(page_url("workflow_action", page, "approve", page.current_workflow_task_state.pk))
    return markup.read(answer.json()["html"])


@pytest.fixture
def submitted(home, people):
    page = factories.standard_page(home, lead="Une phrase.")
    page.lead = TYPED
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])
    return type(page).objects.get(pk=page.pk)


def test_form_of_an_approval_lists_the_numbers_that_are_typed_and_who_answers_for_each(client, submitted, people):
    open_to_doubt = form(client, submitted, people["lawyer"])
    (number,) = of_page(submitted.get_latest_revision_as_object())
    said = {"text": number.typed.text, "sentence": number.sentence, "digest": number.typed.digest}
    answer(submitted, **said, user=people["editor"], reason="D’après le décret.")
    answered = form(client, submitted, people["lawyer"])

    name = people["editor"].get_full_name() or people["editor"].get_username()
    assert [f'<q dir="auto">{TYPED}</q>' in html for html in (open_to_doubt, answered)] == [True, True]
    assert "Nobody answers for it yet." in open_to_doubt
    assert f"{name} answers for it: “D’après le décret.”" in answered


def test_form_of_an_approval_says_nothing_of_numbers_where_none_is_typed(client, home, people):
    page = factories.standard_page(home, lead="Une phrase.")
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])

    assert "typed by hand" not in form(client, page, people["lawyer"])


def test_form_of_an_approval_says_of_a_number_that_it_is_what_a_fact_said_before(client, submitted, people):
    fact = factories.fact("1800", name="Amende")
    fact.value = "2000"
    factories.go_live(fact)

    html = form(client, submitted, people["lawyer"])

    said = "“1 800 €” was the value of the fact “Amende” before, which now says 2\u202f000\u00a0€."
    assert f'<span class="error-message">{said}</span>' in html


@pytest.fixture
def raised(people):
    """A fact of which another value waits for legal review."""
    fact = factories.fact("1800", name="Amende")
    fact.value = "2000"
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])
    return fact


def form_of_fact(client, fact, person) -> str:
    client.force_login(person)
    state = fact.current_workflow_task_state.pk
    answer = client.get(reverse("wagtailsnippets_facts_fact:workflow_action", args=[fact.pk, "approve", state]))
    return markup.read(answer.json()["html"])


def test_form_of_an_approval_of_a_fact_lists_where_its_present_value_is_typed(client, home, raised, people):
    page = factories.standard_page(home, title="La loi", lead=TYPED)
    factories.standard_page(home, title="Autre", lead="Puni de 2 000 € d’amende.")
    listing.refresh()

    html = form_of_fact(client, raised, people["lawyer"])
    people["publisher"].groups.add(*people["lawyer"].groups.all())
    to_all_pages = form_of_fact(client, raised, people["publisher"])

    assert "Once this is published, these numbers typed by hand say its former value:" in html
    assert "<bdi>La loi</bdi>" in html
    assert f'<a href="{reverse("typed_numbers", args=[page.pk])}" target="_blank">La loi</a>' in to_all_pages
    assert (html.count("1 800 €</strong>"), "2 000 €</strong>" in html) == (1, False)


def test_form_of_an_approval_of_a_fact_lists_nothing_where_its_value_stays(client, home, people):
    fact = factories.fact("1800", name="Amende")
    factories.standard_page(home, lead=TYPED)
    fact.source_title = "Code pénal, article 611-1"
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])
    listing.refresh()

    assert "typed by hand" not in form_of_fact(client, fact, people["lawyer"])


@pytest.mark.parametrize("number", [1, 3])
def test_numbers_in_the_form_of_a_fact_cost_a_query_whatever_their_number(
    home, raised, people, number, django_assert_num_queries
):
    for one in range(number):
        factories.standard_page(home, title=f"Page {one}", lead=TYPED)
    listing.refresh()
    lawyer = people["superuser"]
    live = type(raised).objects.select_related("latest_revision").get(pk=raised.pk)

    with django_assert_num_queries(1):
        html = typed_where_a_fact_changes({"object": live, "request": SimpleNamespace(user=lawyer)})

    assert html.count("1 800 €</strong>") == number


# Publishing a translation that is incomplete

INCOMPLETE = 'name="accepts_incomplete"'


@pytest.fixture
def incomplete(translation, people):
    """A translation that lacks a sentence, in legal review."""
    translation.source.stringsegment_set.get(string__data="La loi").string.translations.all().delete()
    drafting.save_draft(translation, people["translator"])
    page = translation.get_target_instance()
    page.get_workflow().start(page, people["translator"])
    return row(page)


def test_form_offers_to_publish_an_incomplete_translation_at_the_step_of_publication_alone(client, incomplete, people):
    in_review = form(client, incomplete, people["lawyer"])
    act(incomplete, people["lawyer"])
    in_publication = form(client, row(incomplete), people["publisher"])

    assert [INCOMPLETE in html for html in (in_review, in_publication)] == [False, True]


def test_incomplete_translation_that_the_form_offered_goes_live(client, incomplete, people):
    act(incomplete, people["lawyer"])

    answer = window(client, row(incomplete), people["publisher"], accepts_incomplete="on", comment="Urgent.")

    approval = Approval.objects.of(incomplete).valid().get(step="publication")
    assert (answer["step"], row(incomplete).live, approval.accepts_incomplete) == ("success", True, True)


def test_form_offers_nothing_incomplete_where_nothing_is_translated_or_all_is(
    client, submitted, raised, translation, people
):
    drafting.save_draft(translation, people["translator"])
    english = translation.get_target_instance()
    english.get_workflow().start(english, people["translator"])
    for one in (submitted, raised, english):
        act(one, people["lawyer"])

    pages = [form(client, row(page), people["publisher"]) for page in (submitted, english)]
    fact = form_of_fact(client, type(raised).objects.get(pk=raised.pk), people["publisher"])

    assert [INCOMPLETE in html for html in (*pages, fact)] == [False, False, False]


# What the window says where a decision cannot be taken: it reads nothing but its own answers


def window(client, page, person, *, name="workflow_action", action="approve", state=None, **data) -> dict:
    client.force_login(person)
    address = page_url(name, page, action, state or page.current_workflow_task_state.pk)
    send = client.post if data else client.get
    return send(
        address,
        data or None,
        headers={"X-Requested-With": "XMLHttpRequest", "Accept": "text/plain, */*; q=0.01", "Referer": "/there/"},
    ).json()


def test_window_says_why_one_may_not_approve(client, submitted, people):
    people["editor"].groups.add(*people["lawyer"].groups.all())

    for name in ("workflow_action", "collect_workflow_action_data"):
        answer = window(client, submitted, people["editor"], name=name)

        assert answer["step"] == "refused"
        assert "You wrote a part of this text: somebody else has to approve it. Who may: Lawyer." in answer["html"]
        assert 'href="/there/"' in answer["html"]


def test_decision_in_a_window_is_confirmed_on_the_next_page(client, submitted, people):
    answer = window(client, submitted, people["lawyer"], comment="Bien.")

    said = [str(message).strip() for message in client.get("/admin/").context["messages"]]
    assert answer["step"] == "success"
    assert said == [f"Approved in legal review: “{submitted.title}” now waits for publication."]


def test_decision_in_an_editor_that_is_behind_says_so(client, submitted, people):
    client.force_login(people["lawyer"])
    form = form_of(client, submitted)
    act(submitted, people["lawyer"])

    late = client.post(
        page_url("edit", submitted),
        form | {"action-workflow-action": "true", "workflow-action-name": "approve"},
        follow=True,
    )

    said = [str(message).strip() for message in late.context["messages"]]
    assert said == ["A decision about this text was taken just before. Nothing of yours was recorded."]


def test_window_says_that_somebody_was_faster(client, submitted, people):
    state = submitted.current_workflow_task_state
    act(submitted, people["lawyer"])

    answer = window(client, submitted, people["lawyer"], state=state.pk, comment="Bien.")

    assert (answer["step"], "A decision about this text was taken just before" in answer["html"]) == ("refused", True)


def test_window_that_came_too_late_keeps_the_comment(client, submitted, people):
    state = submitted.current_workflow_task_state
    act(submitted, people["lawyer"])

    answer = window(client, submitted, people["lawyer"], state=state.pk, comment="Bien & <vu>.")

    assert "Bien &amp; &lt;vu&gt;.</textarea>" in answer["html"]
    assert "Your comment was not recorded. Copy it before you close this window:" in answer["html"]


def test_window_that_was_refused_without_a_comment_speaks_of_no_comment(client, submitted, people):
    state = submitted.current_workflow_task_state
    act(submitted, people["lawyer"])

    answer = window(client, submitted, people["lawyer"], state=state.pk, comment=" ")

    assert answer["step"] == "refused"
    assert "<textarea" not in answer["html"]


def test_editor_that_came_too_late_keeps_the_comment(client, submitted, people):
    client.force_login(people["lawyer"])
    data = form_of(client, submitted) | {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": "Bien vu.", "accepts_incomplete": False}),
    }
    act(submitted, people["lawyer"])

    late = client.post(page_url("edit", submitted), data, follow=True)

    assert [str(message).strip() for message in late.context["messages"]] == [
        "A decision about this text was taken just before. Nothing of yours was recorded. Your comment was: “Bien vu.”"
    ]


def test_bar_of_a_translation_that_came_too_late_keeps_the_comment(client, incomplete, translation, people):
    state = incomplete.current_workflow_task_state.pk
    act(incomplete, people["lawyer"])
    client.force_login(people["lawyer"])

    late = client.post(
        reverse("sign_off_decide", args=[translation.pk, "approve"]),
        {"task_state": state, "comment": "Bien vu."},
        follow=True,
    )

    assert [str(message).strip() for message in late.context["messages"]] == [
        "A decision about this text was taken just before. Nothing of yours was recorded. Your comment was: “Bien vu.”"
    ]


def test_refusal_of_a_text_that_has_changed_keeps_the_comment(client, submitted, people):
    client.force_login(people["lawyer"])
    data = form_of(client, submitted) | {
        "lead": "D’autres mots.",
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps({"comment": "Bien vu."}),
    }

    refused = client.post(page_url("edit", submitted), data, follow=True)

    said = [str(message).strip() for message in refused.context["messages"]]
    assert [message.endswith("Your comment was: “Bien vu.”") for message in said][:1] == [True]


def test_window_says_that_the_review_was_cancelled(client, submitted, people):
    state = submitted.current_workflow_task_state
    submitted.current_workflow_state.cancel(user=people["editor"])

    answer = window(client, submitted, people["lawyer"], state=state.pk)

    assert (answer["step"], "is not currently awaiting moderation" in answer["html"]) == ("refused", True)


def test_stranger_is_told_nothing_in_a_window(client, submitted, people):
    address = page_url("workflow_action", submitted, "approve", submitted.current_workflow_task_state.pk)

    answer = client.get(address, headers={"X-Requested-With": "XMLHttpRequest"})

    assert (answer.status_code, b"refused" in answer.content) == (403, False)
