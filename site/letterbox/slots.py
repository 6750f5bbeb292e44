"""What this room shows at the foot of open pages: the way to say that something on them is wrong."""

from typing import Any

from django.utils.html import format_html

from core.navigation.frame import Frame
from letterbox.models import CorrectionPage, MessageFormPage
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
