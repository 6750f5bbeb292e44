"""The translations board: every text in every language, its state read in a number of queries that grows with neither."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision, TranslatableMixin, WorkflowState
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, Translation

from core.publication.bundles import Bundle
from core.publication.sign_off import SignedOff
from core.publication.visibility import down_pages_for, hidden_pages
from editorial.translation.sources import STALE

# A text that was handed in, until it is approved or taken back.
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


class State(models.TextChoices):
    """Of one text in one language; what asks for work comes before what does not."""

    MISSING = "missing", _("missing")
    REVIEW = "review", _("in review")
    STALE = "stale", _("stale")
    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")


@dataclass
class Cell:
    state: State
    language: str
    live: bool = False
    pk: int | None = None
    translation: int | None = None
    total: int = 0
    translated: int = 0
    by_machine: int = 0
    edit_url: str = ""
    hidden: bool = False
    down: bool = False
    waits: bool = False  # approved, for a date to come

    @property
    def label(self) -> str:
        if self.state == State.DRAFT and self.waits:
            return gettext("scheduled")
        if self.state == State.DRAFT and self.down:
            return gettext("taken down")
        return self.live_label if self.state == State.LIVE else self.state.label

    @property
    def live_label(self) -> str:
        """What is live of a campaign that is not launched is approved, and read by nobody."""
        return gettext("approved, not public") if self.hidden else State.LIVE.label

    @property
    def progress(self) -> str:
        """Of what is live, only where it is incomplete."""
        is_whole = self.state == State.LIVE and self.translated == self.total
        return f"{self.translated}/{self.total}" if self.total and not is_whole else ""


@dataclass
class Row:
    """One text, as it is in its own language, and its cells in the order of the board's languages."""

    model: type
    pk: int
    key: UUID
    title: str
    live: bool
    down: bool = False
    waits: bool = False
    kind: str = ""
    group: str = ""
    source: int | None = None
    cells: list[Cell] = field(default_factory=list)

    @property
    def edit_url(self) -> str:
        return edit_url(self.model, self.pk)

    @property
    def label(self) -> str:
        """What names the text to the view that translates it."""
        return f"{self.model._meta.label}:{self.pk}"


@dataclass(frozen=True)
class _Version:
    """The row of one text in one language, as the database has it."""

    model: type
    pk: int
    key: UUID
    locale: int
    language: str
    title: str
    live: bool
    changed: bool


@dataclass(frozen=True)
class _Link:
    """What is known of a translation."""

    pk: int
    source: int
    source_changed: datetime
    made: datetime | None


def edit_url(model: type, pk: int) -> str:
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:edit", args=[pk])


def languages() -> list[Locale]:
    """The languages that are translated into, in the order of the settings."""
    order = [code for code, _name in settings.LANGUAGES]
    found = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE).filter(language_code__in=order)
    return sorted(found, key=lambda locale: order.index(locale.language_code))


def rows(
    locales: list[Locale], known: list[Bundle], *, group: str = "", state: str = "", search: str = ""
) -> list[Row]:
    """Every text of the source language, filtered, without the progress of its sentences: see `add_progress`."""
    links = _links()
    in_review, waiting, hidden, down = _in_review(), _waiting(), hidden_pages(), down_pages_for(None)
    versions: dict[UUID, dict[int, _Version]] = {}
    for version in _versions():
        versions.setdefault(version.key, {})[version.locale] = version
    bundle_of = {key: bundle for bundle in known for key in bundle.pages}
    found = []
    for key, by_locale in versions.items():
        source = next((one for one in by_locale.values() if one.language == settings.LANGUAGE_CODE), None)
        if source is None:
            continue
        row = Row(source.model, source.pk, key, source.title, source.live)
        row.kind = "" if issubclass(source.model, Page) else str(source.model._meta.verbose_name_plural)
        row.group = bundle_of[key].label if key in bundle_of else row.kind
        row.cells = [
            _cell(row, locale, by_locale.get(locale.pk), links.get((key, locale.pk)), in_review) for locale in locales
        ]
        for cell in row.cells if row.model is Page else ():
            cell.hidden, cell.down = cell.pk in hidden, cell.pk in down
        row.down = row.model is Page and row.pk in down
        for shown in (row, *row.cells):
            shown.waits = (row.model, str(shown.pk)) in waiting
        row.source = next((links[key, locale.pk].source for locale in locales if (key, locale.pk) in links), None)
        found.append(row)
    order = ["", *groups(known)]
    found.sort(key=lambda row: order.index(row.group))
    # A campaign's texts are its pages and the words of the facts that they show.
    chosen = next((bundle for bundle in known if bundle.label == group), None)
    wanted = chosen.pages | set(chosen.snippets()) if chosen else {row.key for row in found if group in ("", row.group)}
    return [row for row in found if row.key in wanted and _is_shown(row, state, search)]


def count_stale() -> dict[str, tuple[int, str]]:
    """{language: (texts that are stale on the board, what the first is called)}, without reading them."""
    found = _count(STALE, [WorkflowState.STATUS_IN_PROGRESS], Min("source__object_repr"))
    return {code: (number, title) for code, number, title in found}


