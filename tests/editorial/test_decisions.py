"""What the screens and mails say of a decision is what became of the text."""

import json
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from editorial import drafting, review_links
from editorial.takedown import take_down, undo
from tests import factories
from tests.editorial.conftest import act, say
from tests.editorial.editing import form_of, page_url
from tests.editorial.test_review_links import send

pytestmark = pytest.mark.usefixtures("in_english")

PARIS = ZoneInfo("Europe/Paris")
SOON = datetime(2099, 11, 30, 7, 0, tzinfo=PARIS)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def decide(client, page, person, action: str = "approve", **said):
    """Press a button of the editor; what the next screen says."""
    client.force_login(person)
    data = form_of(client, page) | {"action-workflow-action": "1", "workflow-action-name": action}
    if said:
        data["workflow-action-extra-data"] = json.dumps(said)
    return texts(client.post(page_url("edit", page), data, follow=True))


def texts(response) -> list[str]:
    assert response.status_code == 200
    return [str(message).strip() for message in response.context["messages"]]


def schedule(page, people, moment=SOON) -> None:
    page.go_live_at = moment
    page.save_revision(user=people["editor"])
    page.get_workflow().start(page, people["editor"])


def test_editor_s_decisions_are_said_as_they_are(client, submitted, people):
    said = [decide(client, submitted, people[one]) for one in ("lawyer", "publisher")]

    assert said == [
        ["Approved in legal review: “La loi” now waits for publication."],
        ["Approved: “La loi” is public now."],
    ]


def test_changes_that_were_asked_for_are_said(client, submitted, people):
    said = decide(client, submitted, people["lawyer"], "reject", comment="Citer la loi.")

    assert said == ["Changes were asked for in “La loi”: its author is told."]


def test_publication_at_a_date_says_the_date(client, draft, people):
    schedule(draft, people)
    act(draft, people["lawyer"])
    client.force_login(people["publisher"])
    button = client.get(page_url("edit", draft)).content.decode()

    said = decide(client, draft, people["publisher"])

    assert "Approve: public on 30 Nov 2099, 07:00" in button
    assert said == ["Approved: “La loi” will be public on 30 November 2099 at 07:00."]


def test_saving_is_no_decision(client, submitted, people):
    client.force_login(people["lawyer"])

    said = texts(client.post(page_url("edit", submitted), form_of(client, submitted), follow=True))

    assert not any("Approved" in one for one in said)


@pytest.fixture
def reviewed(translation, people):
    """The English draft, in legal review."""
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    return draft


def decide_translation(client, translation, draft, person, action="approve", **said):
    client.force_login(person)
    data = {"task_state": fresh(draft).current_workflow_task_state.pk} | said
    return texts(client.post(reverse("sign_off_decide", args=[translation.pk, action]), data, follow=True))


def test_decisions_about_a_translation_are_said_where_the_reviewer_may_be(client, translation, reviewed, people):
    said = [decide_translation(client, translation, reviewed, people[one]) for one in ("lawyer", "publisher")]

    assert said == [
        ["Approved in legal review: “The law” now waits for publication."],
        ["Approved: “The law” is public now."],
    ]


# Taking back from review


def test_cancelling_asks_first_and_says_what_is_lost(client, submitted, people):
    act(submitted, people["lawyer"])
    client.force_login(people["editor"])
    sent = {"action-cancel-workflow": "1", "lead": "Tapé.", "body-count": "0"}

    asked = client.post(page_url("edit", submitted), sent)
    html = asked.content.decode()
    before = fresh(submitted).workflow_in_progress
    client.post(page_url("edit", submitted), sent | {"confirmed": "yes"})

    assert (asked.status_code, before, fresh(submitted).workflow_in_progress) == (200, True, False)
    assert "These approvals are lost" in html
    assert "<bdi>Lawyer</bdi>" in html
    assert '<input type="hidden" name="lead" value="Tapé.">' in html
    assert '<input type="hidden" name="action-cancel-workflow" value="1">' in html


