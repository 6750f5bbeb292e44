"""What becomes of the experiments on pages that are taken down."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.deterrence.experiments.models import Experiment
from campaigns.plan.models import Campaign
from campaigns.plan.relay.reached import Rest


def rest(campaign: Campaign | None, going: Collection[Page]) -> Iterator[Rest]:
    """As `guards` ends them."""
    keys = {page.translation_key for page in going}
    if number := Experiment.objects.running().filter(page_key__in=keys).count():
        said = _("They end now, early, and what was counted is kept. They do not go on once the pages are back.")
        yield Rest(_("Running experiments"), number, said)
