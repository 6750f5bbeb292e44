"""Fields of the API beyond those of REST framework; `openapi.py` knows how each is described."""

from typing import Any

from rest_framework import serializers


class TextField(serializers.CharField):
    """Plain text; empty where there is none."""


class HtmlField(serializers.CharField):
    """HTML of the few elements that `html.py` keeps."""


class LanguageField(serializers.CharField):
    """The code of one of the site's languages."""


class AudienceField(serializers.CharField):
    """The name of an audience, of those that the team defined too."""


class AddressField(serializers.URLField):
    """A whole address; null where there is none."""

    def __init__(self, **kwargs):
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value: str) -> str | None:
        return value or None


class OneOfField(serializers.Field):
    """One of several shapes, told apart by `type`."""

    def __init__(self, shapes: dict[str, type[serializers.Serializer]], **kwargs):
        super().__init__(**kwargs)
        self.shapes = {name: shape() for name, shape in shapes.items()}

    def to_representation(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"type": value["type"]} | self.shapes[value["type"]].to_representation(value)
