"""The readiness check of testimonies: agreed to, in the language, until the end of the campaign, and written in it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.editor.calendar import day_of
from core.publication.readiness import Failure, Subject, check
from core.words.phrases import day as _said
from core.words.phrases import phrase as _
from testimonies.consent.consents import first_day_without, missing
from testimonies.models import Consent, Testimony, TestimonyWording, Use
from testimonies.shown.voices import consents_of, mentioned


@check("consent", gettext_lazy("Testimonies are consented to, in the language, until the campaign’s end"))
def consent(subject: Subject) -> list[Failure]:
    """Three queries. A campaign without an end is asked about its first day, or today."""
    shown_on = defaultdict(list)
    for page in subject.pages:
        for pk in mentioned(page):
            shown_on[pk].append(page)
    if not shown_on:
        return []
    known = Testimony.objects.in_bulk(shown_on)
    agreed = consents_of(shown_on)
    worded = _worded(shown_on, subject)
    failures = []
    for pk, pages in sorted(shown_on.items()):
        testimony = known.get(pk)
        if testimony is None or testimony.pk not in agreed:
            failures += [_without(page, testimony) for page in pages]
            continue
        failures += _unwritten(testimony, worded.get(pk), subject)
        failures += [Failure(wrong, consents_address(pk)) for wrong in _wrong(testimony, agreed[pk], subject)]
    return failures


def _without(page, testimony: Testimony | None) -> Failure:
    if testimony is None:
        message = _("“%(page)s” shows a testimony that no longer exists.") % {"page": page.team_title}
        return Failure(message, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    said = {"page": page.team_title, "name": testimony}
    message = _("“%(page)s” shows the testimony “%(name)s”, which has no consent.") % said
    return Failure(message, consents_address(testimony.pk))


def _wrong(testimony: Testimony, consents: list[Consent], subject: Subject) -> Iterator[str]:
    start, end = _days(subject)
    gap = first_day_without(consents, Use.WEBSITE, subject.language, start, end)
    if gap is None:
        return
    reason = missing(testimony, consents, Use.WEBSITE, subject.language, gap)
    if gap == start:
        yield reason
    else:
        said = {"reason": reason, "day": _said(gap), "end": _said(end)}
        yield _("From %(day)s, before the campaign ends on %(end)s: %(reason)s") % said


def _days(subject: Subject) -> tuple[date, date]:
    """From today, or the planned start where it is to come, to the planned end."""
    planned: tuple[datetime | None, ...] = (
        getattr(subject.thing, "starts_at", None),
        getattr(subject.thing, "ends_at", None),
    )
    first, last = (day_of(when) if when else None for when in planned)
    start = max(timezone.localdate(), first or date.min)
    return start, max(start, last or start)


def _worded(ids, subject: Subject) -> dict[int, TestimonyWording]:
    found = TestimonyWording.objects.filter(testimony__in=list(ids), locale__language_code=subject.language)
    return {wording.testimony_id: wording for wording in found}


def _unwritten(testimony: Testimony, wording: TestimonyWording | None, subject: Subject) -> Iterator[Failure]:
    said = {"name": testimony, "language": subject.language_name}
    edit = reverse("wagtailsnippets_testimonies_testimony:edit", args=[testimony.pk])
    if not testimony.live:
        yield Failure(_("The testimony “%(name)s” is not published.") % said, edit)
    if wording is None:
        yield Failure(_("The testimony “%(name)s” has no words in this language (%(language)s).") % said, edit)
    elif not wording.live:
        edit = reverse("wagtailsnippets_testimonies_testimonywording:edit", args=[wording.pk])
        message = _("The words of the testimony “%(name)s” in this language (%(language)s) are not published.")
        yield Failure(message % said, edit)


def consents_address(testimony_id: int) -> str:
    return reverse("testimony_consents", args=[testimony_id])