def count_begun(elsewhere: Iterable[UUID]) -> dict[str, int]:
    """{language: translations that were begun, were never live and were not handed in}, without those of the keys that are told of elsewhere."""
    never_live = {"live": False, "first_published_at": None, "latest_revision__approved_go_live_at": None}
    return dict(_count(~STALE & ~Q(source__object_id__in=elsewhere), OPEN, **never_live))


def _count(translations: Q, statuses: Iterable[str], *also: Aggregate, **of_text: Any) -> QuerySet:
    """(language, translations whose text is in none of these states of its workflow, what else is asked of them)."""
    with_others = WorkflowState.objects.filter(status__in=statuses, object_id=Cast(OuterRef("pk"), CharField()))
    exists = Q()
    for model in (Page, *translatable_snippets()):
        here = model.objects.filter(translation_key=OuterRef("source__object_id"), locale=OuterRef("target_locale"))
        here = here.filter(alias_of=None) if model is Page else here
        of_model = with_others.filter(base_content_type=ContentType.objects.get_for_model(model))
        exists |= Exists(here.filter(~Exists(of_model), **of_text))
    found = Translation.objects.filter(exists, translations, enabled=True)
    return found.order_by().values_list("target_locale__language_code").annotate(Count("pk"), *also)


def add_progress(shown: list[Row], locales: list[Locale]) -> None:
    """Count the sentences of the rows that are shown, in one query."""
    segments = StringSegment.objects.filter(source__in={row.source for row in shown} - {None})
    in_all = StringSegment.objects.filter(source=OuterRef("source")).order_by().values("source")
    here = Q(string__translations__context=F("context"), string__translations__has_error=False)
    counts = (
        segments.annotate(said=FilteredRelation("string__translations", condition=here))
        .values("source", "said__locale")
        .annotate(
            total=Subquery(in_all.annotate(n=Count("pk")).values("n")),
            translated=Count("said__pk"),
            by_machine=Count("said__pk", filter=Q(said__translation_type="machine")),
        )
    )
    by_locale = {(one["source"], one["said__locale"]): one for one in counts}
    totals = {one["source"]: one["total"] for one in counts}
    for row in shown:
        for locale, cell in zip(locales, row.cells, strict=True):
            one = by_locale.get((row.source, locale.pk), {"translated": 0, "by_machine": 0})
            cell.total = totals.get(row.source, 0)
            cell.translated, cell.by_machine = one["translated"], one["by_machine"]


def groups(known: list[Bundle]) -> list[str]:
    """The names under which rows stand: campaigns, then kinds of snippets."""
    return [bundle.label for bundle in known] + [
        str(model._meta.verbose_name_plural) for model in translatable_snippets()
    ]


def _is_shown(row: Row, state: str, search: str) -> bool:
    in_state = not state or any(cell.state == state for cell in row.cells)
    return in_state and (not search or search.casefold() in row.title.casefold())


def _cell(
    row: Row, locale: Locale, version: _Version | None, link: _Link | None, in_review: set[tuple[type, str]]
) -> Cell:
    if version is None:
        return Cell(State.MISSING, locale.language_code)
    address = edit_url(row.model, version.pk)
    cell = Cell(
        State.DRAFT, locale.language_code, version.live, version.pk, link.pk if link else None, edit_url=address
    )
    base = Page if issubclass(version.model, Page) else version.model
    if (base, str(version.pk)) in in_review:
        cell.state = State.REVIEW
    elif link and (link.made is None or link.source_changed > link.made):
        cell.state = State.STALE
    elif version.live and not version.changed:
        cell.state = State.LIVE
    return cell


def _versions() -> Iterator[_Version]:
    columns = ("pk", "translation_key", "locale_id", "locale__language_code")
    pages = Page.objects.filter(depth__gt=1, alias_of=None).order_by("path")
    for row in pages.values_list(*columns, "draft_title", "live", "has_unpublished_changes"):
        yield _Version(Page, *row)
    for model in translatable_snippets():
        # Snippets have no title of their own in the database: `__str__` says it, as what they are the words of is called.
        above = [field.name for field in model._meta.fields if field.many_to_one and not field.null]
        for found in model.objects.select_related(*above):
            yield _Version(
                model,
                found.pk,
                found.translation_key,
                found.locale_id,
                found.locale.language_code,
                str(found),
                found.live,
                found.has_unpublished_changes,
            )


def translatable_snippets() -> list[type]:
    """Snippets that are words in one language, and signed off."""
    return [
        model for model in get_snippet_models() if issubclass(model, TranslatableMixin) and issubclass(model, SignedOff)
    ]


def _links() -> dict[tuple[UUID, int], _Link]:
    found = Translation.objects.filter(enabled=True).values_list(
        "source__object_id", "target_locale_id", "pk", "source_id", "source__last_updated_at", "made_from__updated_at"
    )
    return {(key, locale): _Link(*rest) for key, locale, *rest in found}


def _in_review() -> set[tuple[type, str]]:
    """(model, key) of each text in review; Wagtail keeps all pages under one content type."""
    return _named(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS))


def _waiting() -> set[tuple[type, str]]:
    """(model, key) of each text that is approved for a date to come."""
    return _named(Revision.objects.filter(approved_go_live_at__isnull=False))


def _named(found: QuerySet) -> set[tuple[type, str]]:
    return {
        (ContentType.objects.get_for_id(content_type).model_class(), pk)
        for content_type, pk in found.values_list("base_content_type_id", "object_id")
    }
