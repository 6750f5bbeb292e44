"""Template tags for what the admin says of a state: when, whether, and who can see it."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.models import Page

from core import visibility

register = template.Library()

MINUTE = timedelta(minutes=1)


@register.filter
def when(moment: date) -> str:
    """A day is named; a moment to come is, too; one that is past is so long ago."""
    if not isinstance(moment, datetime):
        return date_format(moment, "DATE_FORMAT")
    past = timezone.now() - moment
    if past < timedelta():
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
    return timesince_simple(moment) if past >= MINUTE else _("just now")


@register.simple_tag(takes_context=True)
def is_hidden(context, page) -> bool:
    """Whether it is a page that is live and that no visitor may see; one query for each request."""
    return isinstance(page, Page) and bool(page.live) and page.pk in visibility.hidden_pages_for(context.get("request"))


@register.simple_tag(takes_context=True)
def wagtails_own(context, name: str) -> SafeString:
    """Wagtail's template of a name before which a template of ours stands."""
    engine = context.template.engine
    ours = engine.get_template(name)
    theirs, _origin = engine.find_template(name, skip=[ours.origin])
    return theirs.render(context)
