"""What the demonstration's waves reached until yesterday: invented, from a seed, and counted through the journal like any visit.

The figures say nothing of any real campaign. What is invented is one event after the other, so that every total,
ratio and chart comes out of the same fold as on a real site.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from campaigns.plan.models import Campaign, CampaignPage, Channel, TrackedLink, Wave
from campaigns.results.models import Annotation, CallVolume, ManualIndicator, MediaFigure, MediaImport
from campaigns.results.public.switch import turn
from core.editor.calendar import day_of
from core.words import languages
from demo.accounts import account
from facts.models import Helpline
from reach.comparison.reconciling import reconcile
from reach.events import Event, Reason
from reach.folding.fold import fold
from reach.journal.journal import append

SEED = 20160413
ZONE = ZoneInfo(settings.TIME_ZONE)
SHARES = [78, 8, 4, 3, 2, 2, 1, 2]  # of a hundred views, by language in the site's order
# Out of a hundred that are viewed: what else happens, and what the campaign's page can lead to.
AFTER_A_VIEW = {
    "entry": 64, "read_50": 46, "read_90": 27, "share": 2, "cta_call": 0.4, "cta_sms": 0.1,
}  # fmt: skip
LINKS_A_DAY = {"search": 38, "social": 46, "radio": 9, "poster": 22, "partner": 5, "event": 6}
FILES_A_DAY = 14  # posters, pictures and words that partners take away
REJECTED_A_DAY = {Reason.BOT: 34, Reason.PREFETCH: 4, Reason.DISABLED: 12, Reason.CROSS_SITE: 1, Reason.BAD_TOKEN: 1}
HOURS = [2, 1, 1, 1, 1, 2, 4, 8, 10, 9, 8, 9, 11, 9, 8, 8, 9, 10, 12, 14, 18, 22, 16, 8]  # of a day in Paris
VIEWS_ON_THE_FIRST_DAY = 900
# (what happened, on which day of its wave)
REMARKS = [
    ("Première diffusion à la radio (démonstration)", 0),
    ("Reportage au journal de 20 heures (démonstration)", 9),
    ("Panne du réseau social, trois heures (démonstration)", 23),
]


@dataclass(frozen=True)
class Paths:
    """What a visit may come through and lead to."""

    pages: list[CampaignPage]
    links: dict[str, list[TrackedLink]]


def count_the_past(campaign: Campaign, strength: float = 1) -> int:
    """Write what happened until yesterday into the journal and fold it; returns how many events there were."""
    chance = random.Random(SEED)  # noqa: S311 (invented figures, the same each time)
    paths = Paths(
        in_order(campaign.pages.filter(live=True).select_related("locale")),
        {kind: list(campaign.links.filter(channel__kind=kind).select_related("channel")) for kind in LINKS_A_DAY},
    )
    written = 0
    for fading, wave in zip((1.0, 0.8, 0.6), campaign.waves.filter(started_at__isnull=False), strict=False):
        for event in events(wave, paths, strength * fading, chance):
            append(event)
            written += 1
        if wave.ended_at:
            remark(wave)
            figures(wave, chance)
    fold()
    reconcile()
    turn(campaign, account("publisher"), is_on=True)
    return written


def in_order(pages: Iterable[CampaignPage]) -> list[CampaignPage]:
    """The campaign's own page in each language, the site's first one first."""
    codes = languages.codes()
    return sorted(pages, key=lambda page: codes.index(page.locale.language_code))


def events(wave: Wave, paths: Paths, strength: float, chance: random.Random) -> Iterator[Event]:
    """All that happened in a wave, day by day."""
    first, last = day_of(wave.starts_at), min(day_of(wave.ends_at), day_of(timezone.now()))
    about = {"surface": wave.campaign.audience, "campaign": wave.campaign_id, "wave": wave.pk}
    for number in range((last - first).days):
        day = first + timedelta(days=number)
        busy = strength * (0.35 + 0.65 * 0.93**number) * (0.8 if day.weekday() >= 5 else 1) * chance.uniform(0.85, 1.15)
        busy *= 2.2 if number == REMARKS[1][1] else 1
        for _view in range(round(VIEWS_ON_THE_FIRST_DAY * busy)):
            yield from visit(day, about, paths, chance)
        for kind, each in LINKS_A_DAY.items():
            if not paths.links[kind]:
                continue
            for _hit in range(round(each * busy * chance.uniform(0.7, 1.3))):
                link = chance.choice(paths.links[kind])
                yield Event(an_hour(day, chance), "link_hit", link=link.pk, channel=link.channel_id, **about)
        for _file in range(round(FILES_A_DAY * busy * chance.uniform(0.7, 1.3))):
            language = a_page(paths, chance).locale.language_code
            yield Event(an_hour(day, chance), "kit_download", locale=language, **about)
        for reason, each in REJECTED_A_DAY.items():
            for _request in range(round(each * busy)):
                yield Event(an_hour(day, chance), "view", reason=reason, **about)


def visit(day: date, about: dict, paths: Paths, chance: random.Random) -> Iterator[Event]:
    page = a_page(paths, chance)
    view = Event(an_hour(day, chance), "view", page=page.pk, locale=page.locale.language_code, **about)
    yield view
    for kind, percent in AFTER_A_VIEW.items():
        if chance.random() * 100 < percent:
            yield replace(view, kind=kind)


def a_page(paths: Paths, chance: random.Random) -> CampaignPage:
    return chance.choices(paths.pages, SHARES[: len(paths.pages)])[0]


def an_hour(day: date, chance: random.Random) -> datetime:
    """An hour of a day in Paris, in UTC."""
    hour = chance.choices(range(24), HOURS)[0]
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


def remark(wave: Wave) -> None:
    for text, number in REMARKS:
        day = day_of(wave.starts_at) + timedelta(days=number)
        Annotation.objects.create(campaign=wave.campaign, day=day, text=text, author=account("analyst"))
    ManualIndicator.objects.create(
        campaign=wave.campaign,
        wave=wave,
        name="Personnes qui se souviennent du message (démonstration)",
        value=Decimal("31"),
        unit="%",
        source="Chiffre inventé pour la démonstration : aucune enquête n’a eu lieu",
        measured_on=day_of(wave.ends_at),
        author=account("editor"),
    )


def figures(wave: Wave, chance: random.Random) -> None:
    """What platforms and helplines would say: one file for each."""
    days = [
        day_of(wave.starts_at) + timedelta(days=number)
        for number in range((day_of(wave.ends_at) - day_of(wave.starts_at)).days)
    ]
    for channel in wave.campaign.channels.filter(kind__in=("search", "social")):
        media(wave, channel, days, chance)
    helpline = Helpline.objects.get(name="119")
    file = an_import(wave, f"appels-{helpline.pk}-{wave.pk}.csv", MediaImport.Kind.CALLS)
    CallVolume.objects.bulk_create(
        CallVolume(
            of_import=file, row=row, helpline=helpline, campaign=wave.campaign, day=day, calls=chance.randint(2, 9)
        )
        for row, day in enumerate(days, start=2)
    )


def media(wave: Wave, channel: Channel, days: list[date], chance: random.Random) -> None:
    file = an_import(wave, f"{channel.kind}-{wave.pk}.csv", MediaImport.Kind.MEDIA, channel)
    MediaFigure.objects.bulk_create(
        MediaFigure(
            of_import=file,
            row=row,
            channel=channel,
            day=day,
            impressions=(shown := chance.randint(18_000, 32_000)),
            clicks=round(shown * chance.uniform(0.0015, 0.003)),
            cost=Decimal(chance.randint(20_000, 45_000)) / 100,
        )
        for row, day in enumerate(days, start=2)
    )


def an_import(wave: Wave, name: str, kind: str, channel: Channel | None = None) -> MediaImport:
    return MediaImport.objects.create(
        campaign=wave.campaign,
        channel=channel,
        kind=kind,
        file_name=f"demonstration-{name}",
        sha256=f"demonstration-{name}"[:64],
        made_by=account("editor"),
        applied_at=wave.ends_at,
    )
