"""The description of the content API: valid, and exactly what is answered."""

import json
import re
from datetime import date

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from campaigns.plan.api.body import BLOCKS, LEFT_OUT
from campaigns.plan.api.openapi import document
from campaigns.plan.models import CampaignPage
from tests import factories
from tests.config.test_env import ROOT

API = "/api/v2/"


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(home):
    return factories.campaign()


def test_description_is_valid_and_served(client, db):
    response = client.get(f"{API}openapi.json")

    validate(response.json())
    assert response.json()["openapi"] == "3.1.0"
    assert response.json() == json.loads(json.dumps(document()))


def test_description_names_every_address_that_answers(client, home):
    for path in document()["paths"]:
        assert client.get(API + path.strip("/").replace("{id}", "1") + "/").status_code in (200, 404)
    assert list(document()["paths"]) == ["/campaigns/", "/facts/", "/helplines/", "/campaigns/{id}/"]


def closed(schema):
    """The same schema, under which a field that it does not name is an error."""
    if isinstance(schema, dict):
        extra = {"additionalProperties": False} if "properties" in schema else {}
        return {name: closed(value) for name, value in schema.items()} | extra
    return [closed(value) for value in schema] if isinstance(schema, list) else schema


def errors(response, path: str, status: str = "200") -> list[str]:
    """Where an answer differs from what the description says of it."""
    described = closed(document())
    content = described["paths"][path]["get"]["responses"][status]["content"]["application/json"]
    schema = content["schema"] | {"components": described["components"]}
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(response.json())
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


@pytest.fixture
def full(home, index, campaign):
    """One page that holds every block, with all of its fields and with the least of them."""
    fact, bare = (
        factories.fact(source_date=date(2016, 4, 13), verified_on=date(2026, 1, 1)),
        factories.fact("", "", sentence="Elle est due."),
    )
    factories.helpline(chat_url="https://chat.example.org/", spoken=["fr", "ar"])
    other = factories.standard_page(home, slug="ouverte")
    return factories.campaign_page(index, campaign, slug="tout", body=every_block(fact, bare, other))


def every_block(fact, bare, other) -> list[dict]:
    block, rich = factories.block, f"<p>{factories.inline(fact)}</p>"
    cells = {f"cell_{number}": f"c{number}" for number in range(1, 5)}
    columns = {f"column_{number}": ("" if number > 2 else f"C{number}") for number in range(1, 5)}
    return [
        block("statement", text="Une phrase", detail=""),
        block("text", text=rich),
        block("quote", text="Des mots", author="", source="", url=""),
        block("steps", heading="Que faire", steps=[{"title": "D’abord", "text": "ceci"}]),
        block("accordion", heading="Questions", questions=[{"question": "Ou ?", "answer": rich}]),
        block("notice", kind="danger", heading="Danger", text=rich),
        block("table", caption="Pays", rows=[cells], **columns),
        block("call_to_action", text="Lire", page=other.pk, address="", detail=""),
        block("call_to_action", text="Appeler", page=None, address="tel:17", detail=""),
        block("downloads", heading="Fichiers", documents=[]),
        block("share", heading="Partager"),
        block("operator", heading="Qui"),
        block("fact_card", fact=fact.pk),
        block(
            "penalty_ladder", heading="Peines", rungs=[{"title": "Une", "fact": bare.pk, "fact_2": None, "text": ""}]
        ),
        block("timeline", heading="Dates", moments=[{"fact": fact.pk, "text": "C’est dit"}]),
        block(
            "comparison",
            heading="Ailleurs",
            column_1="Pays",
            column_2="Depuis",
            rows=[{"name": "Ici", "fact": fact.pk, "text": ""}],
        ),
        block(
            "fact_chart",
            heading="Chiffres",
            text="",
            column="Année",
            bars=[{"label": "2019", "fact": None}, {"label": "2024", "fact": fact.pk}],
        ),
        block("myths", heading="Dit-on", myths=[{"myth": "Non", "answer": rich, "fact": fact.pk, "fact_2": None}]),
        block("helplines", heading="Parler", audience="buyers"),
    ]


@pytest.mark.parametrize("path", ["/campaigns/", "/facts/", "/helplines/"])
def test_listing_is_what_the_description_says(client, full, path):
    response = client.get(API + path.strip("/") + "/")

    assert response.json()["meta"]["total_count"] >= 1
    assert errors(response, path) == []


