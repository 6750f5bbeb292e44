"""Who takes a page down reads that its experiments end, and they do."""

import pytest

from campaigns.deterrence.experiments.running import taken_down
from campaigns.plan.relay import reached
from editorial.takedown.acts import affected, take_down
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def told(thing, going) -> dict[str, int]:
    return {one.kind: one.number for one in reached._rest(thing, going) if one.kind == "Running experiments"}


def test_running_experiment_is_named_and_ends(running, page, admin, django_capture_on_commit_callbacks):
    before = told(page.campaign, affected(page.campaign)), told(page, affected(page))
    with django_capture_on_commit_callbacks(execute=True):
        take_down(page.campaign, admin)

    running.refresh_from_db()
    assert before == ({"Running experiments": 1}, {"Running experiments": 1})
    assert not running.is_running


def test_experiment_of_another_page_is_not_named(running, home):
    other = factories.standard_page(home, title="Autre")
    found = list(taken_down.rest(None, [other]))

    assert found == []


def test_draft_is_not_named(make, page):
    make("La loi vous vise.")

    assert list(taken_down.rest(page.campaign, [page])) == []
