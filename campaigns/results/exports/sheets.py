"""The sheets of an export. Rows are read when they are written, in as many queries for one as for many."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from campaigns.results.exports import columns
from campaigns.results.exports.columns import KINDS, Column
from campaigns.results.figures.definitions import OF, Words
from campaigns.results.figures.periods import Span
from campaigns.results.models import CallVolume, MediaFigure
from campaigns.results.surveys.told import rows_of
from core.editor.calendar import day_of
from core.measures.indicators import Indicator
from core.words import languages
from reach.events import Dimension, Reason
from reach.figures import reading
from reach.figures.reading import Period
from reach.models import Adjustment, Total
from reach.retention import kept_from

CHUNK = 1_000
HITS = [Indicator.LINK_HIT]
type Row = list


class Said(str):
    """A cell that says in words why there is no number, or of what part of the days: `number` is for machines."""

    number: int | None

    def __new__(cls, words: str, number: int | None = None):
        said = super().__new__(cls, words)
        said.number = number
        return said


@dataclass(frozen=True)
class Sheet:
    """`key` names the file of a ZIP, the same in every language; `title` the sheet of a workbook."""

    key: str
    title: Words
    columns: list[Column]
    read: Callable[..., Iterable[Row]]  # of a span and a period; of the whole site, of what was read of it


def days_kept(period: Period) -> Period:
    """Without the days that are still to come, and those that are kept only in the total of their month."""
    now = timezone.now()
    return Period(max(period.first, kept_from(now)), min(period.last, day_of(now)))


def daily(span: Span, period: Period) -> Iterator[Row]:
    """Every day, also where nothing was counted."""
    days = days_kept(period)
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for start, kind, n in _by_day(span, days).iterator(chunk_size=CHUNK):
        found[start][kind] = found[start].get(kind, 0) + n
    for number in range(days.days):
        day = days.first + timedelta(days=number)
        yield [day, *_counts(found[day])]


def _by_day(span: Span, days: Period):
    """By day whatever the length of the period: `reach.figures.reading` reads the long ones by month."""
    found = Total.objects.filter(
        campaign=span.campaign.pk,
        dimension=Dimension.ALL,
        grain=Total.Grain.DAY,
        start__range=(days.first, days.last),
    )
    return (found if span.wave is None else found.filter(wave=span.wave_id)).values_list("start", "kind", "n")


def channels(span: Span, period: Period) -> Iterator[Row]:
    found = _by(Dimension.CHANNEL, span, period, HITS)
    for channel in span.campaign.channels.all():
        counts = found.pop(str(channel.pk), {})
        yield [channel.pk, channel.name, channel.get_kind_display(), *_counts(counts, HITS)]
    for key, counts in sorted(found.items()):
        yield [_number(key), _("not attributed") if key in ("", "0") else _("gone"), "", *_counts(counts, HITS)]


def links(span: Span, period: Period) -> Iterator[Row]:
    found = _by(Dimension.LINK, span, period, HITS)
    made = span.campaign.links.select_related("channel", "placement", "partner").order_by("pk")
    for link in made.iterator(chunk_size=CHUNK):
        yield [
            link.code,
            link.channel.name,
            link.placement.name if link.placement else "",
            link.partner.name if link.partner else "",
            day_of(link.created_at),
            day_of(link.retired_at) if link.retired_at else None,
            *_counts(found.pop(str(link.pk), {}), HITS),
        ]
    for _key, counts in sorted(found.items()):
        yield [_("not attributed"), "", "", "", None, None, *_counts(counts, HITS)]


def pages(span: Span, period: Period) -> Iterator[Row]:
    found = _by(Dimension.PAGE, span, period)
    rows = Page.objects.filter(pk__in=[int(key) for key in found if key.isdecimal()])
    known = {str(pk): told for pk, *told in rows.values_list("pk", "title", "locale__language_code")}
    for key, counts in sorted(found.items(), key=lambda one: (-one[1].get(Indicator.VIEW, 0), one[0])):
        nowhere = _("no page") if key in ("", "0") else _("gone")
        yield [_number(key), *known.get(key, (nowhere, "")), *_counts(counts)]


def by_language(span: Span, period: Period) -> Iterator[Row]:
    """Every language of the campaign, also where nothing was counted, and every other that was."""
    found = _by(Dimension.LOCALE, span, period)
    for code in dict.fromkeys([*span.campaign.languages, *sorted(found)]):
        name = languages.language(code).name if code in languages.codes() else ""
        yield [code or _("no language"), name, *_counts(found.get(code, {}))]


def media(span: Span, period: Period) -> Iterator[Row]:
    found = MediaFigure.objects.filter(channel__campaign=span.campaign, day__range=(period.first, period.last))
    rows = found.order_by("day", "channel", "pk").values_list(
        *("day", "channel__name", "of_import__mapping__name", "of_import__file_name", "row"),
        *("impressions", "clicks", "cost", "reach"),
    )
    return map(list, rows.iterator(chunk_size=CHUNK))


def calls(span: Span, period: Period) -> Iterator[Row]:
    found = CallVolume.objects.filter(campaign=span.campaign, day__range=(period.first, period.last))
    rows = found.order_by("day", "helpline", "pk").values_list(
        "day", "helpline__name", "of_import__file_name", "row", "calls"
    )
    return map(list, rows.iterator(chunk_size=CHUNK))


def rejected(span: Span, period: Period) -> Iterator[Row]:
    """Of the whole campaign: what is not counted belongs to no wave."""
    found = reading.rejected(span.campaign.pk, period)
    labels = {reason.value: reason.label for reason in Reason}
    return ([str(labels.get(reason, reason)), n] for reason, n in sorted(found.items()))


def adjustments(span: Span, period: Period) -> Iterator[Row]:
    found = Adjustment.objects.filter(campaign=span.campaign.pk, day__range=(period.first, period.last))
    found = found if span.wave is None else found.filter(wave=span.wave_id)
    waves = dict(span.campaign.waves.values_list("pk", "name"))
    for one in found.select_related("author").order_by("day", "pk").iterator(chunk_size=CHUNK):
        wave = waves.get(one.wave, "")
        yield [one.day, _name(one.kind), wave, one.reason, _author(one), day_of(one.created_at), one.n]


def annotations(span: Span, period: Period) -> Iterator[Row]:
    found = span.campaign.annotations.filter(day__range=(period.first, period.last)).select_related("author")
    return ([one.day, one.at and f"{one.at:%H:%M}", one.text, _author(one)] for one in found)


def surveys(span: Span, period: Period) -> Iterator[Row]:
    """Those that were asked on some of these days, without what is withheld."""
    asked = span.campaign.surveys.in_force().filter(first_day__lte=period.last, last_day__gte=period.first)
    for survey in asked.order_by("first_day", "pk"):
        yield from rows_of(survey)


def indicators(span: Span, period: Period) -> Iterator[Row]:
    """Whatever their date, which need not lie in the period: of a wave those of it and those of none."""
    found = span.campaign.indicators.select_related("wave", "author")
    for one in found if span.wave is None else found.filter(Q(wave=None) | Q(wave=span.wave)):
        wave = one.wave.name if one.wave else ""
        yield [one.name, one.unit, one.source, one.measured_on, wave, _author(one), one.value]


SHEETS = [
    Sheet("daily", gettext_lazy("Day by day"), columns.DAILY, daily),
    Sheet("channels", gettext_lazy("Channels"), columns.CHANNELS, channels),
    Sheet("links", gettext_lazy("Links and codes"), columns.LINKS, links),
    Sheet("pages", gettext_lazy("Pages"), columns.PAGES, pages),
    Sheet("languages", gettext_lazy("Languages"), columns.LANGUAGES, by_language),
    Sheet("media", gettext_lazy("Paid media"), columns.MEDIA, media),
    Sheet("calls", gettext_lazy("Calls"), columns.CALLS, calls),
    Sheet("surveys", gettext_lazy("Surveys"), columns.SURVEYS, surveys),
    Sheet("indicators", gettext_lazy("Other indicators"), columns.INDICATORS, indicators),
    Sheet("not_counted", gettext_lazy("Not counted"), columns.REJECTED, rejected),
    Sheet("adjustments", gettext_lazy("Adjustments"), columns.ADJUSTMENTS, adjustments),
    Sheet("annotations", gettext_lazy("Annotations"), columns.ANNOTATIONS, annotations),
]


def _by(dimension: str, span: Span, period: Period, kinds: Iterable[str] = KINDS) -> dict[str, dict[str, int]]:
    return reading.by(dimension, span.campaign.pk, kinds, period, wave=span.wave_id)


def _counts(found: dict[str, int], kinds: Iterable[str] = KINDS) -> list[int]:
    return [found.get(kind, 0) for kind in kinds]


def _number(key: str) -> int | None:
    return int(key) if key.isdecimal() and key != "0" else None


def _name(kind: str) -> str:
    return str(OF[kind].name) if kind in OF else kind


def _author(one) -> str:
    return one.author.get_full_name() or one.author.get_username() if one.author else ""