def test_cancelling_the_review_of_a_translation_asks_first(client, translation, reviewed, people):
    place = reverse("sign_off_cancel", args=[translation.pk])
    client.force_login(people["translator"])

    html = client.post(place).content.decode()
    before = fresh(reviewed).workflow_in_progress
    client.post(place, {"confirmed": "yes"})

    assert (before, fresh(reviewed).workflow_in_progress) == (True, False)
    assert "Nobody has approved it yet" in html
    assert "Review links that were sent for it can no longer be used." in html


# What has to change


def test_comment_of_who_asked_for_changes_stands_in_the_editor_until_it_is_handed_in_again(client, submitted, people):
    act(submitted, people["lawyer"], "reject", comment="Citer <b>l’article</b>.")
    client.force_login(people["editor"])

    (asked,) = texts(client.get(page_url("edit", submitted)))
    fresh(submitted).current_workflow_state.resume(people["editor"])
    later = texts(client.get(page_url("edit", submitted)))

    assert asked.startswith("Lawyer asked for changes on ")
    assert asked.endswith(": “Citer &lt;b&gt;l’article&lt;/b&gt;.”")
    assert not any("Citer" in one for one in later)


def test_changes_that_a_review_link_asked_for_stand_there_too(client, submitted, people):
    token = review_links.address(factories.review_link(submitted)).rstrip("/").rpartition("/")[2]
    review_links.decide(token, approved=False, name="Me Durand", comment="Citer l’article.")
    client.force_login(people["editor"])

    (asked,) = texts(client.get(page_url("edit", submitted)))

    assert asked.startswith("Changes were asked for by a review link on ")
    assert "Citer l’article." in asked


# What was taken down


def test_editor_of_a_page_that_was_taken_down_says_so_and_the_way_back(client, signed_off, people):
    takedown = take_down(signed_off, people["publisher"], "Erreur sur la peine")
    client.force_login(people["editor"])
    told = texts(client.get(page_url("edit", signed_off)))
    client.force_login(people["publisher"])
    html = client.get(page_url("edit", signed_off)).content.decode()
    undo(takedown, people["publisher"])

    (said,) = [one for one in told if "Taken down everywhere" in one]
    assert "by Publisher. Whoever publishes can put it back as it was. Reason: Erreur sur la peine" in said
    assert f'href="{reverse("takedowns")}#takedown-{takedown.pk}"' in html
    assert not any("Taken down" in one for one in texts(client.get(page_url("edit", signed_off))))


# The author's mail


def mail_to_author(mailoutbox) -> str:
    return next(mail.body for mail in reversed(mailoutbox) if mail.to == ["editor@example.org"])


def test_mail_of_an_approval_says_when_it_is_public(draft, people, mailoutbox):
    schedule(draft, people)
    act(draft, people["lawyer"])
    act(draft, people["publisher"])

    body = mail_to_author(mailoutbox)
    assert "Approved: “La loi” will be public on 30 November 2099 at 07:00." in body
    assert "You can view" not in body


def test_mail_of_an_approval_leads_to_what_is_public(submitted, people, mailoutbox):
    act(submitted, people["lawyer"])
    act(submitted, people["publisher"])

    assert fresh(submitted).full_url in mail_to_author(mailoutbox)


# Reviewers without an account


def test_outside_reviewer_is_told_that_publication_is_decided_afterwards(client, submitted):
    place = urlsplit(review_links.address(factories.review_link(submitted))).path
    html = send(client, place).content.decode()

    assert "whether and when they are published is decided afterwards" in html


def test_reviewer_of_a_text_in_doubt_has_no_button_to_approve_and_reads_why(client, translation, people):
    say(translation, "Deux mois au plus.", "Never two months at most.")
    drafting.save_draft(translation, people["translator"])
    draft = translation.get_target_instance()
    draft.get_workflow().start(draft, people["translator"])
    place = urlsplit(review_links.address(factories.review_link(fresh(draft)))).path

    shown = client.get(place).content.decode()
    answered = send(client, place)

    assert ('value="approve"' in shown, 'value="reject"' in shown) == (False, True)
    assert "Approving is not possible yet" in shown
    html = answered.content.decode()
    assert (answered.status_code, "This review is closed" in html) == (409, False)
    assert "<h1>Not possible yet</h1>" in html
    assert f'href="{place}"' in html
    assert client.get(place).status_code == 200
