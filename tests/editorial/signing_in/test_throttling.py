"""Guessing is slow: by account, by address, for codes and for forgotten passwords; and nothing tells which accounts exist."""

import re
from ipaddress import ip_network

import pytest
import time_machine
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.test import RequestFactory

from core.editor import roles
from editorial.signing_in.door import devices, throttling
from serving.shared_cache import SharedCache
from tests.editorial.signing_in.conftest import events, shown_for


def from_address(address: str) -> dict[str, str]:
    return {"REMOTE_ADDR": address}


def try_passwords(client, name: str, times: int, address: str = "192.0.2.{}", password: str = "wrong password") -> list:
    return [
        client.post("/admin/login/", {"login": name, "password": password}, **from_address(address.format(n)))
        for n in range(times)
    ]


def errors(response) -> str:
    return str(response.context["form"].errors) if response.context else ""


def test_account_is_closed_to_guesses_from_wherever_they_come(client, home, account):
    account(roles.EDITOR)

    answers = [errors(answer) for answer in try_passwords(client, "ada", 6)]
    right = client.post(
        "/admin/login/", {"login": "ada", "password": "a long enough password"}, REMOTE_ADDR="192.0.2.99"
    )

    assert len(set(answers[:5])) == 1
    assert answers[5] != answers[0]
    assert "_auth_user_id" not in client.session
    assert errors(right) == answers[5]


def test_address_is_closed_to_guesses_at_whichever_account(client, home, account):
    for n in range(11):
        answer = try_passwords(client, f"name{n}", 1, address="192.0.2.1")[0]
    elsewhere = try_passwords(client, "name12", 1, address="198.51.100.1")[0]

    assert errors(answer) != errors(elsewhere)


def test_it_is_not_told_whether_an_account_exists(client, home, account):
    account(roles.EDITOR)

    known, unknown = (
        try_passwords(client, name, 1, address=address)[0]
        for name, address in (("ada", "192.0.2.1"), ("nobody", "192.0.2.2"))
    )

    hidden = r'value="[^"]*"|"CSRF_TOKEN": "[^"]*"'
    pages = [re.sub(hidden, "", answer.content.decode()) for answer in (known, unknown)]
    assert pages[0] == pages[1]
    assert events()[:2] == ["sign_in_failed", "sign_in_failed"]


def test_name_of_nobody_is_not_kept(client, home, db):
    from editorial.audit_log.models import Entry

    try_passwords(client, "my password by mistake", 1)

    assert Entry.objects.first().subject == ""


def test_codes_cannot_be_guessed_for_long(client, home, publisher, sign_in, app):
    code = app(publisher)
    sign_in()
    for _n in range(5):
        client.post("/admin/login/second-factor/", {"code": "000000"})

    answer = client.post("/admin/login/second-factor/", {"code": code()})

    assert answer.status_code == 200
    assert client.get("/admin/").status_code == 302


def test_forgotten_password_is_answered_alike_and_not_for_ever(client, home, account):
    account(roles.EDITOR)

    known = client.post("/admin/password_reset/", {"email": "ada@example.org"})
    unknown = client.post("/admin/password_reset/", {"email": "nobody@example.org"})
    answers = [client.post("/admin/password_reset/", {"email": "ada@example.org"}).status_code for _n in range(5)]

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert answers == [302, 302, 302, 302, 429]
    assert {tuple(message.to) for message in mail.outbox} == {("ada@example.org",)}
    assert len(mail.outbox) == 5


def test_link_of_the_mail_sets_a_password_and_the_second_factor_is_still_asked(client, home, publisher, app, sign_in):
    app(publisher)
    client.post("/admin/password_reset/", {"email": "ada@example.org"})
    link = re.search(r"http://[^/]+(/admin/password_reset/confirm/\S+)", mail.outbox[0].body).group(1)

    form = client.get(link, follow=True)
    said = {"new_password1": "quite another password", "new_password2": "quite another password"}
    client.post(form.redirect_chain[-1][0], said)

    assert events()[0] == "password_changed"
    assert client.get("/admin/").status_code == 302
    assert sign_in(password="quite another password")["Location"] == "/admin/login/second-factor/"


@pytest.mark.parametrize(
    ("remote", "forwarded", "same_as"),
    [
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
        ("10.0.0.1", "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8:1:2::5", "", "2001:db8:1:2::6"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("nonsense", "", "nonsense"),
    ],
)
def test_sender_is_the_network_that_a_trusted_proxy_tells(settings, remote, forwarded, same_as):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    factory = RequestFactory()

    sender = throttling.sender(factory.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded))

    assert sender == throttling.sender(factory.get("/", REMOTE_ADDR=same_as))
    assert sender != throttling.sender(factory.get("/", REMOTE_ADDR="192.0.2.77"))


