"""Which nodes have confirmed a takedown: asked of the place where they tell each other, and nothing where there is one alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from editorial.models import Takedown
from editorial.takedown import nodes as takedown_nodes
from serving.page_cache.changes import confirming
from serving.page_cache.changes.in_database import Seen
from serving.page_cache.changes.numbers import combined
from tests import factories

NOW = combined(7, 5)


class Place:
    """Where nodes share their numbers, as a test says it is."""

    is_away = False

    def __init__(self, *seen: Seen):
        self.seen = list(seen)

    def nodes(self):
        return NOW, self.seen

    def tell(self, *, withdrawn: bool, listening: bool = False):
        if self.is_away:
            raise OperationalError
        return NOW, NOW


@pytest.fixture
def place(monkeypatch, tmp_path):
    from serving.page_cache.changes.node import Node
    from serving.page_cache.changes.numbers import Numbers

    place = Place(Seen("web-1", NOW, 2.0), Seen("web-2", combined(7, 4), 3.0), Seen("web-3", combined(6, 9), 600.0))
    here = Node(Numbers(tmp_path / "numbers"), place)
    monkeypatch.setattr(confirming, "node", lambda: here)
    return place


@pytest.fixture
def page(home):
    return factories.standard_page(home, slug="la-loi")


def take_down(client, page):
    return client.post(reverse("takedown", args=["wagtailcore", "page", page.pk]), {"reason": "x", "confirmed": "yes"})


def rows(response) -> list[tuple[str, bool, bool]]:
    return [(node.name, node.confirmed, node.is_silent) for node in response.context["state"].nodes]


def test_takedown_leads_to_the_nodes_and_names_those_that_have_not_confirmed(admin_client, page, place):
    confirming.node().move(withdrawn=True)
    gone = take_down(admin_client, page)
    takedown = Takedown.objects.get()
    shown = admin_client.get(gone.url)

    assert gone.url == reverse("takedown_nodes", args=[takedown.pk])
    assert takedown.told_as == NOW
    assert rows(shown) == [("web-2", False, False), ("web-3", False, True), ("web-1", True, False)]
    assert shown.context["state"].until == takedown.created_at + timedelta(seconds=settings.STALE_MAX)
    assert 'data-settled="no"' in shown.content.decode()
    assert reverse("takedown_nodes", args=[takedown.pk]) in admin_client.get(reverse("takedowns")).content.decode()


def test_part_says_when_all_have_confirmed(admin_client, page, place):
    gone = take_down(admin_client, page)
    place.seen = [Seen("web-1", NOW, 0.0), Seen("web-2", combined(7, 6), 0.0)]

    part = admin_client.get(f"{gone.url}?part").content.decode()

    assert 'data-settled="yes"' in part
    assert "<html" not in part


def test_nobody_has_confirmed_what_could_not_be_told(admin_client, page, place, caplog):
    confirming.node().move(withdrawn=True)
    place.is_away = True
    confirming.node().move(withdrawn=True)
    gone = take_down(admin_client, page)
    away = admin_client.get(gone.url)
    place.is_away = False
    confirming.node()._silent_until = 0.0

    back = admin_client.get(gone.url)

    assert (away.context["state"].told, away.context["state"].is_settled) == (False, False)
    assert rows(away) == [("web-1", False, False), ("web-2", False, False), ("web-3", False, True)]
    assert (back.context["state"].told, Takedown.objects.get().told_as) == (True, NOW)


def test_after_the_longest_time_nothing_is_left_to_wait_for(admin_client, page, place):
    gone = take_down(admin_client, page)
    Takedown.objects.update(created_at=timezone.now() - timedelta(seconds=settings.STALE_MAX + 1))

    assert 'data-settled="yes"' in admin_client.get(gone.url).content.decode()


@pytest.mark.parametrize("seen", [[], [Seen("web-1", NOW, 1.0)]], ids=["no place", "one node"])
def test_site_of_one_node_shows_nothing_of_it(admin_client, page, place, seen):
    place.seen = seen

    gone = take_down(admin_client, page)

    assert gone.url == reverse("takedowns")
    assert "/nodes/" not in admin_client.get(gone.url).content.decode()


def test_only_who_may_take_down_sees_it(client, admin_client, page, place, django_user_model):
    gone = take_down(admin_client, page)
    client.force_login(django_user_model.objects.create_user("x", "x@example.org", "a long enough password"))

    assert client.get(gone.url).status_code == 302
    assert takedown_nodes.state(Takedown.objects.get()).nodes
