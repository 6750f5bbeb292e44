"""Whether a campaign is ready: its pages language by language, put to every check that the rooms have registered."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from campaigns.plan import belonging
from campaigns.plan.models import Campaign, Override, ReadinessResult, Wave
from core import languages
from core.readiness import CHECKS, Failure, Subject

logger = logging.getLogger(__name__)


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
    return Subject(campaign, campaign.audience, locale, sources, here, missing)


def examine(campaign: Campaign) -> list[ReadinessResult]:
    """Ask every check about every language now, and keep what was found for the boards.

    A check of pages that found nothing where there is no page has no result: it has not passed.
    """
    found = [
        result
        for subject in subjects(campaign)
        for name, check in CHECKS.items()
        if (result := _result(campaign, name, subject)).failures or subject.pages or not check.of_pages
    ]
    with transaction.atomic():
        campaign.readiness.all().delete()
        ReadinessResult.objects.bulk_create(found)
    return found


def _result(campaign: Campaign, name: str, subject: Subject) -> ReadinessResult:
    failures = [{"message": str(failure.message), "url": failure.url} for failure in _ask(name, subject)]
    return ReadinessResult(campaign=campaign, language=subject.language, check_name=name, failures=failures)


def _ask(name: str, subject: Subject) -> list[Failure]:
    """What fails; a check that breaks has failed, and keeps no other from being asked."""
    try:
        with transaction.atomic():
            return CHECKS[name].ask(subject)
    except Exception:
        logger.exception("the readiness check %s broke for %s in %s", name, subject.thing, subject.language)
        return [Failure(_("This could not be checked. The operator finds the reason in the log."))]


def blocking(wave: Wave, results: Iterable[ReadinessResult]) -> list[ReadinessResult]:
    """What keeps a wave from starting: all that fails and that no publisher has overridden for it."""
    overridden = set(Override.objects.filter(wave=wave).values_list("check_name", "language"))
    return [one for one in results if one.failures and (one.check_name, one.language) not in overridden]
