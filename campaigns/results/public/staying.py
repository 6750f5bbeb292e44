"""What becomes of the results of a campaign whose pages are taken down: they stay where they are, until somebody ends that."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.plan.models import Campaign
from campaigns.plan.relay.reached import Rest
from campaigns.results.models import PublicResults, SharedResults


def rest(campaign: Campaign | None, going: Collection[Page]) -> Iterator[Rest]:
    if campaign is None:
        return
    if campaign.has_started and PublicResults.objects.filter(campaign=campaign, is_on=True).exists():
        said = _("They stay public: turn them off under “Public results” if they shall go, too.")
        yield Rest(_("Public results"), 1, said)
    if number := SharedResults.objects.open().filter(campaign=campaign).count():
        said = _("They stay open through their last day: end them under “Public results” if they shall go, too.")
        yield Rest(_("Shared addresses of results"), number, said)
