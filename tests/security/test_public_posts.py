"""What a visitor may send: from this site alone, and not without end."""

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import resolve, reverse
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.models import Operator
from home.models import standing
from home.views import AN_HOUR
from serving import rates
from tests import factories
from tests.prevention import groups
from tests.reach.conftest import node  # noqa: F401 (a fixture)
from tests.security import world

SAME = {"Sec-Fetch-Site": "same-origin"}
REPORT = "/fr/report-accessibility-problem/"
# Routes that take what visitors send, and what keeps each from being flooded.
LIMITED = {
    "r": "reach.visits.beacon: 120 a minute",
    "fr/report-accessibility-problem/": "home.views: 20 an hour",
    "fr/audience-measurement/": "nothing is stored or sent: a cookie for whoever asks",
    "fr/q/open/<int:kit>/": "feedback: 120 a minute, of which an opening takes many",
    "fr/q/group/<str:key>/": "feedback: 120 a minute, behind a secret",
    "fr/q/<str:code>/": "feedback: 120 a minute",
    "fr/corrections/<str:token>/": "directory: 120 a minute and 30 a day, behind a secret",
    "fr/corrections/<str:token>/<str:code>/": "directory: 120 a minute and 30 a day, behind a secret",
    "fr/relay/p/<str:token>/edition/": "editions: 120 a minute, of which a logo takes twelve, behind a secret",
    "fr/relay/p/<str:token>/address/<str:signed>/": "one address, behind a secret and a signature",
    "review/<str:token>/": "one decision, behind a secret",
    "review/<str:token>/<int:item>/": "shows a draft, behind a secret; takes nothing",
    "review/<str:token>/<int:item>/comment/": "100 comments a link, behind a secret",
    "fr/_util/login/": "leads to the team's own door",
    "admin/login/": "the team's own door",
    "admin/password_reset/": "the team's own door",
    "documents/authenticate_with_password/<int:restriction_id>/": "core.web.passwords: 20 wrong ones a minute",
    "fr/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": "core.web.passwords: 20 wrong ones a minute",
    "fr/((?:[\\w\\-]+/)*)$": "search: 100 a minute; the finder of the directory reads what is kept in memory",
}
EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


@pytest.fixture(autouse=True)
def fresh(home):
    Operator.objects.create(site=home.get_site(), contact_email="contact@example.org")
    rates.forget()
    yield
    rates.forget()


def report(client, **fields):
    token = signing.dumps("", salt="public form: accessibility problem")
    return client.post(REPORT, {"message": "Un problème.", "reply_to": "", "token": token} | fields, headers=SAME)


def test_reports_from_one_address_are_limited_and_nothing_is_lost(client):
    statuses = [report(client).status_code for _time in range(AN_HOUR.amount)]
    refused = report(client, message="Le vingt-et-unième.")

    assert set(statuses) == {200}
    assert refused.status_code == 429
    assert "Le vingt-et-unième." in refused.content.decode()
    assert len(mail.outbox) == AN_HOUR.amount


def test_other_address_still_reports(client):
    for _time in range(AN_HOUR.amount + 1):
        report(client)

    assert client.post(REPORT, {}, headers=SAME, REMOTE_ADDR="192.0.2.99").status_code == 422


