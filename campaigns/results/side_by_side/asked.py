"""What an address asks for: which campaigns, of which year, language and kind of channel; which two are compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise

from campaigns.plan.models import Campaign, ChannelKind, Frame
from campaigns.results.figures.periods import Span, of_wave, whole
from core.editor.calendar import day_of
from core.words import languages
from reach.events import PROTECTED_SURFACES

Choices = list[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Asked:
    """Each is empty where nothing is asked for; what is unknown is as if it had not been asked."""

    frame: str = ""
    year: str = ""
    language: str = ""
    channel: str = ""

    @classmethod
    def of(cls, query: QueryDict, years: Iterable[str]) -> "Asked":
        def known(name: str, values: Iterable[str]) -> str:
            return value if (value := query.get(name, "")) in values else ""

        return cls(
            known("frame", Frame.values),
            known("year", years),
            known("language", languages.codes()),
            known("channel", ChannelKind.values),
        )

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the year, or of all."""
        return (date(int(self.year), 1, 1), date(int(self.year), 12, 31)) if self.year else (date.min, date.max)


def begun() -> list[Campaign]:
    """Those that have begun, the latest first, each with its waves that have; two queries.

    Of protected audiences no campaign has counts of its own: they are not among them.
    """
    found = Campaign.objects.filter(launched_at__lte=timezone.now()).exclude(audience__in=PROTECTED_SURFACES)
    campaigns = list(found.prefetch_related("waves").order_by("-launched_at", "pk"))
    for campaign in campaigns:
        campaign.begun_waves = [wave for wave in campaign.waves.all() if wave.started_at]
        for wave in campaign.begun_waves:
            wave.campaign = campaign
    return campaigns


def years_of(campaigns: Iterable[Campaign]) -> list[str]:
    """From this one back to that of the first launch."""
    this_year = day_of(timezone.now()).year
    first = min((day_of(one.launched_at).year for one in campaigns), default=this_year)
    return [str(year) for year in range(this_year, first - 1, -1)]


def within(campaigns: Iterable[Campaign], asked: Asked) -> list[Campaign]:
    """Those of a frame that ran in the year."""
    first, last = asked.days
    return [
        one
        for one in campaigns
        if asked.frame in ("", one.frame)
        and day_of(one.launched_at) <= last
        and (one.over_since is None or day_of(one.over_since) >= first)
    ]


def spans(campaigns: Iterable[Campaign]) -> dict[str, tuple[str, Span]]:
    """{how an address names it: (what it is called, its days)} of every campaign and wave."""
    found: dict[str, tuple[str, Span]] = {}
    for campaign in campaigns:
        found[f"c{campaign.pk}"] = campaign.name, whole(campaign)
        for wave in campaign.begun_waves:
            found[f"w{wave.pk}"] = f"{campaign.name} – {wave.name}", of_wave(wave)
    return found
