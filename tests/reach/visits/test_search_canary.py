"""A visitor searches words that nobody else uses, in every way there is; then every place is searched for them."""

import http.cookiejar
import re
import urllib.request
from urllib.parse import quote, urlencode

import pytest

from tests.console import execute
from tests.live import PASSWORD, LiveSite
from tests.reach.sending import FORM, Answer, ask
from tests.reach.visits.test_canary import forms, kept

SEARCH = "/fr/recherche/"
WORDS = ["kanarivogel", "zitterpappelnes", "müllverbrennungé"]
QUERY = f"michetonnage {' '.join(WORDS)}"
MARKS = [*WORDS, "zitterpappeln", "mullverbrennunge", "mullverbrennung", quote(WORDS[2]), QUERY]
BREAK = "ALTER TABLE {} RENAME TO {}"


@pytest.fixture
def site(built_site, redis_url, tmp_path):
    site = built_site.copy(tmp_path / "var")
    site.environment |= {"REDIS_URL": redis_url, "LOG_LEVEL": "DEBUG"}
    site.settle()
    site.start()
    yield site
    site.stop()


def search(site: LiveSite, **headers: str) -> Answer:
    said = {"Content_Type": FORM, "Sec_Fetch_Site": "same-origin", "Referer": site.url + SEARCH} | headers
    return ask(site, "POST", SEARCH, urlencode({"q": QUERY}), **said)


def try_in_the_admin(site: LiveSite) -> str:
    """What an editor sees who tries the same words."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def token(path: str) -> str:
        html = browser.open(site.url + path).read().decode()
        return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html).group(1)

    def send(path: str, **said: str) -> str:
        body = urlencode({"csrfmiddlewaretoken": token(path)} | said).encode()
        return browser.open(site.url + path, body).read().decode()

    send("/admin/login/", login="editor", password=PASSWORD)
    return send("/admin/search-synonyms/try/", locale="1", query=QUERY)


def test_no_word_of_a_search_is_kept_anywhere(site, redis_url):
    found = [search(site), search(site), ask(site, "GET", f"{SEARCH}?{urlencode({'q': QUERY})}")]
    elsewhere = ask(site, "POST", "/fr/comprendre/", urlencode({"q": QUERY}), Content_Type=FORM)
    tried = try_in_the_admin(site)
    execute(site, BREAK.format("home_synonym", "broken"))
    failed = search(site)
    execute(site, BREAK.format("broken", "home_synonym"))
    places = kept(site, redis_url)

    assert [answer.status for answer in found] == [200] * 3
    assert ["Moins de 18 ans" in answer.body.decode() for answer in found] == [True] * 3
    assert {answer.headers["referrer-policy"] for answer in found} == {"strict-origin"}
    assert {answer.headers["cache-control"] for answer in found} == {"private, no-cache"}
    assert [answer.headers.get("set-cookie") for answer in found] == [None] * 3
    assert (elsewhere.status, failed.status) == (405, 500)
    assert WORDS[0] in tried
    assert b"Internal Server Error: /fr/recherche/" in places["serve.log"]
    marked = {
        place: [mark for mark in MARKS if any(form in data for form in forms(mark))] for place, data in places.items()
    }
    assert {place: marks for place, marks in marked.items() if marks} == {}