def test_searches_from_one_address_are_limited(client, home, monkeypatch):
    factories.search_page(home)
    monkeypatch.setattr(standing, "SEARCHES", type(standing.SEARCHES)(3))

    answers = [client.post("/fr/recherche/", {"q": "mot"}, headers=SAME) for _time in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Cache-Control"] == "no-store"
    assert client.get("/fr/recherche/?q=mot").status_code == 429
    assert client.get("/fr/recherche/").status_code == 200


def test_password_of_a_page_is_not_found_by_trying(client, home):
    page = factories.standard_page(home, slug="ferme")
    rule = PageViewRestriction.objects.create(page=page, restriction_type="password", password="given out")
    address = reverse("wagtailcore_authenticate_with_password", args=[rule.pk, page.pk])

    def tried(password: str, times: int) -> list[int]:
        data = {"password": password, "return_url": "/fr/ferme/"}
        return [client.post(address, data).status_code for _time in range(times)]

    assert set(tried("given out", 60)) == {302}
    assert tried("wrong", 22) == [200] * 21 + [429]
    assert tried("given out", 1) == [429]


def test_password_of_a_document_is_not_found_by_trying(client, home):
    everything = Collection.objects.get(depth=1)
    rule = CollectionViewRestriction.objects.create(
        collection=everything, restriction_type="password", password="given out"
    )
    address = reverse("wagtaildocs_authenticate_with_password", args=[rule.pk])

    answers = [client.post(address, {"password": "wrong", "return_url": "/fr/"}) for _time in range(22)]

    assert [answer.status_code for answer in answers] == [200] * 21 + [429]


def test_every_address_that_takes_something_is_accounted_for(client, home, admin, tmp_path, settings, node):  # noqa: F811
    """A view that is new, and answers a POST otherwise than with “not allowed”, says here what limits it."""
    settings.MEDIA_ROOT = tmp_path
    addresses = [address.partition("?")[0] for address in world.build(home, admin, tmp_path).all()]

    taking = {
        resolve(path).route for path in addresses if client.post(path, headers=SAME).status_code not in (404, 405)
    }

    assert taking - LIMITED.keys() == set()


@pytest.mark.parametrize("path", [REPORT, "/fr/audience-measurement/", "/fr/q/open/1/", "/fr/q/abc/"])
def test_form_that_another_site_sends_is_refused(client, path):
    assert client.post(path, {"message": "x", "wanted": "off"}, headers=EVIL).status_code in (403, 404)
    assert len(mail.outbox) == 0


NULL = {"Origin": "null"}  # sent from a page of the protected zone, whose policy is no-referrer


@pytest.fixture
def anonymous(home) -> dict[str, dict]:
    """{address: form} of each that a visitor may send from a page of the protected zone or in its dress."""
    kit = groups.kit(home)
    asked, _key = groups.opened(kit)

    def token(purpose: str) -> str:
        return signing.dumps("", salt=f"public form: {purpose}")

    return {
        f"{REPORT}?v": {"message": "x", "token": token("accessibility problem")},
        "/fr/audience-measurement/?v": {"wanted": "off", "token": token("audience measurement")},
        f"/fr/q/{asked.code}/": groups.form_of(asked, 0, 0),
        f"/fr/q/open/{kit.pk}/": {"token": token("feedback open"), "moment": "before"},
    }


def test_browser_that_was_told_to_say_nothing_may_send_what_is_anonymous(client, anonymous):
    answers = {path: client.post(path, form, headers=NULL).status_code for path, form in anonymous.items()}

    assert list(answers.values()) == [200, 303, 200, 201]
    assert len(mail.outbox) == 1


def test_browser_that_says_it_comes_from_another_site_may_not(client, anonymous):
    for path, form in anonymous.items():
        for site in ("cross-site", "same-site", "none"):
            assert client.post(path, form, headers=NULL | {"Sec-Fetch-Site": site}).status_code == 403
        for headers in ({}, {"Origin": "https://null"}, {"Origin": "https://evil.example"}):
            assert client.post(path, form, headers=headers).status_code == 403
    assert len(mail.outbox) == 0


@pytest.mark.parametrize("path", ["/fr/q/", "/s/abc/", "/fr/q/group/x/result.pdf"])
def test_what_is_sent_to_a_page_that_takes_nothing_is_answered_by_this_site(home, path):
    answer = Client(enforce_csrf_checks=True).post(path, {"code": "abc"})

    html = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"], "quick-exit" in html) == (403, "no-store", True)
    assert ("csrfmiddlewaretoken" in html, home.title in html, answer.cookies) == (False, False, {})


@pytest.mark.parametrize("path", ["/fr/", REPORT, "/admin/login/", "/fr/audience-measurement/", "/fr/nulle-part/"])
def test_no_other_site_frames_a_page(client, path):
    response = client.get(path)

    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] in ("SAMEORIGIN", "DENY")
