"""Template tags of the base templates."""

from datetime import date, datetime
from urllib.parse import quote

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from wagtail.images.models import Picture
from wagtail.models import Page

from core import audiences
from core.country import EmergencyNumber, country
from core.editor.calendar import day_of, last_day_of, midnight
from core.files import sharing
from core.models import Operator
from core.models.pages import full_title
from core.navigation import slots
from core.renditions import showing
from core.text import contents, rich_text
from core.words import languages
from serving.static import stylesheet

register = template.Library()
register.filter("full_title", full_title)


@register.simple_tag(takes_context=True)
def slot(context, name: str) -> SafeString:
    """All that other rooms registered for this place."""
    return mark_safe("".join(slots.render(name, context)))  # renderers return safe HTML


@register.simple_tag(takes_context=True)
def frame_way(context, page: Page) -> str:
    """Where the frame of this page leads to that one: see `core.navigation.frame`."""
    return context["frame"].way(page)


@register.simple_tag(takes_context=True)
def carried_stylesheet(context, name: str) -> SafeString:
    """A stylesheet inside the page, which spares a first visit a round trip; the policy of this answer allows it."""
    return _carried(context, stylesheet.carried(name))


@register.simple_tag(takes_context=True)
def carried_css(context, css: str) -> SafeString:
    """The same of a text that this project wrote: that of a theme. Nothing where it is empty."""
    return _carried(context, stylesheet.as_carried(css)) if css else SafeString()


def _carried(context, carried: stylesheet.Carried) -> SafeString:
    request = context["request"]
    request.inline_styles = [*getattr(request, "inline_styles", []), carried.source]
    return mark_safe(f"<style>{carried.css}</style>")


@register.simple_tag
def mail_signature() -> str:
    """Who writes, under a mail in plain text: the operator's name and the lines of its foot. Empty where it has no name."""
    operator = Operator.objects.filter(site__is_default_site=True).first()
    lines = [operator.name, *operator.foot] if operator and operator.name else []
    return "\n".join(["-- ", *lines]) if lines else ""  # RFC 3676, section 4.3


@register.simple_tag(takes_context=True)
def rich(context, value) -> SafeString:
    """Rich text of a page, with what the rooms expand in it."""
    return rich_text.render(getattr(value, "source", value) or "", context)


@register.simple_block_tag
def with_contents(content: str) -> SafeString:
    """What stands between the tags, and before it the list of its parts where it has many."""
    marked, parts = contents.with_anchors(content)
    shown = parts if len(parts) >= contents.LEAST else []
    listed = render_to_string("core/contents.html", {"parts": shown}) if shown else ""
    return mark_safe(listed + (marked if shown else content))  # HTML that was safe before


@register.simple_tag
def share_picture(page) -> sharing.SharedPicture | None:
    """The picture of a link preview; None where there is none to show."""
    return sharing.picture_of(page)


@register.simple_tag
def emergency_numbers() -> tuple[EmergencyNumber, ...]:
    return country().emergency


@register.simple_tag
def number_for_children() -> EmergencyNumber | None:
    return country().for_children


@register.simple_tag
def local_time() -> str | Promise:
    """In which zone times are told."""
    return country().time


@register.filter
def last_day(end: datetime) -> date:
    """Of what ends at a moment: the day before, where that is a midnight."""
    return last_day_of(end)


@register.filter
def last_moment(end: datetime) -> str:
    """The same for the team, with its hour where it has one."""
    if end == midnight(day_of(end)):
        return date_format(last_day_of(end), "SHORT_DATE_FORMAT")
    return date_format(localtime(end), "SHORT_DATETIME_FORMAT")


@register.filter
def is_kept_apart(audience: str) -> bool:
    return audience in audiences.KEPT_APART


@register.filter
def voice_of(audience: str) -> str:
    """The voice in which one speaks to it, as stylesheets name it."""
    return audiences.voice_of(audience)


@register.simple_tag
def in_language(code: str) -> str:
    """`lang="…"` where a text is not in the language of the page, and `dir="…"` where it is not read its way."""
    return languages.attributes(code)


@register.simple_tag
def in_first_language() -> str:
    """The same of what is written once, in the site's first language."""
    return languages.attributes(settings.LANGUAGE_CODE)


@register.simple_tag
def sized_picture(image, *widths: int, sizes: str) -> str | Picture:
    """A picture in AVIF and JPEG, as wide as these, as far as it is made; nothing where nothing is."""
    return showing.picture(image, widths, {"sizes": sizes, "loading": "lazy"}) or ""


@register.filter
def path_quoted(value: str) -> str:
    return quote(str(value), safe="")


@register.filter
def of_key(things: dict, key: str):
    """What a dictionary holds under a key that a template has in a variable."""
    return things.get(key, "")
