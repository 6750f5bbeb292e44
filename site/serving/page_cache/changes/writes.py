"""Watches every connection to the database: what is written and committed moves the numbers, in whichever way it is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from serving.page_cache.changes.node import node
from serving.page_cache.changes.statements import effect


@dataclass
class Pending:
    """What the transaction of a connection has written so far.

    Django makes a new list of hooks wherever one of them could have been taken out, so that while `hooks` is still the
    connection's own list, ours is in it.
    """

    hooks: list
    withdrawn: bool

    def commit(self) -> None:
        node().move(withdrawn=self.withdrawn)


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if note not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, note)


def watch_all() -> None:
    """Every connection from here on, and those that are open."""
    connection_created.connect(watch, dispatch_uid="page_cache")
    for connection in connections.all(initialized_only=True):
        watch(connection)


def note(execute: Callable, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """An execute wrapper of Django: runs the statement, then remembers what it means."""
    result = execute(sql, params, many, context)
    found = effect(sql, params, many)
    if found.changed:
        _remember(context["connection"], found.withdrawn)
    return result


def changed(using: str = "default") -> None:
    """For what is shown to the public and is not in the database, or not written through Django."""
    _remember(connections[using], withdrawn=False)


def withdrawn(using: str = "default") -> None:
    """Once this transaction is committed, no copy that is older is shown any more, not even while a new one is made."""
    _remember(connections[using], withdrawn=True)


def _remember(connection: BaseDatabaseWrapper, withdrawn: bool) -> None:
    if not connection.in_atomic_block:
        node().move(withdrawn=withdrawn)
        return
    pending = getattr(connection, "_page_cache_pending", None)
    if pending is not None and pending.hooks is connection.run_on_commit:
        pending.withdrawn = pending.withdrawn or withdrawn
        return
    pending = connection._page_cache_pending = Pending(connection.run_on_commit, withdrawn)
    transaction.on_commit(pending.commit, using=connection.alias)
