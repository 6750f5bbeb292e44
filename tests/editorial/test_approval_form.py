"""What stands in the form with which a step is approved: what one puts one's name to."""

import pytest

from facts.typed.answers import answer
from facts.typed.numbers import of_page
from tests import factories
from tests.editorial.editing import page_url

pytestmark = pytest.mark.usefixtures("in_english")
TYPED = "Puni de 1 800 € d’amende."


def form(client, page, person) -> str:
    client.force_login(person)
    return client.get(page_url("workflow_action", page, "approve", page.current_workflow_task_state.pk)).json()["html"]


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
