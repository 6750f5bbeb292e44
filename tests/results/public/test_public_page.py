"""The public results: what is shown when they are on, the same numbers in three forms, and nothing that is withheld."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import Channel, Target
from campaigns.results.models import PublicResults, ToldParts
from campaigns.results.public.telling import tell
from core.editor.calendar import midnight
from reach.models import Adjustment
from tests import factories, markup
from tests.results.figures.attack import preimages
from tests.results.sealed import MONDAY, WEEK, count, reconcile, wave

DAY = timedelta(days=1)
PAGE = "/fr/results/la-loi/"


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(midnight(MONDAY + 3 * WEEK), tick=False):
        yield


@pytest.fixture
def campaign(home):
    made = factories.campaign(slug="la-loi", starts_at=midnight(MONDAY))
    PublicResults.objects.create(campaign=made, is_on=True)
    return made


@pytest.fixture
def first(campaign):
    """A wave that is over, and what was counted in it."""
    made = wave(campaign)
    Target.objects.create(wave=made, indicator="entry", value=1000)
    Target.objects.create(wave=made, indicator="cta_call", value=20)
    Target.objects.create(wave=made, indicator="kit_download", value=50)
    poster = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches du Nord")
    for locale, n in (("fr", 1234), ("en", 77), ("ro", 3)):
        count(made, MONDAY, n, locale=locale)
    count(made, MONDAY, 845, "entry")
    count(made, MONDAY + WEEK, 7, "cta_call")
    count(made, MONDAY, 41, "link_hit", channel=poster.pk)
    reconcile()
    tell(campaign)
    return made


def plain(answer) -> str:
    """Without what groups the figures of a number."""
    return answer.content.decode().replace("\u202f", "").replace("\xa0", "")


def forms(client) -> list:
    return [client.get(PAGE), client.get(f"{PAGE}results.json"), client.get(f"{PAGE}results.csv")]


@pytest.mark.parametrize("state", ["off", "never decided", "not launched", "unknown", "language without a home page"])
def test_results_that_are_not_public_are_not_there(client, campaign, first, state):
    if state == "off":
        PublicResults.objects.update(is_on=False)
    elif state == "never decided":
        PublicResults.objects.all().delete()
    elif state == "not launched":
        campaign.launched_at = timezone.now() + DAY
        campaign.save()
    elif state == "unknown":
        campaign.slug = "une-autre"
        campaign.save()
    path = PAGE if state != "language without a home page" else PAGE.replace("/fr/", "/en/")

    answers = [client.get(path + name) for name in ("", "results.json", "results.csv")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not any("845" in answer.content.decode() or "850" in answer.content.decode() for answer in answers)


def test_page_tells_what_was_reached_and_what_was_not(client, first):
    html = plain(client.get(PAGE))

    assert all(number in html for number in (">850<", ">1310<", ">40<"))
    assert "Affiches du Nord" not in html
    assert first.name not in html


def test_page_in_english_says_it_in_words(client, campaign, first, english_home):
    html = " ".join(client.get(PAGE.replace("/fr/", "/en/")).content.decode().split())

    for shown in (
        "A campaign for: buyers",
        "Told until 22 March 2026.",
        "Wave 1",
        "Not reached: 85 %.",
        "Not reached: 0 %.",
        "Too few to be told.",
        "Measured, and nothing was counted:",
        "By language: pages viewed",
        "By kind of channel: short links and codes opened",
        "street poster",
        "withheld",
    ):
        assert shown in html


def test_results_speak_with_the_words_of_the_campaign(client, campaign, first, home):
    factories.campaign_page(factories.campaign_index(home), campaign, statement="Acheter est interdit")

    html = markup.read(client.get(PAGE).content.decode())

    assert "<h1>Acheter est interdit</h1>" in html


def test_files_hold_the_numbers_of_the_page(client, first):
    _page, as_json, as_csv = forms(client)

    [told] = as_json.json()["waves"]
    rows = list(csv.DictReader(io.StringIO(as_csv.content.decode())))
    assert told["indicators"]["entry"] == {"value": 850, "target": 1000, "corrected": False, "rest": False}
    assert told["indicators"]["cta_call"] == {"value": None, "target": 20, "corrected": False, "rest": True}
    assert [one["values"]["view"] for one in told["weeks"]] == [
        {"value": 1310, "since": "2026-03-02"},
        {"value": 0, "since": "2026-03-09"},
    ]
    none = dict.fromkeys(("es", "pt", "bg", "ar", "zh-hans"), 0)
    assert {one["by"]: one["values"] for one in told["parts"]} == {
        "language": {"fr": 1230, "en": None, "ro": None} | none,
        "channel": {"poster": 40, "none": 0},
    }
    assert {row["indicator"]: row["value"] for row in rows if row["table"] == "total"} == {
        key: "" if one["value"] is None else str(one["value"]) for key, one in told["indicators"].items()
    }
    assert [row["status"] for row in rows if row["part"] == "ro"] == ["withheld"]
    assert [row["value"] for row in rows if row["table"] == "period" and row["indicator"] == "cta_call"] == ["0", ""]


def test_no_form_holds_an_exact_number(client, first):
    for answer in forms(client):
        assert not any(exact in plain(answer) for exact in ("1234", "1314", "845", "77", "41,"))


def corrected(campaign, wave, kind: str, n: int) -> None:
    Adjustment.objects.create(day=MONDAY, campaign=campaign.pk, wave=wave.pk, kind=kind, n=n, reason="le secret")


def test_correction_is_told_without_its_size_and_its_reason(client, campaign, first):
    corrected(campaign, first, "entry", -312)

    page, as_json, as_csv = forms(client)

    told = as_json.json()["waves"][0]["indicators"]
    assert [key for key, one in told.items() if one["corrected"]] == ["entry"]
    assert [row for row in as_csv.content.decode().splitlines() if ",correction," in row] == [
        "wave-1,correction,entry,2026-03-02,2026-03-15,,,withheld,"
    ]
    assert "la correction n’y est pas comprise" in plain(page)
    assert not any(secret in plain(form) for form in (page, as_json, as_csv) for secret in ("312", "le secret"))


@pytest.mark.parametrize("kind", ["entry", "cta_call", "share"], ids=["told", "withheld", "none"])
def test_correction_excludes_no_count(client, campaign, first, kind):
    """Whoever tries every correction, before what is told or after it, finds one answer that fits them all."""

    def publish(sizes) -> tuple[str, ...]:
        Adjustment.objects.all().delete()
        for n in sizes:
            corrected(campaign, first, kind, n)
        return tuple(plain(form) for form in forms(client))

    found = preimages([(n,) for n in (-312, -11, -7, -1, 1, 3, 11, 845)] + [(-7, 7), (3, -1)], publish)

    assert len(found) == 1
    assert (publish(()) in found) == (kind == "cta_call")  # of what is withheld not even that there is one


def test_every_form_says_what_is_not_counted_at_present(client, first, settings, english_home):
    settings.SHARED_HTML_SECONDS = 60

    page, as_json, as_csv = (
        client.get(PAGE.replace("/fr/", "/en/") + name) for name in ("", "results.json", "results.csv")
    )

    assert "Views and visits are not counted meanwhile, and nothing more is told." in page.content.decode()
    assert as_json.json()["not_counted_at_present"] == ["view", "entry"]
    rows = list(csv.DictReader(io.StringIO(as_csv.content.decode())))
    assert [row["indicator"] for row in rows if row["status"] == "not counted"] == ["view", "entry"]


def test_campaign_of_which_nothing_is_told_yet_says_so(client, campaign, english_home):
    wave(campaign, first=MONDAY + 2 * WEEK)

    page = client.get(PAGE.replace("/fr/", "/en/"))

    assert "its first week must be past and checked" in page.content.decode()


def test_protected_surface_is_told_by_month_without_waves_and_parts(client, campaign):
    campaign.audience = "young"
    campaign.launched_at = midnight(MONDAY - 8 * WEEK)
    campaign.save()
    made = wave(campaign)
    count(made, MONDAY - 5 * WEEK, 345, surface="young")
    count(made, MONDAY, 4444, surface="young", locale="ro")
    reconcile()
    tell(campaign)

    page, as_json, _csv = forms(client)

    [told] = as_json.json()["waves"]
    assert (told["wave"], told["parts"], len(told["months"])) == ("months", [], 2)
    assert told["indicators"]["view"]["value"] == 350
    assert "4440" not in plain(page)


def test_page_is_kept_by_no_cache_in_front_and_sets_no_cookie(client, first):
    for answer in forms(client):
        assert answer["Cache-Control"] == "private, no-cache"
        assert not answer.cookies
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_whatever_it_shows(client, campaign, home, number, django_assert_num_queries):
    factories.campaign_page(factories.campaign_index(home), campaign)
    for position in range(number):
        made = wave(campaign, first=MONDAY + position * DAY, weeks=1)
        Target.objects.create(wave=made, indicator="view", value=1000)
        channel = Channel.objects.create(
            campaign=campaign, kind=("poster", "radio", "event")[position], name=f"C{position}"
        )
        count(made, MONDAY + position * DAY, 500)
        count(made, MONDAY + position * DAY, 50, "link_hit", channel=channel.pk)
    reconcile()
    tell(campaign)
    client.get(PAGE)

    with django_assert_num_queries(13):
        client.get(PAGE)

    assert ToldParts.objects.count() == 2 * number


def test_address_is_the_same_in_every_language(client, first, english_home):
    response = client.get(PAGE)

    urls = {language.code: language.url for language in response.wsgi_request.frame.languages if language.url}
    assert urls == {"fr": reverse("public_results", args=["la-loi"]), "en": "/en/results/la-loi/"}
