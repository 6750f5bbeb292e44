"""Whether all that a campaign says in a language is there, approved, and says what its source says."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, WorkflowState
from wagtail_localize.models import Translation

from core.country import country
from core.publication.bundles import bundles
from core.publication.readiness import Failure, Holder, Subject, check
from core.publication.sign_off import same_words
from core.publication.visibility import down_pages_for
from core.words.phrases import day
from core.words.phrases import phrase as _
from core.words.phrases import phrases as ngettext
from editorial.board import states as board
from editorial.models import Approval
from editorial.sign_off.approvals import STEPS, dates_of
from editorial.translation import quality


@check("translations", gettext_lazy("Every text is there, complete, approved and up to date"))
def translations(subject: Subject) -> list[Failure]:
    """Pages, and the words of the facts that they show. The number of queries depends on neither."""
    states, texts = States(subject.pages, subject.starts_at), Texts(subject)
    failures = [_missing(page, subject) for page in subject.missing]
    for page in subject.pages:
        who, since = states.holder(page)
        failures += [
            Failure(message % {"page": page.team_title}, edit(page), who, since) for message in states.wrong(page)
        ]
    return failures + texts.unfinished()


@check("parity", gettext_lazy("Numbers, units and dates are those of the source"))
def parity(subject: Subject) -> list[Failure]:
    failures = []
    for text, report in Texts(subject).reports():
        for found in quality.by_sentence(report.mismatches):
            said = {"text": text.title, "message": found.message, "sentence": found.quoted}
            message = _("“%(text)s”: %(message)s See “%(sentence)s”.") % said
            failures.append(Failure(message, text.edit_url, writer(subject)))
    return failures


AS_KEPT = timedelta(milliseconds=1)  # revisions keep times no finer, and a page that was put back has its own from one


def edit(page: Page) -> str:
    return board.edit_url(Page, page.pk)


def writer(subject: Subject) -> Holder:
    """Whose the words of the language are."""
    return Holder.EDITOR if subject.locale.is_default else Holder.TRANSLATOR


def _missing(page: Page, subject: Subject) -> Failure:
    said = {"page": page.team_title, "language": subject.language_name}
    message = _("“%(page)s” is not there in this language yet (%(language)s): have it translated.") % said
    place = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return Failure(message, place, Holder.TRANSLATOR)


class States:
    """How far pages are on their way through the sign-off, read together: four queries at most.

    `by` is when they have to be live: what is approved for a date until then is in time.
    """

    def __init__(self, pages: list[Page], by: datetime | None = None):
        self.pages = pages
        self.by, self.dates = by, dates_of([page for page in pages if not page.live])
        ids = [str(page.pk) for page in pages]
        content_type = ContentType.objects.get_for_model(Page)
        found = WorkflowState.objects.filter(
            base_content_type=content_type, object_id__in=ids, status=WorkflowState.STATUS_IN_PROGRESS
        )
        step = "current_task_state__task__content_type__model"
        # {id: (the step that it waits in, since when)}
        self.in_review = {
            pk: waits for pk, *waits in found.values_list("object_id", step, "current_task_state__started_at")
        }
        self.approvals = defaultdict(list)
        approved = Approval.objects.valid().filter(base_content_type=content_type, object_id__in=ids)
        for object_id, *approval in approved.values_list("object_id", "digest", "step", "created_at"):
            self.approvals[object_id].append(approval)
        changed = [page for page in pages if page.live and page.has_unpublished_changes]
        wanted = {pk for page in changed for pk in (page.live_revision_id, page.latest_revision_id)}
        self.revisions = Revision.objects.in_bulk(wanted - {None}) if changed else {}

    @cached_property
    def _down(self) -> set[int]:
        """Of the pages that are not live; asked where there are any."""
        return {*down_pages_for(None)} & {page.pk for page in self.pages if not page.live}

    def wrong(self, page: Page) -> list[str]:
        """Whole sentences, each with a place for the page's title."""
        in_review = str(page.pk) in self.in_review
        if not page.live and in_review:
            return [_("“%(page)s” waits in review: it is not public before legal review and publication.")]
        if page.pk in self.dates and not page.live:
            return [] if self.by and self.dates[page.pk] <= self.by else [self._waits(page)]
        if not page.live and page.pk in self._down:
            return [_("“%(page)s” was taken down: put it back from the list of takedowns, or submit other words.")]
        if not page.live:
            return [_("“%(page)s” is a draft: submit it for review.")]
        wrong = []
        if not self._is_approved(page):
            wrong.append(_("“%(page)s” is live in words that legal review and publication have not approved."))
        if self._has_newer_words(page):
            waits, draft = (
                _("“%(page)s” has newer words that wait in review."),
                _("“%(page)s” has newer words that were not submitted for review."),
            )
            wrong.append(waits if in_review else draft)
        return wrong

    def holder(self, page: Page) -> tuple[Holder, datetime | None]:
        """Who has the next step of a page of which something is wrong."""
        if str(page.pk) in self.in_review:
            step, since = self.in_review[str(page.pk)]
            return (Holder.LAWYER if step == "legalreview" else Holder.PUBLISHER), since
        if page.pk in self.dates and not page.live:
            return Holder.PUBLISHER, None
        return (Holder.EDITOR if page.locale.is_default else Holder.TRANSLATOR), None

    def _waits(self, page: Page) -> str:
        at = day(self.dates[page.pk], "SHORT_DATETIME_FORMAT")
        said = {"page": "%(page)s", "at": at, "zone": country().time}
        return _("“%(page)s” is approved for %(at)s, %(zone)s: it is not live before.") % said

    def _is_approved(self, page: Page) -> bool:
        """When a text goes live, what was approved of other words is spent: what is older and valid is of these words."""
        steps = defaultdict(set)
        for digest, step, created_at in self.approvals[str(page.pk)]:
            if page.last_published_at and created_at - AS_KEPT < page.last_published_at:
                steps[digest].add(step)
        return any(found >= STEPS for found in steps.values())

    def _has_newer_words(self, page: Page) -> bool:
        """Whether a draft says something else than what is live, and has no approved date for going live itself."""
        latest, live = self.revisions.get(page.latest_revision_id), self.revisions.get(page.live_revision_id)
        if not page.has_unpublished_changes or latest is None or latest.approved_go_live_at:
            return False
        return live is None or not same_words(live, latest)


