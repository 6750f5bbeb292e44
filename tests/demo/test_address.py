"""The demonstration on another port than before: its record, and what was made, follow."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from campaigns.plan.models import PressRun, PrintedItem
from campaigns.prevention.kits import editions
from demo import address
from tests import factories
from tests.plan.sheets import printed
from tests.prevention import kits

NEW = "http://127.0.0.1:8001"


@pytest.fixture
def link(home):
    return printed.link(factories.campaign_page(factories.campaign_index(home)).campaign)


@pytest.fixture
def follow(settings, django_capture_on_commit_callbacks):
    """The demonstration is set up at an address, and the worker does what that leaves for it."""

    def at(base_url: str) -> None:
        settings.BASE_URL = base_url
        with django_capture_on_commit_callbacks(execute=True):
            address.follow()

    return at


@pytest.mark.parametrize(
    ("base_url", "root_url"),
    [
        (NEW, NEW),
        ("http://localhost", "http://localhost"),
        ("https://demo.example.org", "https://demo.example.org"),
        ("http://[::1]:8001", "http://[::1]:8001"),
    ],
)
def test_record_of_the_site_says_what_the_settings_say(home, follow, base_url, root_url):
    follow(base_url)

    assert Site.objects.get().root_url == root_url


def test_sheets_with_the_former_port_are_made_again_and_other_stale_ones_are_left(link, follow):
    moved = printed.item(link, key="square")
    follow(NEW)
    item = PrintedItem.objects.get(replaced_at=None)
    stale = printed.item(link, key="story", stale_since=timezone.now(), stale_reason="x")

    follow(NEW)

    moved.refresh_from_db()
    assert (moved.replaced_at is None, item.made_from["address"]) == (False, NEW)
    assert list(PrintedItem.objects.filter(replaced_at=None)) == [item, stale]
    assert PressRun.objects.count() == 1


def test_sheets_that_are_being_made_again_already_are_not_begun_twice(link, follow, settings):
    printed.item(link, key="square")
    settings.BASE_URL = NEW

    address.follow()  # a worker has not come to it yet
    address.follow()

    assert PressRun.objects.count() == 1


def test_sheets_of_a_retired_code_stay_as_they_are(link, follow):
    item = printed.item(link, key="square")
    link.retired_at = timezone.now()
    link.save()

    follow(NEW)

    item.refresh_from_db()
    assert (item.replaced_at, PressRun.objects.count()) == (None, 0)
    assert item.stale_since is not None


def test_kits_with_the_former_port_are_made_again(home, follow):
    kit = kits.whole(kits.catalogue(home))
    editions.renew.func(kit.pk)

    follow(NEW)
    follow(NEW)

    assert list(kit.finished_editions.values_list("number", "address")) == [(2, NEW), (1, "http://localhost")]
