"""What a browser may tell of an open page; each refusal has its reason, and each answer is the same."""

import time
from urllib.parse import urlencode

import pytest

from reach.events import Event
from reach.models import Attribution
from reach.visits import tokens
from serving import rates
from serving.served import Served
from tests.reach.visits.test_counting import PHONE, lines

PAGE = Served("view", "buyers", page=66, locale="fr", campaign=12, wave=3)
HOUR = 3600
FORM = "application/x-www-form-urlencoded"
HEADERS = {"sec-fetch-site": "same-origin", "user-agent": PHONE}


@pytest.fixture(autouse=True)
def quiet(node):
    rates.forget()
    yield
    rates.forget()


@pytest.fixture
def send(client):
    def sent(headers=HEADERS, served=PAGE, now=None, kinds=tokens.CAUSED, **said):
        token = tokens.issue(served, now or time.time(), kinds)
        body = {"kind": "cta_call", "page": str(served.page), "token": token} | said
        return client.post("/r", urlencode(body), content_type=FORM, headers=headers)

    return sent


def told() -> list[tuple]:
    return [(event.kind, event.reason, event.page, event.campaign) for event in lines()]


def test_click_is_counted_for_its_page_without_a_query(send, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = send()

    [event] = lines()
    assert event == Event(event.bucket, "cta_call", "buyers", campaign=12, wave=3, page=66, locale="fr")
    assert (response.status_code, response.content) == (204, b"")
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize(
    "kind",
    [
        "cta_call",
        "cta_sms",
        "cta_chat",
        "stage_info",
        "video_start",
        "video_half",
        "video_end",
        "check_start",
        "check_done",
        "read_50",
        "read_90",
        "share",
    ],
)
def test_kinds_of_an_open_page_are_counted(send, kind):
    send(kind=kind)

    assert told() == [(kind, "", 66, 12)]


@pytest.mark.parametrize("kind", ["link_hit", "kit_download", "", "CTA_CALL", "cta_call,", "x" * 50])
def test_what_the_server_counts_itself_and_what_there_is_not_is_refused(send, kind):
    response = send(kind=kind)

    assert told() == [("", "bad_token", 0, 0)]
    assert response.status_code == 204


@pytest.mark.parametrize("surface", ["outreach", "young"])
def test_nothing_is_told_of_protected_surfaces(send, surface):
    send(served=Served("view", surface, page=7))

    assert told() == [("", "bad_token", 0, 0)]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"user-agent": "curl/8.0"}, "bot"),
        ({"sec-fetch-site": "cross-site"}, "cross_site"),
        ({"sec-fetch-site": "same-site"}, "cross_site"),
        ({"sec-fetch-site": "none"}, "cross_site"),
    ],
)
def test_refusal_has_its_reason_and_its_page(send, headers, reason):
    response = send(headers=HEADERS | headers)

    assert told() == [("cta_call", reason, 66, 12)]
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("headers", [{"sec-gpc": "1"}, {"dnt": "1"}, {"cookie": "no-count=1"}])
def test_objection_has_neither_page_nor_campaign(send, headers):
    response = send(headers=HEADERS | headers)

    assert told() == [("", "disabled", 0, 0)]
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize("headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/fr/"}])
def test_browser_without_fetch_metadata_is_believed_by_its_origin(send, headers):
    send(headers={"user-agent": PHONE} | headers)

    assert told() == [("cta_call", "", 66, 12)]


@pytest.mark.parametrize("said", [{"page": "67"}, {"page": ""}, {"page": "66 "}, {"variant": "b"}, {"token": "forged"}])
def test_what_does_not_agree_with_its_token_is_refused(send, said):
    send(**said)

    assert told() == [("", "bad_token", 0, 0)]


def test_variant_is_counted_as_the_token_has_it(send):
    served = Served("view", "buyers", page=66, variant="harm")

    send(served=served, variant="harm")
    send(served=served, variant="law")

    assert [(event.variant, event.reason) for event in lines()] == [("harm", ""), ("", "bad_token")]


def test_nothing_that_the_browser_says_makes_it_another_event(send):
    served = Served("view", "buyers", page=66, variant="7-b")

    send(served=served)
    send(served=served, again="1")

    assert [(event.kind, event.variant) for event in lines()] == [("cta_call", "7-b")] * 2


def test_what_the_page_cannot_have_is_refused(send):
    for _time in range(300):
        send(kinds={"cta_call", "read_50"}, kind="video_end", now=time.time())
        rates.forget()

    assert told() == [("", "bad_token", 0, 0)] * 300


def test_page_that_was_made_ready_tells_its_view_once_somebody_looks(send):
    send(kinds=(), kind="view")
    send(kinds=(), kind="entry")

    assert told() == [("late_view", "", 66, 12), ("late_entry", "", 66, 12)]


def test_view_that_a_browser_sends_as_if_ahead_is_no_page_that_was_sent_ahead(send):
    send(kinds=(), kind="view", headers=HEADERS | {"sec-purpose": "prefetch"})

    assert told() == [("late_view", "prefetch", 66, 12)]


@pytest.mark.parametrize("kind", ["late_view", "late_entry"])
def test_words_of_the_journal_are_none_of_a_browser(send, kind):
    send(kind=kind)

    assert told() == [("", "bad_token", 0, 0)]


def test_what_a_browser_tells_belongs_to_the_hour_in_which_the_page_was_sent(send):
    send(now=time.time() - 3 * HOUR)
    send(now=time.time() - 3 * HOUR, headers=HEADERS | {"user-agent": "curl/8.0"})
    send(now=time.time() - 3 * HOUR, kind="view")

    caused, refused, view = (event.bucket.timestamp() // HOUR for event in lines())
    assert refused == time.time() // HOUR
    assert caused == view == refused - 3


def test_channel_of_a_landing_page_is_counted_where_the_surface_attributes_it(send, db):
    send(served=Served("view", "buyers", page=66, channel=4))
    Attribution.objects.create(surface="buyers", grade="landing_path", reason="Avis.")
    send(served=Served("view", "buyers", page=66, channel=4))

    assert [event.channel for event in lines()] == [0, 4]


@pytest.mark.parametrize("method", ["get", "put", "delete", "head", "options", "patch"])
def test_other_methods_are_not_allowed(client, method):
    response = getattr(client, method)("/r")

    assert response.status_code == 405
    assert lines() == []