@dataclass(frozen=True)
class Text:
    """A page or the words of a fact, as it is translated into the language."""

    title: str
    edit_url: str
    translation: Translation


class Texts:
    """All that is translated of a subject, with its sentences; nothing for the language that is written in."""

    def __init__(self, subject: Subject):
        self.subject = subject

    @cached_property
    def all(self) -> list[Text]:
        found = self._translations()
        targets = {page.translation_key: page for page in self.subject.pages} | self._words(found)
        return [
            Text(getattr(target, "team_title", str(target)), board.edit_url(type(target), target.pk), one)
            for one in found
            if (target := targets.get(one.source.object_id))
        ]

    def _translations(self) -> list[Translation]:
        keys = {page.translation_key for page in self.subject.sources}
        for bundle in bundles():
            if keys and keys <= bundle.pages:
                keys |= set(bundle.snippets())
                break
        found = Translation.objects.filter(
            source__object_id__in=keys, target_locale__language_code=self.subject.language, enabled=True
        )
        return list(
            found.select_related(
                "source__locale", "source__specific_content_type", "target_locale", "made_from"
            ).order_by("source_id")
        )

    def _words(self, found: list[Translation]) -> dict:
        """{translation key: the snippet in the language}, in a query a type."""
        keys = defaultdict(set)
        for one in found:
            keys[one.source.specific_content_type.model_class()].add(one.source.object_id)
        return {
            target.translation_key: target
            for model, wanted in keys.items()
            if not issubclass(model, Page)
            for target in model.objects.filter(translation_key__in=wanted, locale__language_code=self.subject.language)
        }

    def reports(self) -> list[tuple[Text, quality.Report]]:
        found = quality.reports([text.translation for text in self.all]) if self.all else {}
        return [(text, found[text.translation.pk]) for text in self.all]

    def unfinished(self) -> list[Failure]:
        """What is incomplete, not valid, or made from a source that has changed since."""
        failures = []
        for text, report in self.reports():
            count = len(report.missing) + len(report.in_error)
            if count:
                message = ngettext(
                    "%(count)d sentence of “%(text)s” is not translated, or not valid.",
                    "%(count)d sentences of “%(text)s” are not translated, or not valid.",
                    count,
                )
                said = {"count": count, "text": text.title}
                failures.append(Failure(message % said, text.edit_url, writer(self.subject)))
            made = getattr(text.translation, "made_from", None)
            if made is None or text.translation.source.last_updated_at > made.updated_at:
                message = _("The source of “%(text)s” has changed since it was translated.") % {"text": text.title}
                failures.append(Failure(message, text.edit_url, writer(self.subject)))
        return failures
