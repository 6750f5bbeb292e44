"""The code that a partner pastes to show a campaign's banner."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from campaigns.plan.models import Campaign, TrackedLink
from campaigns.plan.models.links import READABLE
from campaigns.plan.relay.open_pages import open_campaign_pages
from core.text import tokens

CODE = (
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy"'
    ' sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>'
)


def iframe(campaign: Campaign, language: str, code: str = "", width: int = 300, height: int = 250) -> str:
    """HTML to paste, as text; `code` is that of the partner's tracked link. Sizes are in CSS pixels, 300 × 250 at least."""
    query = f"?link={code}" if code else ""
    address = settings.BASE_URL.rstrip("/") + reverse("embed_campaign", args=[language, campaign.slug]) + query
    parts = {"src": address, "title": title(campaign, language), "width": width, "height": height}
    return CODE.format(**{name: escape(value) for name, value in parts.items()})


def title(campaign: Campaign, language: str) -> str:
    """What a screen reader says of the frame, in its language; tells nothing of a campaign to come."""
    pages = open_campaign_pages().filter(campaign=campaign, locale__language_code=language).order_by("path")
    page = next(iter(tokens.gather(pages.select_related("locale", "campaign").defer_streamfields()[:1])), None)
    with translation.override(language):
        if page is None:
            return _("Message of an information campaign")
        return _("Message of an information campaign: %(statement)s") % {
            "statement": " ".join(str(page.statement).splitlines())
        }


def active_link(campaign: Campaign, code: str) -> TrackedLink | None:
    """The link of this campaign with this code, unless it is retired."""
    if not READABLE.fullmatch(code.lower()):
        return None
    return TrackedLink.objects.filter(campaign=campaign, code=code.lower(), retired_at=None).first()
