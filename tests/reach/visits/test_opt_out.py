"""The page on which counting is switched off and on: one cookie that says nothing, and no JavaScript."""

import pytest

from core.measures.indicators import Indicator
from reach.visits.refusal import has_opted_out

URL = "/fr/audience-measurement/"
SAME = {"sec-fetch-site": "same-origin"}
# Every kind that is counted, by the words in which visitors are told.
TOLD = {
    Indicator.VIEW: "a page was opened",
    Indicator.ENTRY: "a visit began",
    Indicator.LINK_HIT: "a short link or a printed code was opened",
    Indicator.CTA_CALL: "began a call",
    Indicator.CTA_SMS: "a message",
    Indicator.CTA_CHAT: "or a chat",
    Indicator.STAGE_INFO: "opened information on the awareness course",
    Indicator.KIT_DOWNLOAD: "a file was downloaded",
    Indicator.VIDEO_START: "started a video",
    Indicator.VIDEO_HALF: "saw it to the half",
    Indicator.VIDEO_END: "or to the end",
    Indicator.CHECK_START: "a questionnaire was begun",
    Indicator.CHECK_DONE: "or finished",
    Indicator.READ_50: "read to the half",
    Indicator.READ_90: "or to the end",
    Indicator.SHARE: "shared the page",
}


@pytest.fixture
def choose(client, home):
    def chosen(wanted, headers=SAME, token=None):
        token = client.get(URL).context["form"]["token"].value() if token is None else token
        return client.post(URL, {"wanted": wanted, "token": token}, headers=headers)

    return chosen


def test_page_says_the_state_and_sets_no_cookie(client, home):
    response = client.get(URL)

    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert 'name="wanted" value="off"' in html
    assert response.context["opted_out"] is False


def test_list_of_what_is_counted_is_whole(client, english_home):
    html = client.get("/en/audience-measurement/").content.decode()
    counted = html.partition("What is counted")[2].partition("</ul>")[0]

    assert set(TOLD) == set(Indicator)
    assert [words for words in (*TOLD.values(), "several wordings", "not counted") if words not in counted] == []


def test_counting_is_switched_off_by_one_cookie_that_says_nothing(client, choose, settings):
    settings.HTTPS = True
    response = choose("off")

    [cookie] = response.cookies.values()
    assert (response.status_code, response["Location"]) == (303, URL)
    assert (cookie.key, cookie.value) == ("no-count", "1")
    assert {name: cookie[name] for name in ("max-age", "path", "samesite", "secure", "httponly", "domain")} == {
        "max-age": 31_536_000,
        "path": "/",
        "samesite": "Lax",
        "secure": True,
        "httponly": "",
        "domain": "",
    }
    assert client.get(URL).context["opted_out"] is True


def test_counting_is_switched_on_again_and_the_cookie_is_gone(client, choose):
    choose("off")
    response = choose("on")

    assert response.cookies["no-count"]["max-age"] == 0
    assert not client.cookies["no-count"].value
    assert client.get(URL).context["opted_out"] is False


@pytest.mark.parametrize("headers", [{"sec-gpc": "1"}, {"dnt": "1"}])
def test_browser_that_objects_needs_no_cookie(client, home, headers):
    response = client.get(URL, headers=headers)

    assert response.context["asked_by_browser"] is True
    assert "<form method" not in response.content.decode()


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {}])
def test_another_site_switches_nothing(choose, headers):
    response = choose("off", headers=headers)

    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(("wanted", "token"), [("off", "forged"), ("maybe", None), ("", None)])
def test_forged_choice_switches_nothing_and_says_so(choose, wanted, token):
    response = choose(wanted, token=token)

    assert response.status_code == 422
    assert not response.cookies
    assert 'role="alert"' in response.content.decode()


def test_every_page_leads_there_in_its_language(client, english_home):
    assert '<a href="/fr/audience-measurement/">' in client.get("/fr/").content.decode()
    assert '<a href="/en/audience-measurement/">' in client.get("/en/").content.decode()
    assert client.get("/en/audience-measurement/").status_code == 200


@pytest.mark.parametrize(
    ("cookies", "out"),
    [
        ("no-count=1", True),
        ("a=b; no-count=1; c=d", True),
        ("no-count=12", False),
        ("x=no-count=1", False),
        ("", False),
    ],
)
def test_cookie_is_read_whole(cookies, out):
    assert has_opted_out(cookies) is out