def test_campaign_is_what_the_description_says_alone_and_in_a_listing(client, full):
    response = client.get(f"{API}campaigns/{full.pk}/")

    assert errors(response, "/campaigns/{id}/") == []
    assert response.json() == told(client)


def test_errors_are_what_the_description_says(client, home):
    refused, missing = client.get(f"{API}facts/?x=1"), client.get(f"{API}campaigns/999/")

    assert errors(refused, "/facts/", "400") == []
    assert errors(missing, "/campaigns/{id}/", "404") == []


def test_description_would_show_a_field_that_is_not_in_it(client, full):
    response = client.get(f"{API}facts/")
    answer = response.json()
    answer["items"][0]["secret"] = 1
    response.json = lambda: answer

    assert len(errors(response, "/facts/")) == 1


def test_every_block_of_a_campaign_is_told_or_left_out_on_purpose():
    blocks = set(CampaignPage._meta.get_field("body").stream_block.child_blocks)

    assert set(BLOCKS) | set(LEFT_OUT) == blocks
    assert set(BLOCKS).isdisjoint(LEFT_OUT)


@pytest.mark.django_db
def test_page_for_people_names_every_field_and_block():
    text = (ROOT / "docs/api.md").read_text()
    schemas = document()["components"]["schemas"]
    fields = {name for shape in ("Campaign", "Fact", "Helpline") for name in schemas[shape]["properties"]}

    missing = (fields | set(BLOCKS) | set(LEFT_OUT)) - set(re.findall(r"`([a-z_0-9]+)`", text))
    assert missing == set()


# What every block tells


def told(client) -> dict:
    """The one campaign page that there is."""
    [item] = client.get(f"{API}campaigns/").json()["items"]
    return item


def test_body_keeps_the_order_and_leaves_out_what_belongs_to_this_site(client, full):
    assert [block["type"] for block in told(client)["body"]] == [
        "statement",
        "text",
        "quote",
        "steps",
        "accordion",
        "notice",
        "table",
        "call_to_action",
        "call_to_action",
        "fact_card",
        "penalty_ladder",
        "timeline",
        "comparison",
        "fact_chart",
        "myths",
        "helplines",
    ]


def test_blocks_tell_their_words(client, full):
    blocks = {block["type"]: block for block in told(client)["body"]}

    assert blocks["text"]["text"] == "<p><bdi>1\u202f500\xa0€</bdi></p>"
    assert blocks["steps"]["steps"] == [{"title": "D’abord", "text": "ceci"}]
    assert blocks["accordion"]["questions"] == [{"question": "Ou ?", "answer": blocks["text"]["text"]}]
    assert (blocks["table"]["columns"], blocks["table"]["rows"]) == (["C1", "C2"], [["c1", "c2"]])
    assert blocks["quote"] == {"type": "quote", "text": "Des mots", "author": "", "source": "", "url": None}
    assert blocks["call_to_action"]["url"] == "tel:17"


def test_blocks_that_explain_name_the_facts_on_which_they_stand(client, full):
    item = told(client)
    blocks, fact = {block["type"]: block for block in item["body"]}, item["facts"][0]["id"]

    assert blocks["timeline"]["moments"] == [{"fact": fact, "text": "C’est dit"}]
    assert blocks["comparison"]["rows"] == [{"fact": fact, "name": "Ici", "text": ""}]
    assert blocks["fact_chart"]["bars"] == [{"label": "2019", "fact": None}, {"label": "2024", "fact": fact}]
    assert blocks["myths"]["myths"] == [{"myth": "Non", "answer": "<p><bdi>1\u202f500\xa0€</bdi></p>", "facts": [fact]}]


def test_facts_come_in_the_order_of_the_body_each_once(client, full):
    item = told(client)

    cards = [block["fact"] for block in item["body"] if block["type"] == "fact_card"]
    rungs = [block["rungs"][0]["facts"] for block in item["body"] if block["type"] == "penalty_ladder"]
    assert [[fact["id"]] for fact in item["facts"]] == [cards, *rungs]
    assert item["facts"][0]["sentence"] == "La loi prévoit 1\u202f500\xa0€, même une seule fois."
    assert item["facts"][0]["source_date"] == "2016-04-13"
