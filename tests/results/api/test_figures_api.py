"""The results for the team's own tools: who reads them, the same numbers as the exports, and exactly what is described."""

import json
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from campaigns.plan.models import Campaign
from campaigns.results.api.openapi import document
from campaigns.results.exports.sheets import SHEETS, Said
from campaigns.results.models import CallVolume, FiguresKey, MediaFigure, MediaImport
from campaigns.results.whole_site.exports import SHEETS as SITE
from core.audiences import OUTREACH
from core.editor import roles
from core.measures.indicators import Indicator
from reach.models import Adjustment
from tests import factories
from tests.editorial.conftest import second
from tests.results.counts import counted, rejected
from tests.results.sealed import reconcile

API = "/api/results/v1/"
PATHS = [
    "campaigns/",
    "campaigns/la-loi/",
    *(f"campaigns/la-loi/{sheet.key}/" for sheet in SHEETS),
    "site/",
    *(f"site/{sheet.key}/" for sheet in SITE),
]


@pytest.fixture
def this_day():
    return timezone.localdate()


@pytest.fixture
def filled(home, campaign, wave, this_day) -> Campaign:
    """Something in its sheets, in the wave that runs and before it."""
    page = factories.standard_page(home, title="Une page")
    channel = campaign.channels.create(kind="poster", name="Affiches")
    link = campaign.links.create(channel=channel)
    for number in range(12):
        counted(campaign, this_day - timedelta(days=number), Indicator.VIEW, 100 + number, page=page)
    counted(campaign, this_day, Indicator.LINK_HIT, 7, link=link)
    rejected(campaign, this_day, "bot", 3)
    done = MediaImport.objects.create(campaign=campaign, file_name="meta.csv", sha256="a" * 64)
    MediaFigure.objects.create(
        of_import=done, row=2, channel=channel, day=this_day, impressions=900, clicks=9, cost=Decimal("12.50"), reach=8
    )
    CallVolume.objects.create(
        of_import=done, row=2, helpline=factories.helpline(), campaign=campaign, day=this_day, calls=4
    )
    Adjustment.objects.create(day=this_day, campaign=campaign.pk, kind="view", n=-5, reason="Une panne")
    campaign.annotations.create(day=this_day, text="Un passage à la radio")
    campaign.indicators.create(name="Parcours", value=3, source="Préfecture", measured_on=this_day)
    return campaign


@pytest.fixture
def analyst(people):
    return second(roles.ANALYST, "analyst")


@pytest.fixture
def secret(analyst, this_day) -> str:
    return FiguresKey(user=analyst, name="Tableau", last_day=this_day).draw()


@pytest.fixture
def ask(client, secret):
    """What is at an address of the API, read with the key unless told otherwise."""

    def asked(path: str = "", key: str | None = None, **query):
        return client.get(API + path, query, headers={"authorization": f"Bearer {secret if key is None else key}"})

    return asked


def told(response) -> dict:
    assert response.status_code == 200, response.json()
    return json.loads(b"".join(response)) if response.streaming else response.json()


def closed(schema):
    """The same schema, under which a field that it does not name is an error."""
    if isinstance(schema, dict):
        extra = {"additionalProperties": False} if "properties" in schema else {}
        return {name: closed(value) for name, value in schema.items()} | extra
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


# Who reads


@pytest.mark.parametrize("sent", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Token x", "Bearer figures_x", "é"])
def test_nobody_reads_without_a_key(client, filled, sent):
    headers = {} if sent is None else {"authorization": sent.encode().decode("latin-1")}

    for path in ("", *PATHS):
        response = client.get(API + path, headers=headers)

        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == 'Bearer realm="results"'
        assert "Keys are made under Results." in response.json()["message"]


def test_key_in_an_address_or_a_session_is_none(client, admin_client, filled, secret):
    assert client.get(API, {"key": secret}).status_code == 401
    assert admin_client.get(API).status_code == 401


def test_key_ends_with_its_day_with_its_owner_and_with_their_rights(ask, secret, analyst, filled, this_day):
    assert ask("campaigns/").status_code == 200

    analyst.groups.clear()
    refused = ask("campaigns/")
    assert (refused.status_code, refused.json()["message"]) == (
        403,
        "The owner of this key may not see results any more.",
    )

    analyst.is_active = False
    analyst.save()
    assert ask("campaigns/").status_code == 401

    analyst.is_active = True
    analyst.save()
    FiguresKey.objects.update(last_day=this_day - timedelta(days=1))
    assert "ended with" in ask("campaigns/").json()["message"]

    FiguresKey.objects.all().delete()
    assert "no such key" in ask("campaigns/").json()["message"]


def test_nothing_is_kept_by_a_cache_and_no_cookie_is_set(ask, filled):
    for path in ("", *PATHS, "nowhere/"):
        response = ask(path)

        assert response.headers["Cache-Control"] == "private, no-store"
        assert "Access-Control-Allow-Origin" not in response.headers
        assert not response.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client, secret, filled, method):
    response = getattr(client, method)(f"{API}campaigns/", headers={"authorization": f"Bearer {secret}"})

    assert response.status_code == 405


