"""What this room shows on other pages: the ways to say that something on them is wrong, and to ask in writing."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.navigation.frame import Frame
from letterbox.models import CorrectionPage, Kind, MessageFormPage
from letterbox.post.receiving import contact_form
from letterbox.sealing import MESSAGES


def way_to_correct(context: dict[str, Any]) -> str:
    """The same for every visitor of a page; without a query, since the menu was read already."""
    frame = Frame.of(context["request"])
    page = frame.page
    if page is None or page.pk is None or frame.home is None or isinstance(page, MessageFormPage):
        return ""
    if frame.is_sheltered or frame.is_discreet or not MESSAGES.can_seal():
        return ""
    form = next((one for one in frame.menu if one.specific_class is CorrectionPage), None)
    if form is None:
        return ""
    return format_html(
        '<li><a href="{}?page={}" rel="nofollow">{}</a></li>', form.get_url(frame.request), page.pk, form.title
    )


def way_to_ask(context: dict[str, Any]) -> str:
    """The form for the press, or else for contact, in the language of the page, where one takes messages."""
    frame = Frame.of(context["request"])
    form = None if frame.is_sheltered or frame.is_discreet else contact_form(context["page"], Kind.PRESS)
    if form is None:
        return ""
    return format_html('<p><a href="{}">{}</a></p>', form.get_url(frame.request), _("Ask in writing, by a form"))
