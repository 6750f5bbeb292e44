"""Where `plain_text` is held: in every form, and wherever words that become public are written, whoever writes them.

A form refuses a text as it stands, so that an old one is mended when somebody next edits it. A row or a draft is refused
only for what is not stored yet, so that no job fails for what was there before the rule: `manage.py doctor` lists that.
"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core import registry
from core.publication.sign_off import VOLATILE, SignedOff, SignOffError
from core.text.streams import leaves_of
from core.words import plain_text

# Models whose texts are held to the rule, as those of all that is signed off.
GUARDED = registry.Kind[type[models.Model]](SignedOff, Page)


def guard_forms() -> None:
    """Django asks each text that comes in by a form for NUL alone; a field that says `is_guarded = False` takes what nobody publishes.

    Browsers send two characters for an end of line: kept, they would make other words of what nobody touched.
    """
    clean = forms.CharField.clean

    def clean_plainly(field: forms.CharField, value: Any) -> Any:
        cleaned = clean(field, value)
        if not isinstance(field.widget, forms.PasswordInput):
            cleaned = cleaned.replace("\r\n", "\n") if isinstance(cleaned, str) else cleaned
            if not getattr(field, "is_guarded", True):
                return cleaned
            ask = (
                plain_text.unseen if field.widget.is_hidden else plain_text.refusal
            )  # what is hidden is no person's number
            for text in _strings(cleaned):
                if reason := ask(text):
                    raise ValidationError(reason, code="not_plain")
        return cleaned

    forms.CharField.clean = clean_plainly


@receiver(pre_save)
def refuse_new_in_rows(sender, instance, raw, update_fields, **kwargs):
    if raw or not isinstance(instance, tuple(GUARDED)):
        return
    found = problems(instance, update_fields)
    if found:
        _refuse(instance, found, _stored(type(instance), instance.pk, getattr(instance, "translation_key", None)))


@receiver(pre_save, sender=Revision)
def refuse_new_in_drafts(sender, instance, raw, **kwargs):
    """The words of a draft lie in its revision alone; they are never changed there."""
    model = instance.content_type.model_class() if instance._state.adding and not raw else None
    if model is None or not issubclass(model, tuple(GUARDED)):
        return
    found = _problems(_texts_in(instance.content))
    if found:
        key = instance.content.get("translation_key")
        _refuse(model(pk=instance.object_id), found, _stored(model, instance.object_id, key))


def problems(instance: models.Model, only: Any = None) -> dict[str, str]:
    """{what is wrong with a text of a row: its field}, without a query; of these fields `only`."""
    return _problems(_texts_of(instance, only))


def stored_problems() -> Iterator[tuple[models.Model, str, str]]:
    """(row, field, what is wrong) of all that is stored."""
    for model in apps.get_models():
        if issubclass(model, tuple(GUARDED)) and model is not Page:
            for row in model._base_manager.order_by("pk").iterator(chunk_size=200):
                for reason, field in problems(row).items():
                    yield row, field, reason


def _texts_of(instance: models.Model, only: Any) -> Iterator[tuple[str, str]]:
    deferred = instance.get_deferred_fields()
    for field in instance._meta.concrete_fields:
        if field.attname in deferred or field.name in VOLATILE or (only is not None and field.name not in only):
            continue
        if isinstance(field, StreamField):
            yield from (
                (field.name, text)
                for _name, leaf in leaves_of(getattr(instance, field.name))
                for text in _strings(leaf)
            )
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield from ((field.name, text) for text in _strings(getattr(instance, field.name)))


def _texts_in(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The same of what a revision keeps, with its child objects."""
    for name, value in content.items():
        if name not in VOLATILE:
            yield from ((name, text) for text in _strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        stream = _stream(value)
        if stream is None:
            yield value
        else:
            yield from _strings(stream)
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from _strings(child)


def _stream(value: str) -> list | None:
    """A revision keeps a stream as JSON in a text."""
    if not value.startswith("[{"):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _problems(texts: Iterator[tuple[str, str]]) -> dict[str, str]:
    return {problem: name for name, text in texts for problem in plain_text.problems(text)}


def _stored(model: type[models.Model], pk: Any, translation_key: Any) -> Iterator[str]:
    """What is wrong already in the row, in its translations, which are made of each other, and in their drafts."""
    rows = model._base_manager.filter(pk=pk)
    if translation_key:
        rows = model._base_manager.filter(models.Q(pk=pk) | models.Q(translation_key=translation_key))
    keys = []
    for row in rows:
        keys.append(str(row.pk))
        yield from problems(row)
    drafts = Revision.objects.filter(object_id__in=keys, content_type=ContentType.objects.get_for_model(model))
    for draft in drafts.order_by("-pk").iterator(chunk_size=20):
        yield from _problems(_texts_in(draft.content))


def _refuse(instance: models.Model, found: dict[str, str], stored: Iterator[str]) -> None:
    """Raises SignOffError unless all of it was stored before."""
    new = dict(found)
    for reason in stored:
        new.pop(reason, None)
        if not new:
            return
    reason, name = next(iter(new.items()))
    raise SignOffError(f"{_label(instance, name)} – {reason}")


def _label(instance: models.Model, name: str) -> str:
    try:
        return str(getattr(instance._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name