def test_secret_is_not_kept_and_its_use_is_noted_by_the_day(ask, secret, this_day, django_assert_num_queries):
    kept = FiguresKey.objects.values().get()
    assert secret.startswith("figures_")
    assert secret not in str(kept)

    ask()
    assert FiguresKey.objects.get().used_on == this_day
    with django_assert_num_queries(2):  # the key with its owner, and what they may
        ask()


# What is read


def test_index_leads_to_everything(ask, client, filled):
    addresses = list(told(ask()).values())
    campaigns = told(ask("campaigns/"))["campaigns"]
    addresses += [one["url"] for one in campaigns]
    addresses += [sheet["url"] for sheet in told(ask("campaigns/la-loi/"))["sheets"] + told(ask("site/"))["sheets"]]

    assert {ask(one.partition(API)[2]).status_code for one in addresses} == {200}
    assert len(addresses) == 3 + 1 + len(SHEETS) + len(SITE)


def test_campaigns_are_listed_with_their_waves(ask, filled, past, wave):
    factories.campaign(name="À venir", launched_at=None)

    (one,) = told(ask("campaigns/"))["campaigns"]

    assert (one["campaign"], one["name"], one["audience"]) == ("la-loi", "La loi", filled.audience)
    assert [(each["wave"], each["name"]) for each in one["waves"]] == [(past.pk, "Automne"), (wave.pk, "Hiver")]
    assert one["waves"][1]["first_day"] == "2026-11-15"


def test_numbers_are_those_of_the_export(ask, filled):
    daily = told(ask("campaigns/la-loi/daily/"))

    assert sum(row["view"] for row in daily["rows"]) == sum(100 + number for number in range(12))
    assert (daily["campaign"], daily["wave"], daily["first_day"]) == ("la-loi", None, "2026-09-25")
    (media,) = told(ask("campaigns/la-loi/media/"))["rows"]
    assert (media["cost"], media["impressions"], media["day"]) == (12.5, 900, "2026-11-24")
    assert told(ask("campaigns/la-loi/links/"))["rows"][0]["link_hit"] == 7


def test_a_wave_and_some_days_are_asked_for(ask, filled, wave):
    of_wave = told(ask("campaigns/la-loi/daily/", wave=wave.pk))
    some = told(ask("campaigns/la-loi/pages/", **{"from": "2026-11-23", "to": "2026-11-24"}))

    assert (of_wave["wave"], len(of_wave["rows"])) == (wave.pk, 10)
    assert [(row["title"], row["view"]) for row in some["rows"] if row["page"]] == [("Une page", 100 + 101)]


def test_names_come_in_the_language_that_is_asked_for_and_keys_stay(ask, filled):
    french, english = (told(ask("campaigns/la-loi/", language=code))["sheets"][0] for code in ("fr", "en"))

    assert (french["title"], english["title"]) == ("Jour par jour", "Day by day")
    assert [one["key"] for one in french["columns"]] == [one["key"] for one in english["columns"]]
    assert french["columns"][1]["meaning"] != english["columns"][1]["meaning"]


