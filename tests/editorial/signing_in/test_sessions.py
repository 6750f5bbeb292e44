"""Sessions end; who was writing loses nothing by it."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.editor import roles
from editorial.signing_in.door import sessions

NOW = timezone.now()


@pytest.fixture
def editor(account, sign_in, client, home):
    user = account(roles.EDITOR)
    with time_machine.travel(NOW, tick=False):
        sign_in()
    return user


def at(**later):
    return time_machine.travel(NOW + timedelta(**later), tick=False)


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_session_ends_without_work(client, editor):
    with at(minutes=59):
        assert is_in(client)
    with at(minutes=118):
        assert is_in(client)
    with at(minutes=179):
        assert not is_in(client)


def test_session_ends_in_the_end_whoever_works(client, editor):
    for minutes in range(0, 12 * 60, 50):
        with at(minutes=minutes):
            assert is_in(client)
    with at(hours=12, minutes=1):
        assert not is_in(client)


def test_settings_say_when(client, editor, settings):
    settings.SESSION_IDLE_MINUTES = 5

    with at(minutes=6):
        assert not is_in(client)


def test_window_that_is_only_open_is_no_work(client, editor, home):
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", home.pk, 1])
    for minutes in range(5, 60, 5):
        with at(minutes=minutes):
            client.post(ping)
            client.get("/admin/", headers={"Sec-Fetch-Mode": "cors"})

    with at(minutes=61):
        assert not is_in(client)


def test_session_is_written_once_a_minute_at_most(client, editor, django_assert_num_queries):
    with at(seconds=30):
        before = client.session.get(sessions.SEEN)
        is_in(client)
        assert client.session[sessions.SEEN] == before
    with at(seconds=90):
        is_in(client)
        assert client.session[sessions.SEEN] == before + 90


def test_text_that_was_sent_too_late_is_kept_and_sent_again(client, editor, home, sign_in):
    said = {"name_email-first_name": 'Ada <"neuf">', "name_email-last_name": "L", "name_email-email": "a@example.org"}

    with at(hours=2):
        response = client.post("/admin/account/", said | {"items": ["1", "2"], "csrfmiddlewaretoken": "old"})
        html = response.content.decode()
        kept = [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(html)]
        sign_in()
        client.post("/admin/account/", {name: value for name, value in kept if name in said} | PREFERENCES)
    editor.refresh_from_db()

    assert response.status_code == 403
    assert 'action="/admin/account/"' in html
    assert [pair for pair in kept if pair[0] != "csrfmiddlewaretoken"] == [
        *said.items(),
        ("items", "1"),
        ("items", "2"),
    ]
    assert 'value="old"' not in html
    assert editor.first_name == 'Ada <"neuf">'


HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PREFERENCES = {
    "locale-preferred_language": "fr",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
}


def test_password_is_not_kept_on_a_page(client, editor):
    with at(hours=2):
        response = client.post("/admin/account/", {"password-new_password1": "secret words", "x": "1"})

    assert response["Location"].startswith("/admin/login/")


def test_automatic_save_says_what_to_do(client, editor, home):
    with at(hours=2):
        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[home.pk]), {"title": "x"}, headers={"Accept": "application/json"}
        )

    answer = json.loads(response.content)
    assert (response.status_code, answer["success"], answer["error_code"]) == (403, False, "validation_error")
    assert answer["error_message"]


def test_text_is_kept_after_the_automatic_save_was_refused_too(client, editor, home):
    """Whose answer takes the session's cookie away."""
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    with at(hours=2):
        client.get("/admin/login/")  # a form was shown
        client.post(address, {"title": "x"}, headers={"Accept": "application/json"})

        response = client.post(address, {"title": "Un titre neuf"})

    assert "sessionid" not in {name for name, morsel in client.cookies.items() if morsel.value}
    assert (response.status_code, "Un titre neuf" in response.content.decode()) == (403, True)


def test_form_of_a_stranger_is_not_kept(client, home):
    response = client.post(reverse("wagtailadmin_pages:edit", args=[home.pk]), {"title": "x"})

    assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(("site", "is_kept"), [("same-origin", True), ("cross-site", False), (None, False)])
def test_stale_form_of_this_site_alone_is_kept(client, editor, home, site, is_kept):
    client.handler.enforce_csrf_checks = True
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])

    response = client.post(address, {"title": "Un titre neuf"}, headers={"Sec-Fetch-Site": site} if site else {})

    assert response.status_code == 403
    assert ("Un titre neuf" in response.content.decode()) is is_kept


def test_changed_password_ends_other_sessions(client, editor):
    assert is_in(client)
    editor.set_password("quite another password")
    editor.save()

    assert not is_in(client)


def test_closed_account_is_out_at_once(client, editor):
    editor.is_active = False
    editor.save()

    assert not is_in(client)


def test_role_that_was_taken_away_is_gone_at_once(client, editor):
    editor.groups.clear()

    assert not is_in(client)