def test_cache_learns_no_address(client, home, account):
    try_passwords(client, "ada", 1, address="192.0.2.123")

    kept = str(list(cache._cache)) + str(list(cache._cache.values()))
    assert "login_failed" in kept
    assert "192.0.2.123" not in kept


@pytest.fixture
def without_redis(monkeypatch):
    """A site whose Redis does not answer."""
    away = SharedCache("redis://127.0.0.1:1", {})
    away.clear()
    monkeypatch.setattr(ratelimit, "cache", away)
    monkeypatch.setattr(auth, "cache", away)


def test_guesses_are_limited_while_redis_is_away(client, home, account, without_redis):
    account(roles.EDITOR)

    answers = [errors(answer) for answer in try_passwords(client, "ada", 6)]

    assert len(set(answers[:5])) == 1
    assert answers[5] != answers[0]


def test_code_is_good_once_while_redis_is_away(client, home, publisher, sign_in, app, without_redis):
    shown = app(publisher)()
    for expected in ("/admin/", None):
        sign_in()
        assert client.post("/admin/login/second-factor/", {"code": shown}).get("Location") == expected
        client.post("/admin/logout/")


def test_code_that_was_used_is_good_for_nobody_as_long_as_it_is_taken(client, home, publisher, sign_in, app):
    shown = app(publisher)
    with time_machine.travel(1_800_000_000 - 10, tick=False) as clock:  # ten seconds before the app shows the next
        code = shown()
        for seconds, expected in ((0, "/admin/"), (35, None)):
            clock.shift(seconds)
            sign_in()
            assert client.post("/admin/login/second-factor/", {"code": code}).get("Location") == expected
            client.post("/admin/logout/")


def enrolled(client, sign_in) -> str:
    """Sign in and set up an app; the code that proved it."""
    sign_in()
    code = shown_for(client.get("/admin/second-factor/app/add/").context["form"].secret)
    client.post("/admin/second-factor/app/add/", {"code": code})
    client.post("/admin/logout/")
    return code


@pytest.mark.parametrize("is_another_node", [False, True])
def test_code_of_the_enrolment_is_good_for_no_sign_in(client, home, publisher, sign_in, is_another_node):
    code = enrolled(client, sign_in)
    if is_another_node:
        cache.clear()  # without Redis each process remembers what it alone has seen

    sign_in()
    answer = client.post("/admin/login/second-factor/", {"code": code})

    assert answer.get("Location") is None
    assert answer.context["form"].errors


def test_code_is_good_once_on_all_nodes(client, home, publisher, sign_in, app):
    shown = app(publisher)()
    for expected in ("/admin/", None):
        sign_in()
        assert client.post("/admin/login/second-factor/", {"code": shown}).get("Location") == expected
        client.post("/admin/logout/")
        cache.clear()


def test_device_that_has_signed_in_before_is_not_locked_out_by_strangers(client, home, account, sign_in):
    account(roles.EDITOR)
    sign_in()
    client.post("/admin/logout/")
    known = client.cookies["known_device"]

    client.cookies.pop("known_device")
    locked = try_passwords(client, "ada", 14, address="203.0.113.{}")[-1]
    client.cookies["known_device"] = known
    answer = sign_in()

    assert locked.context["form"].errors
    assert answer["Location"] == "/admin/"


def test_cookie_of_a_device_is_of_the_admin_alone_and_of_one_account(client, home, account, sign_in):
    account(roles.EDITOR)
    account(roles.EDITOR, name="grace")
    sign_in()
    client.post("/admin/logout/")
    cookie = client.cookies["known_device"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "ada" not in cookie.value
    request = RequestFactory().get("/admin/login/")
    for value, expected in ((cookie.value, True), (cookie.value[:-2] + "xx", False), ("", False)):
        request.COOKIES["known_device"] = value
        assert bool(devices.number(request, "ada")) is expected
        assert devices.number(request, "grace") == ""


def test_known_device_guesses_no_more_often_than_others(client, home, account, sign_in):
    account(roles.EDITOR)
    sign_in()
    client.post("/admin/logout/")

    answers = [errors(answer) for answer in try_passwords(client, "ada", 6)]

    assert answers[5] != answers[0]
