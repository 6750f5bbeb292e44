"""A campaign that starts on Monday, 1 March 2027, looked at in December 2026 by people of each role; made once for a module."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from campaigns.plan.models import Campaign, CampaignTask
from core.editor.calendar import midnight
from tests import factories
from tests.editorial.conftest import make_people

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
START = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def planned(module_db) -> int:
    """The id of the campaign; to make it and six people takes half a second."""
    make_people()
    end = midnight(START + timedelta(days=14))
    return factories.campaign(name="Gares", starts_at=midnight(START), ends_at=end, launched_at=None).pk


@pytest.fixture
def campaign(planned, db) -> Campaign:
    return Campaign.objects.get(pk=planned)


@pytest.fixture
def people(planned, db) -> dict:
    return {user.get_username(): user for user in get_user_model().objects.all()}


@pytest.fixture
def task(campaign):
    """Makes one."""

    def make(title: str = "Écrire les textes", **fields) -> CampaignTask:
        return CampaignTask.objects.create(campaign=campaign, title=title, **fields)

    return make


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def at(name: str, *about) -> str:
    """The address of a campaign's tasks, of one task, or of an act on it."""
    return reverse(name, args=[getattr(one, "pk", one) for one in about])


def filled(**fields) -> dict:
    """The form of a task, as it is typed."""
    empty = {"title": "Écrire les textes", "assignee": "", "due": "", "number": "", "counted": "weeks_before"}
    return empty | fields