def test_protected_audiences_are_rounded_and_withheld_as_on_the_screen(ask, home, this_day):
    outside = SimpleNamespace(pk=0, audience=OUTREACH.name)
    for day, n in ((date(2026, 8, 9), 37), (date(2026, 9, 9), 4), (date(2026, 10, 9), 12), (this_day, 90)):
        counted(outside, day, Indicator.VIEW, n)
    reconcile(this_day)

    rows = told(ask("site/protected/", language="en"))["rows"]

    assert [
        (row["view"], row.get("said", {}).get("view")) for row in rows if row["audience"] == "people in prostitution"
    ] == [
        (20, "20 since 2026-09-01"),
        (None, "withheld"),
        (40, None),
    ]
    assert sum(row["view"] for row in told(ask("site/daily/", days="all"))["rows"]) == 0


def test_what_a_cell_says_in_words_has_its_number_for_machines():
    assert (str(Said("12 since 2026-11-20", 12)), Said("withheld").number) == ("12 since 2026-11-20", None)


@pytest.mark.parametrize("sheets", [SHEETS, SITE], ids=["campaign", "site"])
def test_each_column_of_a_sheet_has_a_key_of_its_own(sheets):
    for sheet in sheets:
        keys = [column.key for column in sheet.columns]
        assert len(set(keys)) == len(keys)


# What is asked wrongly


@pytest.mark.parametrize(
    ("path", "query", "status", "said"),
    [
        ("campaigns/nowhere/", {}, 404, "There is no campaign “nowhere”"),
        ("campaigns/la-loi/nothing/", {}, 404, "There are: daily, channels"),
        ("campaigns/la-loi/daily/", {"wave": "999", "language": "en"}, 404, "No wave of this campaign"),
        ("campaigns/la-loi/daily/", {"wave": "first"}, 400, "“wave” must be"),
        ("campaigns/la-loi/daily/", {"from": "25/11/2026"}, 400, "“from” must be a day, as 2026-11-25."),
        ("campaigns/la-loi/daily/", {"from": "2026-02-30"}, 400, "“from” must be a day"),
        ("campaigns/la-loi/daily/", {"from": "2020-01-01"}, 400, "must be days from 2026-09-25 to 2026-11-24"),
        ("campaigns/la-loi/daily/", {"from": "2026-11-24", "to": "2026-11-23"}, 400, "in this order"),
        ("campaigns/la-loi/daily/", {"wav": "all"}, 400, "There is no parameter “wav”"),
        ("campaigns/", {"language": "xx"}, 400, "“language” must be one of"),
        ("site/daily/", {"days": "12"}, 400, "“days” must be one of"),
        ("site/daily/", {"days": "28", "from": "2026-11-01"}, 400, "Give either"),
        ("site/daily/", {"from": "2026-11-01", "language": "en"}, 400, "Give the first and the last day."),
        ("nowhere/", {}, 404, "There is nothing at this address."),
    ],
)
def test_what_is_asked_wrongly_is_told(ask, filled, path, query, status, said):
    response = ask(path, **query)

    assert (response.status_code, said in response.json()["message"]) == (status, True), response.json()


def test_campaign_that_is_not_launched_tells_nothing(ask, home):
    factories.campaign(name="À venir", launched_at=None)

    assert ask("campaigns/a-venir/").status_code == 404
    assert "is not launched" in ask("campaigns/a-venir/daily/").json()["message"]


# Its description


def test_description_is_valid_and_needs_no_key(client, db):
    response = client.get(f"{API}openapi.json")

    validate(response.json())
    assert next(iter(response.json()["paths"])) == "/campaigns/"


def test_every_answer_is_what_is_described(ask, filled, past):
    described = closed(json.loads(json.dumps(document(), default=str)))
    assert {path.replace("{slug}", "la-loi").lstrip("/") for path in described["paths"]} == set(PATHS)
    for path, operation in described["paths"].items():
        schema = operation["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        schema |= {"components": described["components"]}
        answer = told(ask(path.lstrip("/").replace("{slug}", "la-loi")))
        found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answer)
        assert not [f"{path} {error.json_path}: {error.message[:200]}" for error in found]


def test_queries_do_not_grow_with_the_waves(ask, campaign, django_assert_max_num_queries, this_day):
    for number in range(20):
        campaign.waves.create(
            name=str(number), starts_at=timezone.now(), started_at=timezone.now(), ends_at=timezone.now()
        )
    ask()
    with django_assert_max_num_queries(6):
        assert len(told(ask("campaigns/"))["campaigns"][0]["waves"]) == 20
