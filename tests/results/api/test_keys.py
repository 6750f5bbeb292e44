"""Keys to the figures: made, shown once, ended, by whoever they belong to or whoever manages accounts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.results.api.keys import ENDED, MADE
from campaigns.results.models import FiguresKey
from core.editor import roles
from editorial.handover import acts
from tests.editorial.conftest import second

pytestmark = pytest.mark.usefixtures("in_english")
KEYS = "/admin/results/keys/"


@pytest.fixture
def analyst(people):
    return second(roles.ANALYST, "analyst")


@pytest.fixture
def key(analyst) -> FiguresKey:
    made = FiguresKey(user=analyst, name="Tableau", last_day=timezone.localdate() + timedelta(days=30))
    made.draw()
    return made


def test_key_is_shown_once(client, analyst):
    """What is proposed as its last day may be taken as it is."""
    client.force_login(analyst)
    proposed = client.get(KEYS).context["form"]["last_day"].value()

    made = client.post(KEYS, {"name": "Tableau", "last_day": proposed})
    secret = made.context["secret"]

    assert secret in made.content.decode()
    assert "no-store" in made.headers["Cache-Control"]
    assert FiguresKey.of(secret) == FiguresKey.objects.get(user=analyst)
    assert secret not in client.get(KEYS).content.decode()
    assert ModelLogEntry.objects.get(action=MADE).user == analyst


@pytest.mark.parametrize("days", [-1, 367])
def test_key_ends_within_a_year(client, analyst, days):
    client.force_login(analyst)

    refused = client.post(KEYS, {"name": "Tableau", "last_day": timezone.localdate() + timedelta(days=days)})

    assert refused.status_code == 422
    assert "Choose a day from today on, within a year." in refused.content.decode()
    assert not FiguresKey.objects.exists()


def test_each_sees_and_ends_their_own(client, people, key):
    client.force_login(people["publisher"])
    assert list(client.get(KEYS).context["keys"]) == []
    assert client.post(f"{KEYS}{key.pk}/end/").status_code == 404

    client.force_login(key.user)
    client.post(f"{KEYS}{key.pk}/end/")
    assert not FiguresKey.objects.exists()


def test_whoever_manages_accounts_ends_those_of_others(client, people, key):
    client.force_login(people["administrator"])
    assert list(client.get(KEYS).context["keys"]) == [key]

    client.post(f"{KEYS}{key.pk}/end/")

    entry = ModelLogEntry.objects.get(action=ENDED)
    assert (entry.user, entry.data["owner"]) == (people["administrator"], key.user.username)


def test_who_may_not_see_results_makes_none(client, people):
    client.force_login(people["lawyer"])

    assert client.post(KEYS, {"name": "x", "last_day": timezone.localdate()}).status_code in (302, 403)
    assert not FiguresKey.objects.exists()


def test_keys_end_when_somebody_leaves(people, key):
    acts.hand_over(key.user, people["editor"], people["administrator"])

    assert not FiguresKey.objects.exists()
