"""The OpenAPI description, made from the sheets, columns and parameters that the endpoints use."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.plan.api.endpoints import Open
from campaigns.plan.api.openapi import PROBLEM
from campaigns.results.api import asked
from campaigns.results.api.access import LANGUAGE
from campaigns.results.api.writing import SAID
from campaigns.results.exports.columns import Column
from campaigns.results.exports.sheets import SHEETS, Sheet
from campaigns.results.whole_site import exports as site

Schema = dict[str, Any]

ABOUT = """The results of campaigns and of the whole site, read-only, for whoever has a key. Counts of what happened: no number says how many people there were.
Within version 1, fields, columns and sheets may be added; none is renamed, removed or given another meaning."""
TEXT, DAY, MOMENT, WHOLE = (
    {"type": "string"},
    {"type": "string", "format": "date"},
    {"type": ["string", "null"], "format": "date-time"},
    {"type": "integer"},
)
COLUMN = {
    "type": "object",
    "description": "What is said of a column; `source` and what follows it of numbers alone.",
    "properties": dict.fromkeys(["key", "name", "meaning", "source", "precision", "limits", "adds_up"], TEXT),
    "required": ["key", "name"],
}
WAVE = {
    "type": "object",
    "properties": {"wave": WHOLE, "name": TEXT, "first_day": DAY, "last_day": DAY},
    "required": ["wave", "name", "first_day", "last_day"],
}
CAMPAIGN = {
    "campaign": TEXT,
    "name": TEXT,
    "audience": TEXT,
    "frame": TEXT,
    "launched_on": DAY,
    "ends_on": {"type": ["string", "null"], "format": "date"},
    "waves": {"type": "array", "items": WAVE},
    "url": TEXT,
}


class Description(Open, APIView):
    """The description itself: it says nothing of any campaign, and needs no key."""

    def get(self, request: Request) -> Response:
        with translation.override("en"):
            return Response(document())


def document() -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Results", "version": "1.0.0", "description": ABOUT},
        "servers": [{"url": f"{settings.BASE_URL.rstrip('/')}/api/results/v1"}],
        "security": [{"key": []}],
        "paths": _paths(),
        "components": {
            "schemas": {"Problem": PROBLEM, "Column": COLUMN},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> Schema:
    slug = {"name": "slug", "in": "path", "required": True, "schema": TEXT}
    listed = {"cautions": _list(TEXT), "counted_until": MOMENT, "sheets": _list(_object(_described() | {"url": TEXT}))}
    campaigns = _object({"campaigns": _list(_object(CAMPAIGN))})
    found = {
        "/campaigns/": _get("campaigns", "Campaigns that were launched, the newest first.", campaigns),
        "/campaigns/{slug}/": _get(
            "sheets", "What each sheet of a campaign means.", _object(CAMPAIGN | listed), [slug], missing=True
        ),
        "/site/": _get("site_sheets", "What each sheet of the whole site means.", _object(listed)),
    }
    named = {"campaign": TEXT, "wave": {"type": ["integer", "null"]}}
    for sheet in SHEETS:
        asks = [slug, *map(_parameter, asked.OF_CAMPAIGN)]
        shape = _sheet(sheet, named)
        found[f"/campaigns/{{slug}}/{sheet.key}/"] = _get(
            f"campaign_{sheet.key}", str(sheet.title), shape, asks, missing=True
        )
    for sheet in site.SHEETS:
        shape = _sheet(sheet, {})
        found[f"/site/{sheet.key}/"] = _get(
            f"site_{sheet.key}", str(sheet.title), shape, [*map(_parameter, asked.OF_SITE)]
        )
    return found


def _described() -> Schema:
    return {"sheet": TEXT, "title": TEXT, "columns": _list({"$ref": "#/components/schemas/Column"})}


def _sheet(sheet: Sheet, named: Schema) -> Schema:
    days = {"first_day": DAY, "last_day": DAY, "counted_until": MOMENT}
    return _object(named | days | _described() | {"rows": _list(_row(sheet.columns))})


def _row(columns: Iterable[Column]) -> Schema:
    cells = {one.key: _cell(one) for one in columns}
    words = {
        "type": "object",
        "description": "Of cells that are null or of a part of the days: what a person is told.",
        "additionalProperties": TEXT,
    }
    return _object(cells) | {"properties": cells | {SAID: words}}


def _cell(column: Column) -> Schema:
    if column.definition is None:
        return {"type": ["string", "integer", "number", "null"], "description": str(column.name)}
    return {"type": ["number", "null"], "description": f"{column.name}. {column.definition.meaning}"}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _parameter(parameter) -> Schema:
    return {"name": parameter.name, "in": "query", "description": parameter.about, "schema": parameter.schema()}


def _get(
    name: str, summary: str, schema: Schema, parameters: Iterable[Schema] = (), *, missing: bool = False
) -> Schema:
    reasons = {"400": "Why it cannot be.", "401": "The key is missing, unknown or has ended."}
    reasons |= {"403": "The owner of the key may not see results."} | ({"404": "There is none."} if missing else {})
    refused = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers = {code: {"description": why, "content": refused} for code, why in reasons.items()}
    told = {"200": {"description": "What was asked for.", "content": {"application/json": {"schema": schema}}}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [_parameter(LANGUAGE), *parameters],
            "responses": told | answers,
        }
    }
