"""A campaign with people of each role, looked at in December 2026; made once for a module."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts import acts
from core.editor.calendar import midnight
from tests import factories
from tests.editorial.conftest import make_people

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def planned(module_db) -> int:
    make_people()
    starts = midnight(date(2026, 11, 1))
    ends = starts + timedelta(days=60)
    made = factories.campaign(name="Gares", starts_at=starts, ends_at=ends, launched_at=starts, languages=["fr", "en"])
    return made.pk


@pytest.fixture
def campaign(planned, db) -> Campaign:
    return Campaign.objects.get(pk=planned)


@pytest.fixture
def people(planned, db) -> dict:
    return {user.get_username(): user for user in get_user_model().objects.all()}


@pytest.fixture
def post(campaign, people):
    """Makes a draft; `is_live`: approved in its words."""

    def make(words: str = "La loi a changé.", *, is_live: bool = False, **fields) -> Post:
        one = Post(campaign=campaign, words=words, **{"network": "mastodon", "language": "fr"} | fields)
        acts.add([one], people["editor"])
        if is_live:
            factories.go_live(one)
        return Post.objects.get(pk=one.pk)

    return make


def at(name: str, *about) -> str:
    return reverse(name, args=[getattr(one, "pk", one) for one in about])
