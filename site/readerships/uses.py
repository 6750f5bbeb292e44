"""What an audience of the team was used for: pages and their versions, words kept from it, decisions and counts."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast
from wagtail.models import Revision

from core import audiences
from core.audience_field import AudienceField
from core.text.fields import ChoicesField


def of(name: str) -> list[str]:
    """The names of what uses it. It reads every version of every page, and is asked before a deletion alone."""
    return list(
        dict.fromkeys([*_rows(name), *_versions(name), *(said for uses in audiences.USES for said in uses(name))])
    )


def _rows(name: str) -> Iterator[str]:
    """By fields: a room says nothing for that."""
    for model in apps.get_models():
        wanted = models.Q()
        asked = model._base_manager.all()
        for field in model._meta.concrete_fields:
            if isinstance(field, AudienceField):
                wanted |= models.Q(**{field.name: name})
            elif isinstance(field, ChoicesField) and field.options is audiences.every_choice:
                asked = asked.alias(**{f"{field.name}_text": Cast(field.name, models.TextField())})
                wanted |= models.Q(**{f"{field.name}_text__contains": f'"{name}"'})
        if wanted and asked.filter(wanted).exists():
            yield str(model._meta.verbose_name_plural)


def _versions(name: str) -> Iterator[str]:
    """Drafts and former versions; blocks name audiences too. In the JSON of a version, streams are JSON within a text."""
    text = Revision.objects.alias(text=Cast("content", models.TextField()))
    if text.filter(models.Q(text__contains=f'"{name}"') | models.Q(text__contains=f'"{name}\\"')).exists():
        yield str(Revision._meta.verbose_name_plural)
