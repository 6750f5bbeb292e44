"""The audiences of the team in the admin: who may define them, what the form refuses, and what is never deleted."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from core.models import User
from readerships.models import TeamAudience
from tests import factories

pytestmark = pytest.mark.django_db

SAID = {"name": "clubs", "label_fr": "clubs", "label_en": "clubs", "voice": "public"}


def address(action: str, *args) -> str:
    return reverse(f"wagtailsnippets_readerships_teamaudience:{action}", args=args)


def come_in(client, group: str) -> User:
    user = User.objects.create_user(f"{group}@example.org", email=f"{group}@example.org", password="x" * 20)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client) -> User:
    return come_in(client, "Publication")


def test_publisher_defines_one(client, publisher):
    response = client.post(address("add"), SAID)

    assert response.status_code == 302
    made = TeamAudience.objects.get()
    assert (made.name, made.labels, made.voice) == ("clubs", {"fr": "clubs", "en": "clubs"}, "public")
    assert "clubs" in client.get(address("list")).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label_fr": " "}, "label_fr"),
        ({"label_fr": "x" * 61}, "label_fr"),
        ({"name": "buyers"}, "name"),
        ({"name": "town halls"}, "name"),
        ({"name": "x" * 21}, "name"),
        ({"voice": "young"}, "voice"),
        ({"voice": "buyers"}, "voice"),
    ],
)
def test_form_says_at_its_field_what_is_wrong(change, field, client, publisher):
    response = client.post(address("add"), SAID | change)

    assert field in response.context["form"].errors
    assert not TeamAudience.objects.exists()


def test_name_cannot_be_sent_anew(client, publisher, hotels):
    client.post(address("edit", hotels.pk), SAID | {"name": "inns", "is_retired": "on"})

    hotels.refresh_from_db()
    assert (hotels.name, hotels.labels["fr"], hotels.is_retired) == ("hotels", "clubs", True)


def test_editor_may_not(client, hotels):
    come_in(client, "Rédaction")

    for asked in (address("add"), address("edit", hotels.pk), address("delete", hotels.pk)):
        assert client.post(asked, SAID).status_code == 302
    assert TeamAudience.objects.get().labels["fr"] == "hôtels"


def test_one_in_use_leads_back_to_be_retired(client, publisher, hotels, home):
    factories.standard_page(home, audience="hotels")
    many = reverse("wagtail_bulk_action", args=["readerships", "teamaudience", "delete"])

    one = client.post(address("delete", hotels.pk))
    every = client.post(f"{many}?id={hotels.pk}")

    assert (one.url, every.url) == (address("edit", hotels.pk),) * 2
    assert TeamAudience.objects.get() == hotels


def test_one_that_was_never_used_is_deleted(client, publisher, hotels):
    client.post(address("delete", hotels.pk))

    assert not TeamAudience.objects.exists()
