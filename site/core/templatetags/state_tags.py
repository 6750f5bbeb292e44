"""Template tags for what the admin says of a state: when, whether, and who can see it."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.models import DraftStateMixin, Page, WorkflowState

from core.editor.submission import first_hands
from core.publication import visibility

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
def is_down(context, page) -> bool:
    """Whether it is a page that was taken down and is not back: a draft that readers knew."""
    return isinstance(page, Page) and not page.live and page.pk in visibility.down_pages_for(context.get("request"))


@register.inclusion_tag("core/taken_down.html", takes_context=True)
def taken_down(context, page):
    """When it was taken down and by whom, with the way back for whoever may; nothing of another page."""
    down = visibility.down_pages_for(context.get("request"))[page.pk] if is_down(context, page) else None
    return was_taken_down(context, down)


@register.inclusion_tag("core/taken_down.html", takes_context=True)
def was_taken_down(context, down):
    """The same of what a takedown is known of already."""
    return {
        "down": down,
        "who": _named(down.user) if down else "",
        "may_put_back": down and context["request"].user.has_perm("editorial.add_takedown"),
    }


def _goes_live_at(thing) -> datetime | None:
    """The date for which the latest words of it are approved, and nothing of older ones."""
    coming = thing.scheduled_revision if isinstance(thing, DraftStateMixin) and thing.pk else None
    return coming.approved_go_live_at if coming and coming.pk == thing.latest_revision_id else None


@register.simple_tag(takes_context=True)
def state_title(context, title: str) -> str:
    """What is true of the thing whose status panel this is, where Wagtail's title is not."""
    thing, review = context.get("object"), context.get("workflow_state")
    if title == _("In Moderation") and review and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Changes requested")
    if title == _("Draft") and _goes_live_at(thing):
        return capfirst(_("scheduled"))
    if title == _("Draft") and is_down(context, thing):
        return _("Taken down")
    if title != _("Live"):
        return title
    if is_hidden(context, thing):
        return _("Approved, not public")
    if isinstance(thing, DraftStateMixin):
        return title
    return _("Saved") if thing.pk else _("Not created yet")


@register.simple_tag
def goes_live_at(thing):
    """When approved words that were never public go live by themselves; None where they do not."""
    return _goes_live_at(thing)


@register.simple_tag(takes_context=True)
def state_help(context, title: str, said: str) -> str:
    """When that state began or ends, and by whom; Wagtail says when the words were saved, and who saved them."""
    thing, review = context.get("object"), context.get("workflow_state")
    if title == capfirst(_("scheduled")) and (moment := _goes_live_at(thing)):
        moment = visibility.held_until(thing, moment) or moment
        at = date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        said = _("approved, goes live: %(when)s")
        if visibility.is_hidden_at(thing, moment):
            said = _("approved, goes live: %(when)s; public together with its campaign")
        return said % {"when": at}
    if title == _("Taken down"):
        down = visibility.down_pages_for(context.get("request"))[thing.pk]
        return _("taken down: %(when)s, %(who)s") % {"when": when(down.since), "who": _named(down.user)}
    if title == _("Approved, not public") and (until := visibility.held_until(thing)):
        at = date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")
        return _("approved, public by itself when its embargo ends: %(when)s") % {"when": at}
    if title in (_("Live"), _("Approved, not public")) and getattr(thing, "last_published_at", None):
        return _("approved: %(when)s") % {"when": when(thing.last_published_at)}
    if title == _("In Moderation") and review.requested_by:
        return _handed_in(review)
    asked = review.current_task_state if title == _("Changes requested") else None
    if asked and asked.finished_at:
        who = _named(asked.finished_by) if asked.finished_by else _("by a review link")
        return _("asked for: %(when)s, %(who)s") % {"when": when(asked.finished_at), "who": who}
    return said


def _handed_in(review) -> str:
    """By whom, and who has taken it over since."""
    holder = review.requested_by
    said = {"when": when(review.created_at), "who": _named(holder)}
    first = first_hands({(review.base_content_type_id, review.object_id): holder.pk})
    if not first:
        return _("handed in: %(when)s, %(who)s") % said
    said |= {"who": _named(*first.values()), "successor": _named(holder)}
    return _("handed in: %(when)s, %(who)s; taken over by %(successor)s") % said


def _named(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else _("Account deleted")


@register.simple_tag(takes_context=True)
def version_status(context, thing, status: str | None) -> str:
    """The same of a line of its history: Wagtail's mark, if any, is the word for the live version or for the draft."""
    if status != _("Live version"):
        return status or ""
    if not thing.live:
        return _("Last published")
    return _("Approved version") if is_hidden(context, thing) else status


@register.simple_tag(takes_context=True)
def wagtails_own(context, name: str) -> SafeString:
    """Wagtail's template of a name before which a template of ours stands."""
    engine = context.template.engine
    ours = engine.get_template(name)
    theirs, _origin = engine.find_template(name, skip=[ours.origin])
    return theirs.render(context)
