"""Events in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.editorial.conftest import make_people
from tests.home.events import occasions

pytestmark = pytest.mark.usefixtures("in_english")
HERE = reverse("events:index")


def asked(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(HERE).status_code == 200
    return len(queries)


def test_list_tells_kind_day_and_place_at_constant_cost(client, home):
    index = occasions.index(home)
    occasions.event(index, title="Une rencontre", departement="69")
    occasions.event(index, title="En ligne", is_online=True, venue="", departement="", how_to_join="Par lien.")
    client.force_login(make_people()["editor"])

    shown = client.get(HERE).content.decode()
    few = asked(client)
    for _event in range(20):
        occasions.event(index)

    assert [
        word for word in ("Une rencontre", "Public event", "Rhône", "online") if word.lower() not in shown.lower()
    ] == []
    assert asked(client) == few <= 21


def test_one_click_begins_an_event(client, home):
    index = occasions.index(home)
    client.force_login(make_people()["editor"])

    assert client.get(reverse("events:choose_parent")).url.endswith(f"/events/eventpage/{index.pk}/")
