"""What is kept of a page ends with the consent: by itself, in every process, even where no worker runs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from serving.page_cache.changes.node import node
from testimonies.consent.consents import first_moment_without
from testimonies.consent.withdrawing import withdraw
from tests import factories
from tests.serving.page_cache.conftest import one_connection  # noqa: F401 (fixtures)
from tests.serving.page_cache.visits import Visitor, cached, committed

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
TODAY = timezone.localdate()
MIDNIGHT = first_moment_without(TODAY)


@pytest.fixture
def visitor(tmp_path, home, clock) -> Visitor:
    return cached(tmp_path / "cache", at=node(), clock=clock)


def page_with(home, **agreed):
    testimony = factories.voice("J’ai dit non.", agreed=agreed)
    factories.standard_page(home, slug="voix", body=[factories.block("testimony", testimony=testimony.pk)])
    return testimony


def asked(visitor: Visitor) -> int:
    return visitor.site.application.asked.count("/fr/voix/")


def test_kept_page_ends_at_the_second_with_the_consent_and_without_a_worker(home, visitor, clock):
    page_with(home, valid_until=timezone.localdate())

    with time_machine.travel(MIDNIGHT - 10 * SECOND, tick=False):
        assert "dit non" in visitor.get("/fr/voix/").text
    clock.now += 9.0
    with time_machine.travel(MIDNIGHT - SECOND, tick=False):
        assert "dit non" in visitor.get("/fr/voix/").text
        assert asked(visitor) == 1
    clock.now += 1.0
    with time_machine.travel(MIDNIGHT, tick=False):
        assert "dit non" not in visitor.get("/fr/voix/").text


def test_kept_page_stays_where_a_consent_follows_without_a_gap(home, visitor, clock):
    today = timezone.localdate()
    testimony = page_with(home, valid_until=today)
    factories.consent(testimony, valid_from=today + timedelta(days=1), valid_until=today + timedelta(days=9))

    with time_machine.travel(MIDNIGHT - SECOND, tick=False):
        visitor.get("/fr/voix/")
    clock.now += 2.0
    with time_machine.travel(MIDNIGHT + SECOND, tick=False):
        assert "dit non" in visitor.get("/fr/voix/").text
    assert asked(visitor) == 1


def test_withdrawal_drops_what_every_process_keeps(home, admin, visitor, tmp_path, clock):
    testimony = page_with(home)
    other = cached(tmp_path / "other", at=node(), clock=clock)
    assert ["dit non" in one.get("/fr/voix/").text for one in (visitor, other)] == [True, True]

    with committed():
        withdraw(testimony, admin)

    assert ["dit non" in one.get("/fr/voix/").text for one in (visitor, other)] == [False, False]
