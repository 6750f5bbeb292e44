"""What the screens and mails say of a decision is what became of the text."""

import json
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.review import links as review_links
from editorial.sign_off.decisions import outcome
from editorial.takedown.acts import take_down, undo
from editorial.translation import drafting
from tests import factories, markup
from tests.editorial.conftest import act, say
from tests.editorial.editing import form_of, page_url, send_editor
from tests.editorial.review.test_links import send

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


def test_publication_at_a_date_of_a_page_that_waits_for_its_campaign_promises_nothing_public(client, home, people):
    later = factories.campaign(starts_at=SOON, launched_at=None)
    page = factories.campaign_page(factories.campaign_index(home), later, title="La loi", live=False)
    schedule(page, people)
    act(page, people["lawyer"])
    client.force_login(people["publisher"])
    button = client.get(page_url("edit", page)).content.decode()

    assert "Approve: live on 30 Nov 2099, 07:00" in button
    act(fresh(page), people["publisher"])
    panel = " ".join(client.get(page_url("edit", page)).content.decode().split())
    assert "approved, goes live: 30 Nov 2099, 07:00; public together with its campaign" in panel
    assert outcome(fresh(page)) == (
        "Approved: “La loi” goes live on 30 November 2099 at 07:00, and will be public together with its campaign and the pages above it."
    )


def test_status_panel_of_a_text_that_waits_for_its_date_says_so(client, draft, people):
    schedule(draft, people)
    for one in ("lawyer", "publisher"):
        act(fresh(draft), people[one])

    client.force_login(people["editor"])
    panel = " ".join(client.get(page_url("edit", draft)).content.decode().split())

    said = panel.partition("</span> Scheduled </h3>")[2][:200]
    assert "approved, goes live: 30 Nov 2099, 07:00" in said
    assert "Editor" not in said
    assert "</span> Draft </h3>" not in panel


def test_bar_of_a_translation_that_waits_for_its_date_says_so(client, home, people, english_home):
    page = factories.translate(factories.standard_page(home), english_home.locale, publish=False)
    page.go_live_at = datetime(2099, 11, 30, 6, tzinfo=UTC)
    revision = page.save_revision()
    factories.approve(revision)
    revision.publish()

    client.force_login(people["publisher"])
    bar = client.get(page_url("edit", page)).content.decode().partition('id="sign-off-heading"')[2][:300]

    assert "Approved, goes live: 30 Nov 2099, 07:00" in bar


def test_status_panel_of_newer_words_than_those_that_wait_for_their_date_says_draft(client, draft, people):
    schedule(draft, people)
    for one in ("lawyer", "publisher"):
        act(fresh(draft), people[one])
    newer = fresh(draft)
    newer.lead = "Trois mois."
    newer.save_revision(user=people["editor"])

    client.force_login(people["editor"])
    panel = " ".join(client.get(page_url("edit", draft)).content.decode().split())

    assert ("</span> Draft </h3>" in panel, "</span> Scheduled </h3>" in panel) == (True, False)


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


def test_text_of_which_changes_were_asked_for_is_not_said_to_be_in_review(client, submitted, people):
    client.force_login(people["editor"])

    def states() -> list[bool]:
        panel = " ".join(client.get(page_url("edit", submitted)).content.decode().split())
        return [f"</span> {word} </h3>" in panel for word in ("In Moderation", "Changes requested")]

    assert states() == [True, False]
    act(submitted, people["lawyer"], "reject", comment="Citer l’article.")
    assert states() == [False, True]


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

    shown = markup.read(client.get(place).content.decode())
    answered = send(client, place)

    assert ('value="approve"' in shown, 'value="reject"' in shown) == (False, True)
    assert "Approving is not possible yet" in shown
    html = markup.read(answered.content.decode())
    assert (answered.status_code, "This review is closed" in html) == (409, False)
    assert "<h1>Not possible yet</h1>" in html
    assert f'href="{place}"' in html
    assert client.get(place).status_code == 200


# Changes that publication asked for


def hand_in_again(page, people, **words):
    """Changed as publication asked, and handed in as Wagtail's editor does."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, said in words.items():
        setattr(draft, name, said)
    draft.save_revision(user=people["editor"])
    fresh(page).current_workflow_state.resume(people["editor"])


@pytest.fixture
def sent_back(submitted, people):
    act(submitted, people["lawyer"])
    act(submitted, people["publisher"], "reject", comment="Citer la loi.")
    return submitted


def test_words_that_were_changed_for_publication_pass_legal_review_once_more(client, sent_back, people):
    hand_in_again(sent_back, people, lead="Deux mois, dit la loi.")
    steps = []
    for person in ("lawyer", "publisher"):
        steps.append(fresh(sent_back).current_workflow_task.step)
        decide(client, sent_back, people[person])

    assert steps == ["legal", "publication"]
    assert (fresh(sent_back).live, fresh(sent_back).lead) == (True, "Deux mois, dit la loi.")


def test_words_that_legal_review_approved_go_back_to_publication_alone(client, sent_back, people):
    hand_in_again(sent_back, people)

    assert fresh(sent_back).current_workflow_task.step == "publication"
    decide(client, sent_back, people["publisher"])
    assert fresh(sent_back).live


def test_words_that_changed_at_publication_are_not_approved_there(client, submitted, people, second_publisher):
    act(submitted, people["lawyer"])
    page = fresh(submitted)
    page.lead = "Autre chose."
    page.save_revision(user=people["publisher"])
    task_state = fresh(submitted).current_workflow_task_state
    task_state.revision = fresh(submitted).latest_revision
    task_state.save()

    client.force_login(second_publisher)
    editor = client.get(page_url("edit", submitted)).content.decode()
    with pytest.raises(SignOffError, match="Legal review has not approved these words"):
        act(submitted, second_publisher)

    assert ("Legal review has not approved these words" in editor, "Approve and publish" in editor) == (True, False)


def test_translation_that_is_handed_in_again_says_where_it_waits(client, home, english_home, people, translate):
    page = factories.standard_page(home, slug="la-loi", title="La loi", lead="Deux mois.")
    english = translate(page, english_home.locale, publish=False)
    translation = Translation.objects.get(target_locale=english_home.locale, source__object_id=page.translation_key)

    def submit() -> list[str]:
        client.force_login(people["superuser"])
        return texts(client.post(reverse("sign_off_submit", args=[translation.pk]), follow=True))[:1]

    first = submit()
    act(english, people["lawyer"])
    act(english, people["publisher"], "reject", comment="Non.")
    again = submit()

    assert first == [f"“{english}” is in legal review. Next to decide: Lawyer."]
    assert again == [
        f"“{english}” waits for publication: legal review has approved these words. Next to decide: Publisher."
    ]


def test_page_that_is_submitted_stays_open_and_says_who_decides_next(client, draft, people):
    client.force_login(people["editor"])

    response = send_editor(client, draft, **{"action-submit": "1"})

    assert response.url == page_url("edit", draft)
    assert texts(client.get(response.url))[0] == "“La loi” is in legal review. Next to decide: Lawyer."


def test_page_that_nobody_may_approve_says_so_when_it_is_submitted(client, draft, people):
    people["lawyer"].groups.clear()
    client.force_login(people["editor"])

    response = send_editor(client, draft, **{"action-submit": "1"})

    assert (
        "is in legal review. Nobody may approve it at present: an administrator puts"
        in texts(client.get(response.url))[0]
    )
