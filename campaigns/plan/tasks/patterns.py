"""The usual tasks of a campaign: what, and how long before its start or after its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.plan.copying.dates import last_day
from campaigns.plan.models import Campaign, CampaignTask
from campaigns.plan.tasks.days import WEEK, counted_from, said, said_after_end
from core.audiences import OUTREACH, YOUNG


@dataclass(frozen=True)
class Pattern:
    """Due so many days before the start, or after the end, of a campaign of its audience; without one, of every campaign."""

    key: str
    title: str | Promise
    days_before: int | None = None
    days_after_end: int = 0
    audience: str = ""

    def is_for(self, campaign: Campaign) -> bool:
        return self.audience in ("", campaign.audience)

    def due(self, campaign: Campaign) -> date | None:
        """None where the end is open."""
        if self.days_before is not None:
            return counted_from(campaign, self.days_before)
        last = last_day(campaign)
        return last + timedelta(days=self.days_after_end) if last else None

    @property
    def counted(self) -> str:
        """How its day is counted, in words."""
        return said_after_end(self.days_after_end) if self.days_before is None else said(self.days_before)

    def task(self, campaign: Campaign) -> CampaignTask:
        """In the language that is active; not saved yet."""
        return CampaignTask(
            campaign=campaign,
            title=str(self.title),
            due=self.due(campaign),
            days_before=self.days_before,
            pattern=self.key,
        )


PATTERNS = (
    Pattern("objective", _("Name the objective and the targets"), 12 * WEEK),
    Pattern("brief", _("Write the brief and choose the theme"), 10 * WEEK),
    Pattern("texts", _("Write the texts"), 8 * WEEK),
    Pattern("facts", _("Check the facts and their sources"), 7 * WEEK),
    Pattern("numbers", _("Call the numbers and check them with the associations"), 7 * WEEK, audience=OUTREACH),
    Pattern("translations", _("Hand out the translations"), 6 * WEEK),
    Pattern("class", _("Try the kit with one class"), 6 * WEEK, audience=YOUNG),
    Pattern("sign_off", _("Ask for the legal sign-off"), 5 * WEEK),
    Pattern("partners", _("Invite the partners"), 4 * WEEK),
    Pattern("sheets", _("Print the sheets and send them"), 3 * WEEK),
    Pattern("readiness", _("Check the readiness in every language"), 2 * WEEK),
    Pattern("launch", _("Tell the publisher, and settle who watches on the night of the launch"), WEEK),
    Pattern("first_day", _("Look at pages, links and first numbers"), -1),
    Pattern("results", _("Tell the team and the partners the results"), days_after_end=2 * WEEK),
)


def missing(campaign: Campaign) -> list[Pattern]:
    """Those that the campaign does not have, whoever renamed them."""
    there = set(campaign.tasks.exclude(pattern="").values_list("pattern", flat=True))
    return [pattern for pattern in PATTERNS if pattern.is_for(campaign) and pattern.key not in there]
