"""What the API answers: which campaigns there are, what each sheet means, and the sheets, as the exports have them."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.plan.models import Campaign
from campaigns.results.api import asked
from campaigns.results.api.access import LANGUAGE, Keyed
from campaigns.results.api.writing import answered, described
from campaigns.results.exports.metadata import sums_that_mean_nothing
from campaigns.results.exports.sheets import SHEETS, Sheet
from campaigns.results.figures import periods
from campaigns.results.figures.freshness import Freshness, freshness
from campaigns.results.figures.periods import Span
from campaigns.results.whole_site import exports as site
from core.editor.calendar import day_of
from reach.figures.reading import Period


def address(name: str, **named: str) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(f"figures:{name}", kwargs=named)


class Index(Keyed):
    """Where it begins."""

    def answer(self) -> Response:
        names = {"campaigns": "campaigns", "site": "site_sheets", "openapi": "openapi"}
        return Response({name: address(at) for name, at in names.items()})


class Campaigns(Keyed):
    """Every campaign that was launched, the newest first, with its waves that have started."""

    def answer(self) -> Response:
        found = Campaign.objects.filter(launched_at__lte=timezone.now()).prefetch_related("waves")
        return Response({"campaigns": [_campaign(one) for one in found.order_by("-launched_at", "pk")]})


class CampaignSheets(Keyed):
    """The sheets of a campaign, with what each of their columns means."""

    def answer(self, slug: str) -> Response:
        campaign = Campaign.objects.filter(slug=slug).prefetch_related("waves").first()
        if campaign is None or not campaign.has_started:
            raise Http404(f"There is no campaign “{slug}” that was launched.")
        sheets = [described(one) | {"url": address("campaign", slug=slug, sheet=one.key)} for one in SHEETS]
        return Response(_campaign(campaign) | _shared(freshness(campaign.pk)) | {"sheets": sheets})


class CampaignSheet(Keyed):
    """One sheet of a campaign, or of a wave, in all of its days or some."""

    parameters = (LANGUAGE, *asked.OF_CAMPAIGN)

    def answer(self, slug: str, sheet: str) -> FileResponse:
        one, span = _sheet(SHEETS, sheet), asked.of_campaign(slug, self.asked)
        return answered(_head(span), one, one.read(span, span.period.whole))


class SiteSheets(Keyed):
    """The sheets of the whole site, with what each of their columns means."""

    def answer(self) -> Response:
        sheets = [described(one) | {"url": address("site", sheet=one.key)} for one in site.SHEETS]
        return Response(_shared(freshness(*asked.whole_site.campaigns())) | {"sheets": sheets})


class SiteSheet(Keyed):
    """One sheet of the whole site; protected audiences stand in the sheet “protected” alone, by month, rounded."""

    parameters = (LANGUAGE, *asked.OF_SITE)

    def answer(self, sheet: str) -> FileResponse:
        one = _sheet(site.SHEETS, sheet)
        of, period = asked.of_site(self.asked)
        whole = site.Site(of, period)
        return answered(_days(period) | _until(whole.fresh), one, one.read(whole))


class Nowhere(Keyed):
    """All other addresses under that of the API."""

    def initial(self, request: Request, *args, **kwargs) -> None:
        raise NotFound("There is nothing at this address. openapi.json describes what there is.")


def _sheet(sheets: list[Sheet], key: str) -> Sheet:
    found = next((one for one in sheets if one.key == key), None)
    if found is None:
        raise Http404(f"There is no sheet “{key}”. There are: {', '.join(one.key for one in sheets)}.")
    return found


def _campaign(campaign: Campaign) -> dict[str, Any]:
    waves = sorted((one for one in campaign.waves.all() if one.started_at), key=lambda one: one.started_at)
    for wave in waves:
        wave.campaign = campaign
    return {
        "campaign": campaign.slug,
        "name": campaign.name,
        "audience": campaign.audience,
        "frame": campaign.frame,
        "launched_on": day_of(campaign.launched_at).isoformat(),
        "ends_on": day_of(campaign.over_since).isoformat() if campaign.over_since else None,
        "waves": [{"wave": one.pk, "name": one.name, **_days(periods.of_wave(one).period)} for one in waves],
        "url": address("sheets", slug=campaign.slug),
    }


def _head(span: Span) -> dict[str, Any]:
    named = {"campaign": span.campaign.slug, "wave": span.wave_id}
    return named | _days(span.period) | _until(freshness(span.campaign.pk))


def _days(period: Period) -> dict[str, str]:
    """As they are told: a long period is read by whole months."""
    return {"first_day": period.whole.first.isoformat(), "last_day": period.whole.last.isoformat()}


def _until(fresh: Freshness) -> dict[str, str | None]:
    return {"counted_until": fresh.until.isoformat(timespec="seconds") if fresh.until else None}


def _shared(fresh: Freshness) -> dict[str, Any]:
    warned = [str(fresh.cached_outside)] if fresh.cached_outside else []
    return _until(fresh) | {"cautions": [*warned, *sums_that_mean_nothing()]}
