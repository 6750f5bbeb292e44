"""The numbers move with what is committed, however it was written, once for each transaction."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site

from core.models import User
from core.publication import withdrawal
from facts.models import Fact
from operations.models import JobRecord
from serving import page_cache
from serving.page_cache.changes.node import node
from tests import factories
from tests.serving.page_cache.visits import committed


def moved(before: tuple[int, int]) -> tuple[int, int]:
    """Changes and withdrawals since."""
    now = node().numbers.counted()
    return now[0] - before[0], now[1] - before[1]


@pytest.fixture
def fact(db) -> Fact:
    return factories.fact()


def raw(_page, fact):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE facts_fact SET value = '7' WHERE id = %s", [fact.pk])


def several(_page, fact):
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE facts_fact SET value = %s WHERE id = %s", [("7", fact.pk), ("8", fact.pk)])


def bulk_update(_page, fact):
    fact.value = "9"
    Fact.objects.bulk_update([fact], ["value"])


CHANGES = {
    "save": lambda page, fact: fact.save(),
    "update": lambda page, fact: Fact.objects.update(value="5"),
    "create": lambda page, fact: Fact.objects.bulk_create([Fact(name="x", value="1", unit="euro", live=False)]),
    "bulk_update": bulk_update,
    "delete": lambda page, fact: fact.delete(),
    "raw": raw,
    "several": several,
    "site": lambda page, fact: Site.objects.update(site_name="Autre"),
    "title": lambda page, fact: Page.objects.filter(pk=page.pk).update(title="Autre"),
    "move": lambda page, fact: page.move(page.get_parent(), pos="first-child"),
}


@pytest.mark.parametrize("way", CHANGES)
def test_change_is_noticed_in_whichever_way_it_is_written(home, fact, way):
    page = factories.standard_page(home)
    before = node().numbers.counted()

    with committed():
        CHANGES[way](page, fact)

    assert moved(before) == (1, 0)


WITHDRAWALS = {
    "unpublish": lambda page, fact: page.unpublish(),
    "unpublish fact": lambda page, fact: fact.unpublish(),
    "update": lambda page, fact: Page.objects.filter(pk=page.pk).update(live=False),
    "delete": lambda page, fact: page.delete(),
    "restrict": lambda page, fact: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "protect": lambda page, fact: type(page).objects.filter(pk=page.pk).update(zone="protected"),
    "purge": lambda page, fact: withdrawal.purge([page]),
    "said": lambda page, fact: page_cache.withdrawn(),
}


@pytest.mark.parametrize("way", WITHDRAWALS)
def test_withdrawal_moves_both_numbers(home, fact, way):
    page = factories.standard_page(home)
    before = node().numbers.counted()

    with committed():
        WITHDRAWALS[way](page, fact)

    assert min(moved(before)) >= 1


UNSEEN = {
    "session": lambda page: Session.objects.create(session_key="x", session_data="", expire_date=timezone.now()),
    "draft": lambda page: page.save_revision(),
    "lock": lambda page: Page.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now()),
    "login": lambda page: User.objects.update(last_login=timezone.now()),
    "job": lambda page: JobRecord.objects.create(name="x", due_at=timezone.now()),
    "index": lambda page: call_command("rebuild_references_index", verbosity=0),
    "read": lambda page: list(Page.objects.select_for_update().all()),
}


@pytest.mark.parametrize("way", UNSEEN)
def test_what_the_public_does_not_see_renews_nothing(home, way):
    page = factories.standard_page(home)
    page.title = "Un brouillon"
    before = node().numbers.counted()

    with committed():
        UNSEEN[way](page)

    assert moved(before) == (0, 0)


def test_room_says_which_of_its_tables_nobody_sees(fact, monkeypatch):
    from serving.page_cache.changes import tables

    monkeypatch.setattr(tables, "UNSEEN", set(tables.UNSEEN))
    monkeypatch.setattr(tables, "UNSEEN_GROUPS", set(tables.UNSEEN_GROUPS))
    monkeypatch.setattr(tables, "_groups", tables._groups)
    before = node().numbers.counted()

    page_cache.unseen("facts_")
    with committed():
        fact.save()

    assert moved(before) == (0, 0)


def test_transaction_moves_the_numbers_once_and_only_when_it_is_committed(home, fact):
    before = node().numbers.counted()

    with committed():
        with transaction.atomic():
            for _ in range(5):
                Fact.objects.update(value="5")
            factories.standard_page(home)
        within = moved(before)

    assert within == (0, 0)
    assert moved(before) == (1, 0)


def test_change_after_a_part_that_was_rolled_back_is_noticed(fact):
    before = node().numbers.counted()

    with committed():
        with transaction.atomic():
            Fact.objects.update(value="5")
            transaction.set_rollback(True)
        Fact.objects.update(value="6")

    assert moved(before) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_each_statement_counts():
    before = node().numbers.counted()

    Tag.objects.create(name="a")
    Tag.objects.update(name="b")

    assert moved(before) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_moves_nothing():
    before = node().numbers.counted()

    with transaction.atomic():
        Tag.objects.create(name="a")
        transaction.set_rollback(True)
    after = moved(before)
    with transaction.atomic():
        Tag.objects.create(name="a")

    assert after == (0, 0)
    assert moved(before) == (1, 0)
