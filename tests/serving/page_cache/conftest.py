"""A site behind a page cache."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from serving.page_cache.changes.node import node
from tests.serving.page_cache.visits import Visitor, cached


@pytest.fixture(autouse=True)
def one_connection():
    """As Django's test client has it: the connection, and the transaction of the test with it, outlives a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def visitor(tmp_path, home, clock) -> Visitor:
    """Of the real site, whose numbers are those that its own writes move."""
    return cached(tmp_path, at=node(), clock=clock)
