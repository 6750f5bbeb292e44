"""The OpenAPI description, made from the serializers and parameters that the endpoints use."""

from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns.plan.api.endpoints import KEPT, LISTINGS, Campaigns, Listing, Open
from campaigns.plan.api.fields import AudienceField, HtmlField, LanguageField, OneOfField
from campaigns.plan.api.html import ELEMENTS
from campaigns.plan.api.parameters import Parameter
from core import audiences
from core.words import languages

Schema = dict[str, Any]

ABOUT = f"""Published campaigns, facts and helplines, read-only and free of any key.
Fields and types of blocks may be added within version 2; none is renamed, removed or given another type.
Text fields are plain text, empty where there is none; addresses and dates are null where there are none.
An answer may be kept for {KEPT} seconds: what is withdrawn on the site is gone everywhere after that time."""
FORMATS = {
    serializers.IntegerField: {"type": "integer"},
    serializers.BooleanField: {"type": "boolean"},
    serializers.DateTimeField: {"type": "string", "format": "date-time"},
    serializers.DateField: {"type": "string", "format": "date"},
    serializers.URLField: {"type": "string", "format": "uri"},
    HtmlField: {
        "type": "string",
        "contentMediaType": "text/html",
        "description": f"HTML of these elements alone: {', '.join(ELEMENTS)} without attributes, a with href.",
    },
    serializers.CharField: {"type": "string"},
}


class Description(Open, APIView):
    """The description itself."""

    def get(self, request: Request) -> Response:
        return Response(document())


def document() -> Schema:
    components = Components()
    return {
        "openapi": "3.1.0",
        "info": {"title": "Campaigns", "version": "2.0.0", "description": ABOUT},
        "servers": [{"url": f"{settings.BASE_URL.rstrip('/')}/api/v2"}],
        "security": [],
        "paths": paths(components),
        "components": {"schemas": components.schemas},
    }


class Components:
    """Schemas by name, each once, gathered while they are referred to."""

    def __init__(self):
        self.schemas: dict[str, Schema] = {"Problem": PROBLEM}

    def ref(self, shape: serializers.Serializer, kind: str = "") -> Schema:
        """A reference to a shape; `kind` is the value of `type` by which a block is known."""
        name = type(shape).__name__
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self._object(shape, kind)
        return {"$ref": f"#/components/schemas/{name}"}

    def _object(self, shape: serializers.Serializer, kind: str) -> Schema:
        properties = {"type": {"const": kind}} if kind else {}
        properties |= {name: self.field(field) for name, field in shape.fields.items()}
        about = {"description": type(shape).__doc__} if type(shape).__doc__ else {}
        return {"type": "object", **about, "properties": properties, "required": list(properties)}

    def field(self, field: serializers.Field) -> Schema:
        schema = self._type(field)
        if field.allow_null:
            schema |= {"type": [schema["type"], "null"]}
        return schema | ({"description": str(field.help_text)} if field.help_text else {})

    def _type(self, field: serializers.Field) -> Schema:
        if isinstance(field, serializers.ListSerializer):
            return {"type": "array", "items": self.ref(field.child)}
        if isinstance(field, serializers.ListField):
            return {"type": "array", "items": self.field(field.child)}
        if isinstance(field, OneOfField):
            return self._one_of(field)
        if isinstance(field, serializers.Serializer):
            return self.ref(field)
        if isinstance(field, LanguageField):
            return {"type": "string", "enum": languages.codes()}
        if isinstance(field, AudienceField):
            return {"type": "string", "enum": list(audiences.known())}
        if isinstance(field, serializers.ChoiceField):
            return {"type": "string", "enum": list(field.choices)}
        return dict(next(schema for kind, schema in FORMATS.items() if isinstance(field, kind)))

    def _one_of(self, field: OneOfField) -> Schema:
        refs = {kind: self.ref(shape, kind) for kind, shape in field.shapes.items()}
        mapping = {kind: ref["$ref"] for kind, ref in refs.items()}
        return {"oneOf": list(refs.values()), "discriminator": {"propertyName": "type", "mapping": mapping}}


PROBLEM = {
    "type": "object",
    "description": "What went wrong, in a sentence.",
    "properties": {"message": {"type": "string"}},
    "required": ["message"],
}


def paths(components: Components) -> Schema:
    found = {f"/{listing.key}/": {"get": _list(listing, components)} for listing in LISTINGS}
    one = components.ref(Campaigns.shape())
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
    operation = {"operationId": "campaign", "summary": "One page of a campaign.", "parameters": [key]}
    found["/campaigns/{id}/"] = {"get": operation | {"responses": _responses(one, "404")}}
    return found


def _list(listing: type[Listing], components: Components) -> Schema:
    meta = {"type": "object", "properties": {"total_count": {"type": "integer"}}, "required": ["total_count"]}
    items = {"type": "array", "items": components.ref(listing.shape())}
    page = {"type": "object", "properties": {"meta": meta, "items": items}, "required": ["meta", "items"]}
    return {
        "operationId": listing.key,
        "summary": listing.about,
        "parameters": [_parameter(parameter) for parameter in listing.parameters],
        "responses": _responses(page, "400"),
    }


def _parameter(parameter: Parameter) -> Schema:
    return {"name": parameter.name, "in": "query", "description": parameter.about, "schema": parameter.schema()}


def _responses(schema: Schema, problem: str) -> Schema:
    refused = {"$ref": "#/components/schemas/Problem"}
    return {
        "200": {"description": "What was asked for.", "content": {"application/json": {"schema": schema}}},
        problem: {"description": "Why it cannot be.", "content": {"application/json": {"schema": refused}}},
    }
