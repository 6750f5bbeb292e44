"""The landing pages that a new campaign begins with: one for each channel that has placements, from the pattern of its frame."""

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.deterrence import patterns
from campaigns.deterrence.pattern_forms import AUDIENCES, parents
from campaigns.plan.beginning.drafts import DraftPages
from campaigns.plan.links.acts import ADD, CHANGE
from campaigns.plan.links.leading import lead_to
from campaigns.plan.models import Campaign, Frame


def said(audience: str, frame: str, user) -> str:
    above = _parent(user) if audience in AUDIENCES else None
    if above is None:
        return ""
    words = _("A landing page for each channel with placements, drafts under “%(page)s” from the angle “%(frame)s”")
    return words % {"page": above.title, "frame": Frame(frame).label}


def make(campaign: Campaign, user) -> list[Page]:
    above, facts = _parent(user), patterns.suggested(campaign)
    channels = list(campaign.channels.exclude(placements=None).distinct())
    pages: list[Page] = []
    for channel in channels:
        page = patterns.draft(Frame(campaign.frame), channel, above, facts)
        page.owner = user
        above.add_child(instance=page)
        page.save_revision(user=user, log_action=True, clean=False)
        if user.has_perms([ADD, CHANGE]):
            lead_to(channel, page, user)
        pages.append(page)
    return pages


def _parent(user) -> Page | None:
    """The first that is offered for landing pages in the site's first language."""
    return next((page for page in parents(user) if page.locale.language_code == settings.LANGUAGE_CODE), None)


LANDING = DraftPages("landing", said, make, patterns.words)
