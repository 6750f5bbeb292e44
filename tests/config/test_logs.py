"""What the log shows of an address that is a secret."""

import logging

import pytest

from config.logs import WithoutSecrets


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/calendar/dGhpcyBpcyBhIHNlY3JldCE.ics", "/calendar/….ics"),
        ("/review/MTI:1wXyZa:s3cr-et_/", "/review/…/"),
        ("/review/MTI:1wXyZa:s3cr-et_/4/", "/review/…/4/"),
        ("/fr/relay/p/dGhpcyBpcyBhIHNlY3JldCE/pack.zip?x=1", "/fr/relay/p/…/pack.zip?…"),
        ("/admin/calendar/?month=2026-12", "/admin/calendar/?…"),
        ("/admin/calendar/feed/renew/", "/admin/calendar/feed/renew/"),
        ("/fr/relay/la-loi/", "/fr/relay/la-loi/"),
    ],
)
def test_secret_part_of_an_address_is_hidden(address, shown):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (address,), None)

    found = WithoutSecrets().filter(record)

    assert (record if found is True else found).getMessage() == f"Internal Server Error: {shown}"
