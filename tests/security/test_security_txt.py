"""/.well-known/security.txt: to whom flaws are reported."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from core.models import Operator
from serving.served import MARK

PATH = "/.well-known/security.txt"
NOW = datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.fixture
def operator(home) -> Operator:
    return Operator.objects.create(site=home.get_site(), security_email="securite@example.org")


def test_file_says_whom_to_write_to_and_until_when(client, operator, settings):
    settings.BASE_URL = "https://campagnes.example.org"
    with time_machine.travel(NOW, tick=False):
        response = client.get(PATH)

    assert response.content.decode().splitlines() == [
        "Contact: mailto:securite@example.org",
        "Expires: 2027-06-29T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: https://campagnes.example.org/.well-known/security.txt",
    ]
    assert response["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("days", [0, 1, 59, 365, 5000])
def test_file_is_never_out_of_date_and_never_good_for_a_year(client, operator, days):
    now = NOW + timedelta(days=days)
    with time_machine.travel(now, tick=False):
        (line,) = [line for line in client.get(PATH).content.decode().splitlines() if line.startswith("Expires")]

    expires = datetime.fromisoformat(line.removeprefix("Expires: "))
    assert timedelta(days=170) < expires - now < timedelta(days=365)


def test_file_is_the_same_for_everybody_and_kept_by_who_reads_it(client, operator, django_assert_num_queries):
    client.get(PATH)
    with django_assert_num_queries(2):  # the site, its operator
        response = client.get(PATH, headers={"Accept-Language": "ar"})

    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Vary" not in response
    assert MARK not in response.wsgi_request.META
    assert not response.cookies


def test_file_is_not_there_where_the_operator_gave_no_address(client, home):
    Operator.objects.create(site=home.get_site(), contact_email="contact@example.org")

    response = client.get(PATH)

    assert (response.status_code, response.content) == (404, b"404\n")


def test_file_is_only_read(client, operator):
    assert client.post(PATH).status_code == 405
