"""What is live was approved: the one door through which words reach the public.

Every page and every snippet with drafts is `SignedOff`. Whatever puts one live (the admin, a schedule, a translation, a
copy, a program) ends in saving its row, and a row that is live is saved only where the guards, which the room for sign-off
registers, agree.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex, Revision, TranslatableMixin

from core import registry
from core.publication import versions
from made.problems import RefusedError

Guard = Callable[[Any], None]

# A function that takes what is about to be live and raises SignOffError where it may not be.
GUARDS = registry.Kind[Guard]()

# What changes without a word that the public reads being changed: place in the tree, state, schedule, locks, comments.
VOLATILE = frozenset(
    {
        "pk", "id", "path", "depth", "numchild", "url_path", "draft_title", "owner", "content_type", "live", "expired",
        "has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at", "embargo", "expire_at", "locked",
        "locked_at", "locked_by", "latest_revision", "latest_revision_created_at", "live_revision", "alias_of",
        "wagtail_admin_comments", "index_entries", "page_ptr", "translation_key",
    }
)  # fmt: skip

# What a draft takes from its row, whatever its revision says: Wagtail would look each of them up before it does.
FROM_ROW = frozenset({"latest_revision", "locale", "locked_by"})

WITH_FILES = ("core.CampaignImage", "core.CampaignDocument", "core.CampaignMedia")


class SignOffError(RefusedError):
    """Something may not go live, or may not be decided by this person; the message says what to do."""


class Purpose(NamedTuple):
    """What a text that is no page is for, in a sentence; and for when, in which its decision is due, or None."""

    told: str
    due: datetime | None


def require(instance: Any) -> None:
    for guard in GUARDS:
        guard(instance)


class SignedOff(models.Model):
    """A page or snippet that is live only in words that were approved."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if self.live and (update_fields is None or not VOLATILE.issuperset(update_fields) or "live" in update_fields):
            require(self)
        if update_fields is not None:
            kwargs["update_fields"] = update_fields
        return super().save(*args, **kwargs)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """An automatic save after a pause makes a new version (`core.publication.versions`); Wagtail still refuses what is not the newest, or another's."""
        is_newest = overwrite_revision is not None and overwrite_revision.pk == self.latest_revision_id
        if is_newest and versions.is_kept(overwrite_revision, self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    @classmethod
    def purposes(cls, _pks: Iterable[str]) -> dict[str, Purpose]:
        """{primary key as text: what it is for}, where it says so, to those who decide about it; at most one query."""
        return {}

    def with_content_json(self, content):
        same = content.get("live_revision") == self.live_revision_id  # then it exists: the row says so, too
        draft = super().with_content_json(without(content, FROM_ROW | {"live_revision"} if same else FROM_ROW))
        if same:
            draft.live_revision_id = self.live_revision_id
        return draft


def goes_public(thing: Any) -> bool:
    """Whether the public reads it once it is live, and not only once somebody passes it on."""
    return getattr(thing, "is_read_once_live", True)


def without(content: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in names}


def digest(instance: Any) -> str:
    """SHA-256 of all that the public sees of it: its fields, its child objects, and the files that these show."""
    # Files first: looking for them reads every block, and a block that was read is written in one form alone.
    shown = {"files": _files(instance), "content": _content(instance)}
    return hashlib.sha256(json.dumps(shown, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def digest_of(revision: Revision) -> str:
    """The digest of what a revision says.

    `as_object` would read place, state, locks and comments beside the words: a dozen queries that no digest depends on.
    """
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    words = without(revision.content, VOLATILE - {"pk"} | {"locale"})
    if issubclass(model, Page):
        words[COMMENTS_RELATION_NAME] = []  # or they would be read, to be left out
    said = model.from_serializable_data(words)
    if issubclass(model, TranslatableMixin):
        said.locale_id = revision.content.get("locale")  # no language goes while a text is in it: nothing to look up
    return digest(said)


def same_words(one: Revision, other: Revision) -> bool:
    """Whether two revisions of a text say the same, files aside; without a query."""
    return words_of(one) == words_of(other)


def words_of(revision: Revision) -> dict[str, Any]:
    """All that a revision says, files aside, streams as lists; without a query."""
    return {name: _without_keys(value) for name, value in revision.content.items() if name not in VOLATILE}


def _content(instance: Any) -> dict[str, Any]:
    serialise = getattr(instance, "serializable_data", None)
    data = serialise() if serialise else get_serializable_data_for_fields(instance)
    return {name: _without_keys(value) for name, value in data.items() if name not in VOLATILE}


def _without_keys(value: Any) -> Any:
    """Child objects and blocks are given keys as they are saved: their words count, not their keys."""
    if isinstance(value, str):
        return _without_keys(json.loads(value)) if value.startswith("[{") else value
    if isinstance(value, list):
        return [_without_keys(child) for child in value]
    if isinstance(value, dict):
        keys = {"id"} if value.keys() >= {"type", "value"} else VOLATILE if "pk" in value else frozenset()
        return {name: _without_keys(child) for name, child in value.items() if name not in keys}
    return value


def _files(instance: Any) -> list[tuple[str, str, str]]:
    """(model, name of the file, words that stand for it) of each image or document that it refers to."""
    wanted: dict[int, set[str]] = {}
    for content_type, object_id, *_path in ReferenceIndex._extract_references_from_object(instance):
        wanted.setdefault(content_type, set()).add(object_id)
    found = []
    for model in WITH_FILES:
        model = apps.get_model(model)
        ids = wanted.get(ContentType.objects.get_for_model(model).pk)
        if ids:
            rows = model.objects.filter(pk__in=ids).order_by("pk")
            found += [(model.__name__, item.file.name, item.approved_words) for item in rows]
    return found
