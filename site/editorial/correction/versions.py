"""The words of a text that were live before those of now, and that may come back as they were approved."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page, Revision

from core.publication.sign_off import SignedOff, digest_of
from editorial.models import Approval, Step, ToTell
from facts import values
from facts.models import Fact, FactWording, Helpline, HelplineWording

SHOWN = 12  # versions of one text, the newest first

Key = tuple[int, str]  # of a text: its table, and its id there


@dataclass
class Version:
    """Words that two steps approved, which were live and were replaced; no withdrawal reached them."""

    approval: Approval
    legal: Approval

    @property
    def pk(self) -> int:
        return self.approval.pk

    @property
    def revision(self) -> Revision:
        return self.approval.revision

    @cached_property
    def replaced_at(self) -> datetime:
        """What was made since bears other words."""
        return self.approval.spent_at

    @property
    def brief(self) -> str:
        """What tells one version from another: a value, a number, a sentence or a title."""
        said = self.revision.content
        if parsed := values.parse(said.get("value") or "", said.get("unit") or ""):
            return parsed.written(get_language())
        return said.get("sentence") or said.get("number") or said.get("purpose") or self.revision.object_str

    @property
    def approved_by(self) -> str:
        return ", ".join(dict.fromkeys([self.legal.reviewer, self.approval.reviewer]))

    @cached_property
    def is_as_approved(self) -> bool:
        """Not where a file that it shows, or its words for it, have changed since."""
        return digest_of(self.revision) == self.approval.digest


@dataclass
class Text:
    """A text with the versions that may come back; `name` is what posted choices call it."""

    instance: Any
    versions: list[Version] = field(default_factory=list)
    chosen: int = 0  # a version; 0 where it stays as it is
    approved_at: datetime | None = None  # of the words that are live

    @property
    def name(self) -> str:
        return f"version-{self.instance._meta.model_name}-{self.instance.pk}"

    @property
    def language(self) -> str:
        return self.instance.locale.language_code if getattr(self.instance, "locale_id", None) else ""

    @property
    def language_or_kind(self) -> str:
        return self.instance.locale.get_display_name() if self.language else self.kind

    @property
    def kind(self) -> str:
        return capfirst(self.instance._meta.verbose_name)

    @property
    def key(self) -> str:
        """The same in all its versions; it fits into `ToTell.who`."""
        return f"{ToTell.TEXT}{self.instance.get_base_content_type().pk}:{self.instance.pk}"

    @property
    def choice(self) -> Version | None:
        return next((version for version in self.versions if version.pk == self.chosen), None)

    def before(self, when: datetime) -> Version | None:
        """The newest that was approved before a moment."""
        return next((version for version in self.versions if version.approval.created_at < when), None)

    def may_repeat(self, since: datetime, until: datetime | None = None) -> bool:
        """Whether its words were approved while others, which were wrong, were live: as a translation of them, perhaps."""
        at = self.approved_at
        return at is not None and since <= at and (until is None or at <= until)

    @property
    def mark(self) -> str:
        """It moves whenever something of the text goes live, or is withdrawn."""
        return f"{self.instance.pk}:{self.instance.live_revision_id}:{self.instance.last_published_at}"


def may_hold(model: type) -> bool:
    return issubclass(model, SignedOff)


def of(thing: Any) -> list[Text]:
    """The thing first, then what goes with it: a page in other languages, the words of a fact and the fact of words."""
    texts = [Text(one) for one in together(thing) if one.live]
    found, live = _versions([text.instance for text in texts])
    for text in texts:
        key = _key(text.instance)
        text.versions, text.approved_at = found[key][:SHOWN], live.get(key)
    return texts


def together(thing: Any) -> list[Any]:
    if isinstance(thing, Page):
        others = Page.objects.filter(translation_key=thing.translation_key, alias_of=None).exclude(pk=thing.pk)
        return [thing, *others.select_related("locale").order_by("locale_id").specific()]
    if isinstance(thing, FactWording | HelplineWording):
        about = thing.fact if isinstance(thing, FactWording) else thing.helpline
        return [thing, about, *_wordings(about).exclude(pk=thing.pk)]
    return [thing, *_wordings(thing)] if isinstance(thing, Fact | Helpline) else [thing]


def _wordings(about: Fact | Helpline):
    return about.wordings.select_related("locale").order_by("locale_id")


def _key(instance: Any) -> Key:
    return instance.get_base_content_type().pk, str(instance.pk)


def _versions(instances: list[Any]) -> tuple[dict[Key, list[Version]], dict[Key, datetime]]:
    """By text its versions, newest first, and when its live words were approved: one query for each table, which holds the pages of all types."""
    ids: dict[ContentType, list[str]] = defaultdict(list)
    for instance in instances:
        ids[instance.get_base_content_type()].append(str(instance.pk))
    found: dict[Key, list[Version]] = defaultdict(list)
    live: dict[Key, datetime] = {}
    for kind, some in ids.items():
        given = Approval.objects.filter(Q(was_live=True) | ~Q(spent_at=None), base_content_type=kind, object_id__in=some)
        joined = given.select_related("user", "link", "revision").order_by("-created_at", "-pk")
        legal: dict[tuple[str, str], Approval] = {}
        published = []
        for approval in joined:
            about = approval.object_id, approval.digest
            if approval.spent_at is None:
                live.setdefault((kind.pk, approval.object_id), approval.created_at)
            elif approval.step == Step.LEGAL:
                legal.setdefault(about, approval)
            elif approval.was_live and approval.revision:
                published.append((about, approval))
        seen = set()
        for about, approval in published:
            if about in legal and about not in seen:
                seen.add(about)
                found[kind.pk, approval.object_id].append(Version(approval, legal[about]))
    return found, live
