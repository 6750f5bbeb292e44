"""Whether a campaign is ready: its pages language by language, put to every check that the rooms have registered."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Value, When
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign, Override, ReadinessResult, Wave
from core.models.withdrawal import Withdrawable
from core.publication.readiness import CHECKS, Failure, Holder, Subject
from core.words import languages
from core.words.phrases import phrase as _
from editorial.access.roles import signed_off_snippets

logger = logging.getLogger(__name__)

# What changes what the public reads or sees, in the history of a text or a file.
ACTS = (
    "wagtail.publish",
    "wagtail.unpublish",
    "wagtail.delete",
    "editorial.takedown",
    "editorial.takedown_undone",
)

EVERY = 0  # no campaign's id: what any of them may show


def subjects(campaign: Campaign) -> list[Subject]:
    """The campaign in each of its languages, in the switcher's order; a query for each page type and two more, however many pages."""
    pages = [
        page
        for found in belonging.querysets(campaign)
        for page in found.filter(alias_of=None).select_related("locale").order_by("path")
    ]
    sources = [page for page in pages if page.locale.is_default]
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    wanted = [code for code in languages.codes() if code in campaign.languages]
    # A language that the site has not been given yet is one in which every page is missing.
    return [_subject(campaign, locales.get(code, Locale(language_code=code)), sources, pages) for code in wanted]


def _subject(campaign: Campaign, locale: Locale, sources: list, pages: list) -> Subject:
    here = [page for page in pages if page.locale_id == locale.pk]
    known = {page.translation_key for page in here}
    missing = [page for page in sources if page.translation_key not in known]
    return Subject(campaign, campaign.audience, locale, sources, here, missing, campaign.starts_at)


def examine(campaign: Campaign) -> list[ReadinessResult]:
    """Ask every check about every language now, and keep what was found for the boards.

    A check that had nothing to look at has no result: it has not passed. So has a check of pages where there is no page.
    """
    found = [
        result
        for subject in subjects(campaign)
        for name, check in CHECKS.items()
        if (result := _result(campaign, name, subject)) and (result.failures or subject.pages or not check.of_pages)
    ]
    with transaction.atomic():
        campaign.readiness.all().delete()
        ReadinessResult.objects.bulk_create(found)
    return found


def _result(campaign: Campaign, name: str, subject: Subject) -> ReadinessResult | None:
    said = _ask(name, subject)
    if said is None:
        return None
    kept = [failure.as_json() for failure in said]
    return ReadinessResult(campaign=campaign, language=subject.language, check_name=name, failures=kept)


def _ask(name: str, subject: Subject) -> list[Failure] | None:
    """What fails; a check that breaks has failed, and keeps no other from being asked."""
    try:
        with transaction.atomic():
            return CHECKS[name].ask(subject)
    except Exception:
        logger.exception("the readiness check %s broke for %s in %s", name, subject.thing, subject.language)
        said = _("This could not be checked. The operator finds the reason in the log.")
        return [Failure(said, holder=Holder.OPERATOR)]


def has_changed(campaign: Campaign, since: datetime) -> bool:
    """Whether a page of the campaign, or words or a file that any page may show, went live, was withdrawn or deleted since.

    Two queries. Of a page that is deleted nothing says whose it was.
    """
    own = Q(action="wagtail.delete")
    for found in belonging.querysets(campaign):
        own |= Q(page__in=found.values("pk"))
    return _have_changed(own, since)


class Changes:
    """What became of texts and files since the checks of campaigns that are not closed were asked; asked once for a screen."""

    def __init__(self, asked: dict[int, datetime]):
        """{campaign's id: when the first of its results was asked}."""
        self.asked = asked

    @cached_property
    def newest(self) -> dict[int | None, datetime]:
        """{campaign's id: when a page of it changed last}, under `EVERY` what may be of any, under None pages of none; one query."""
        if not self.asked:
            return {}
        pages, others = _acts(Q(), min(self.asked.values()))
        of = Case(When(action="wagtail.delete", then=EVERY), default=belonging.campaign_of("page"))
        rows = pages.annotate(of=of).order_by().values_list("of").annotate(Max("timestamp"))
        for_all = others.annotate(of=Value(EVERY)).order_by().values_list("of").annotate(Max("timestamp"))
        found: dict[int | None, datetime] = {}
        for campaign, at in rows.union(for_all, all=True).order_by():
            found |= {campaign: max(at, found.get(campaign, at))} if at else {}
        return found

    @property
    def latest(self) -> datetime | None:
        """When a text or a file last went live, was withdrawn or deleted, if that was since the first of them."""
        return max(self.newest.values(), default=None)

    @property
    def are_old(self) -> bool:
        return bool(self.newest)

    def of(self, campaigns: Iterable[Campaign]) -> set[int]:
        """The ids of those of which `has_changed` since they were asked."""
        known = {one.pk: self.asked[one.pk] for one in campaigns if one.pk in self.asked}
        changes = {pk: [self.newest[key] for key in (pk, EVERY) if key in self.newest] for pk in known}
        return {pk for pk, asked_at in known.items() if any(at > asked_at for at in changes[pk])}


def _have_changed(pages: Q, since: datetime) -> bool:
    return any(found.exists() for found in _acts(pages, since))


def _acts(pages: Q, since: datetime) -> tuple[QuerySet[PageLogEntry], QuerySet[ModelLogEntry]]:
    acts = {"action__in": ACTS, "timestamp__gt": since}
    files = [model for model in apps.get_models() if issubclass(model, Withdrawable)]
    kinds = ContentType.objects.get_for_models(*signed_off_snippets(), *files, for_concrete_models=False).values()
    return PageLogEntry.objects.filter(pages, **acts), ModelLogEntry.objects.filter(content_type__in=kinds, **acts)


def blocking(wave: Wave, results: Iterable[ReadinessResult]) -> list[ReadinessResult]:
    """What keeps a wave from starting: all that fails and that no publisher has overridden for it."""
    return blocking_each([wave], results)[wave.pk]


def blocking_each(waves: list[Wave], results: Iterable[ReadinessResult]) -> dict[int, list[ReadinessResult]]:
    """The same of some waves, by their ids, from the results of their campaigns, in one query."""
    overrides = Override.objects.counting().filter(wave__in=waves)
    overridden = set(overrides.values_list("wave", "check_name", "language"))
    failing: dict[int, list[ReadinessResult]] = {}
    for one in results:
        if one.failures:
            failing.setdefault(one.campaign_id, []).append(one)
    return {
        wave.pk: [
            one
            for one in failing.get(wave.campaign_id, [])
            if (wave.pk, one.check_name, one.language) not in overridden
        ]
        for wave in waves
    }


def is_kept_back(wave: str, campaign: str = "campaign") -> Exists:
    """The same in a query: whether anything does, by the columns that name a wave and its campaign."""
    answered = Override.objects.counting().filter(
        wave=OuterRef(OuterRef(wave)), check_name=OuterRef("check_name"), language=OuterRef("language")
    )
    failing = ReadinessResult.objects.filter(~Exists(answered), campaign=OuterRef(campaign))
    return Exists(failing.exclude(failures=[]))
