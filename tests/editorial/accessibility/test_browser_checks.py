"""Results of checks in the browser: taken from those who may edit the page, kept beside its revision."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from editorial.models import BrowserCheck
from tests import factories

KEEP = "/admin/browser-checks/"


@pytest.fixture
def page(home):
    return factories.standard_page(home, title="La loi", slug="la-loi")


def send(client, data, **headers):
    body = data if isinstance(data, (str, bytes)) else json.dumps(data)
    return client.post(KEEP, body, content_type="application/json", **headers)


def result(page, **fields) -> dict:
    return {"revision": page.latest_revision_id, "errors": 1, "details": ["Image sans texte"]} | fields


def test_result_is_kept_beside_its_revision_with_who_made_it(client, people, page):
    client.force_login(people["editor"])

    assert send(client, result(page)).status_code == 201

    kept = BrowserCheck.objects.get()
    assert (kept.revision_id, kept.user, kept.errors) == (page.latest_revision_id, people["editor"], 1)
    assert kept.details == ["Image sans texte"]


def test_later_result_of_a_revision_takes_the_place_of_the_former(client, people, page):
    client.force_login(people["editor"])
    send(client, result(page))

    send(client, result(page, errors=0, details=[]))

    assert [(kept.errors, kept.details) for kept in BrowserCheck.objects.all()] == [(0, [])]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "not json",
        "[]",
        "null",
        "{}",
        {"errors": -1},
        {"errors": "many"},
        {"errors": 1.5},
        {"errors": 10_001},
        {"errors": True},
        {"revision": "x"},
        {"revision": None},
        {"details": "Image"},
        {"details": [1]},
        {"details": {"a": "b"}},
    ],
)
def test_what_is_no_result_is_refused(client, people, page, data):
    client.force_login(people["editor"])

    response = send(client, result(page) | data if isinstance(data, dict) else data)

    assert response.status_code == 400
    assert response.json()["error"]
    assert not BrowserCheck.objects.exists()


def test_long_result_is_refused_and_a_long_list_cut(client, people, page):
    client.force_login(people["editor"])

    assert send(client, result(page, details=["x" * 70_000])).status_code == 413
    assert send(client, result(page, details=["x" * 300] * 100)).status_code == 201

    assert [len(BrowserCheck.objects.get().details), len(BrowserCheck.objects.get().details[0])] == [50, 200]


@pytest.mark.parametrize(
    ("person", "status"), [("editor", 201), ("administrator", 201), ("translator", 403), ("analyst", 403)]
)
def test_result_is_taken_from_those_who_may_edit_the_page(client, people, page, person, status):
    client.force_login(people[person])

    assert send(client, result(page)).status_code == status
    assert BrowserCheck.objects.count() == (status == 201)


def test_result_is_taken_from_nobody_without_an_account(client, page):
    assert send(client, result(page)).status_code == 302
    assert not BrowserCheck.objects.exists()


def test_result_needs_the_token_of_this_site(people, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["editor"])

    assert send(client, result(page)).status_code == 403


def test_result_of_a_snippet_is_kept_for_those_who_may_edit_it(client, people, db):
    revision = factories.fact().latest_revision_id
    client.force_login(people["analyst"])
    assert send(client, {"revision": revision, "errors": 0}).status_code == 403

    client.force_login(people["editor"])
    assert send(client, {"revision": revision, "errors": 0}).status_code == 201


def test_revision_must_exist(client, people, page):
    client.force_login(people["editor"])

    assert send(client, {"revision": 999_999, "errors": 0}).status_code == 404


def test_check_shows_what_is_live_though_a_draft_is_newer(client, people, page):
    live = page.live_revision_id
    page.title = "La loi de demain"
    page.save_revision()
    client.force_login(people["editor"])

    html = client.get(reverse("browser_check", args=[page.pk])).content.decode()
    shown = client.get(reverse("browser_check_preview", args=[page.pk, live]), {"in_preview_panel": "true"})

    assert f'name="loaded_revision_id" value="{live}"' in html
    assert "La loi de demain" not in shown.content.decode()
    assert "wagtail-userbar" in shown.content.decode()


def test_check_and_preview_are_for_those_who_may_edit_the_page(client, people, page):
    client.force_login(people["analyst"])
    addresses = [
        reverse("browser_check", args=[page.pk]),
        reverse("browser_check_preview", args=[page.pk, page.live_revision_id]),
    ]

    assert [client.get(address).status_code for address in addresses] == [302, 302]


def test_preview_shows_no_revision_of_another_page(client, people, page, home):
    other = factories.standard_page(home)
    client.force_login(people["editor"])

    assert client.get(reverse("browser_check_preview", args=[page.pk, other.live_revision_id])).status_code == 404


def test_editor_sends_what_its_checks_find(client, people, page):
    client.force_login(people["editor"])

    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f'browser_check.js" data-url="{KEEP}"' in html
