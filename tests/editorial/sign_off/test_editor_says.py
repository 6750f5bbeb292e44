"""What Wagtail's editor says of a review, where its own words are not so."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from editorial.access import roles
from editorial.translation import drafting
from tests import factories, markup
from tests.editorial.conftest import act

pytestmark = pytest.mark.usefixtures("in_english")


def editor_of(client, text) -> str:
    return markup.read(client.get(reverse("wagtailadmin_pages:edit", args=[text.pk])).content.decode())


def snippet_editor_of(client, text) -> str:
    name = f"wagtailsnippets_{text._meta.app_label}_{text._meta.model_name}:edit"
    return markup.read(client.get(reverse(name, args=[text.pk])).content.decode())


def refused(text, people, step: str) -> None:
    text.get_workflow().start(text, people["editor"])
    if step == "publication":
        act(text, people["lawyer"])
    act(text, people["publisher" if step == "publication" else "lawyer"], "reject")


@pytest.mark.parametrize("step", ["legal", "publication"])
def test_button_that_hands_in_again_names_no_step(client, draft, people, step):
    refused(draft, people, step)
    client.force_login(people["editor"])

    html = editor_of(client, draft)

    assert re.search(r"Resubmit\s*<", html)
    assert "Resubmit to" not in html
    assert "action-restart-workflow" not in html


def test_button_of_a_snippet_names_no_step_either(client, home, people):
    fact = factories.fact()
    fact.value = "1800"
    fact.save_revision(user=people["editor"])
    refused(fact, people, "legal")
    client.force_login(people["editor"])

    html = snippet_editor_of(client, fact)

    assert re.search(r"Resubmit\s*<", html)
    assert "Resubmit to" not in html
    assert "action-restart-workflow" not in html


def test_nobody_is_said_to_change_a_translation_in_review(client, people, english_page, translation):
    people["translator"].groups.add(roles.translators(Locale.objects.get(language_code="en")))
    drafting.save_draft(translation, people["translator"])
    english_page.get_workflow().start(english_page, people["translator"])
    said = {}
    for person in ("translator", "lawyer"):
        client.force_login(people[person])
        said[person] = editor_of(client, english_page)

    assert ["reviewers neither" in html for html in said.values()] == [True, True]
    assert [
        name for name, html in said.items() if "can edit and approve" in html or "for this task can edit" in html
    ] == []


def test_page_in_review_says_who_may_change_it(client, draft, people):
    draft.get_workflow().start(draft, people["editor"])
    client.force_login(people["lawyer"])

    html = editor_of(client, draft)

    assert "whoever does does not approve it" in html
    assert "can edit and approve" not in html


def decisions_in(html: str) -> list[str]:
    """The names of the buttons of the editor's foot that save or decide, in their order."""
    found = re.findall(
        r'data-workflow-action-name="(\w+)"|<button[^>]*class="[^"]*(action-save)[^"]*"', html.partition("<footer")[2]
    )
    return list(dict.fromkeys(name or "save" for name, save in found))


def test_who_may_approve_meets_the_approval_first_and_saving_behind_it(client, draft, people):
    draft.get_workflow().start(draft, people["editor"])
    client.force_login(people["lawyer"])

    assert decisions_in(editor_of(client, draft)) == ["approve", "reject", "save"]


def test_who_may_approve_a_snippet_meets_the_approval_first_too(client, home, people):
    fact = factories.fact()
    fact.value = "1800"
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])
    client.force_login(people["lawyer"])

    assert decisions_in(snippet_editor_of(client, fact)) == ["approve", "reject", "save"]


def test_who_wrote_a_part_keeps_saving_first(client, draft, people):
    draft.title = "Ce que dit le droit"
    draft.save_revision(user=people["lawyer"])
    draft.get_workflow().start(draft, people["editor"])
    client.force_login(people["lawyer"])

    assert decisions_in(editor_of(client, draft)) == ["save", "reject"]


@pytest.mark.parametrize("step", ["legal", "publication"])
def test_reviewers_read_the_history_of_what_they_decide_about(client, draft, people, step):
    draft.get_workflow().start(draft, people["editor"])
    if step == "publication":
        act(draft, people["lawyer"])
    client.force_login(people["publisher" if step == "publication" else "lawyer"])
    history = reverse("wagtailadmin_pages:history", args=[draft.pk])

    assert history in editor_of(client, draft)
    assert "page log entries" in markup.read(client.get(history).content.decode())


def test_reviewers_read_the_history_of_a_snippet_in_review(client, home, people):
    fact = factories.fact()
    fact.save_revision(user=people["editor"])
    fact.get_workflow().start(fact, people["editor"])
    client.force_login(people["lawyer"])
    history = reverse("wagtailsnippets_facts_fact:history", args=[fact.pk])

    assert history in snippet_editor_of(client, fact)
    assert client.get(history).status_code == 200


def test_history_stays_closed_to_who_may_not_open_the_text(client, draft, people):
    client.force_login(people["analyst"])

    assert client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])).status_code == 302
