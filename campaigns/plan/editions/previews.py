"""An edition as it would look: small pictures with a mark all over them, drawn when they are asked for and kept nowhere."""

from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.plan.editions.words import borne, with_logo
from campaigns.plan.models import Edition
from campaigns.plan.sheets.edition_runs import code_of
from campaigns.plan.sheets.words import LivePages, read
from press.content import PressError, Target
from press.formats import FORMATS, preview

SHOWN = ("poster-a4", "square", "leaflet")


def shown() -> list[tuple[str, str]]:
    return [(key, str(FORMATS[key].label)) for key in SHOWN]


def picture(edition: Edition, key: str, language: str) -> bytes:
    """A PNG; raises PressError where it cannot be made. KeyError where there is no such format."""
    link = code_of(edition)
    if link is None:
        raise PressError(_("The campaign has no code yet: make one under “Links and codes”."))
    reading = borne(read(LivePages(edition.partnership.campaign).of(link, language)), edition)
    with translation.override(language):
        mark = _("PREVIEW – not approved")
    return preview(key, with_logo(reading.with_emblem(), edition), Target(link.url, link.letters), mark)
