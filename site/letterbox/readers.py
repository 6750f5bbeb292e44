"""The role that reads messages: what needs it, so that it is not deleted, and who may take over what another was answering."""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db.models import Count, Max, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letterbox.models import CorrectionPage, FormPage, Message


def needs(group: Group) -> Iterator[str]:
    """Sentences that say what names the group, and what to do first."""
    if forms := _forms(group):
        said = _("Forms name this role as their readers: %(forms)s. Choose another role in each of them first.")
        yield said % {"forms": get_text_list(forms, _("and"))}
    kept = Message.objects.filter(readers=group).aggregate(number=Count("pk"), last=Max("delete_on"))
    if kept["number"]:
        said = ngettext(
            "%(number)d message is kept for this role alone, until %(day)s: have it dealt with and delete it first.",
            "%(number)d messages are kept for this role alone, until %(day)s at the latest: have them dealt with and delete them first.",
            kept["number"],
        )
        yield said % {"number": kept["number"], "day": date_format(kept["last"])}


def beyond(messages: QuerySet[Message], user) -> str:
    """Names the roles that somebody lacks who should take messages over: a superuser lacks them, too."""
    read = Message.objects.readable_by(user)
    missing = Group.objects.filter(pk__in=messages.exclude(pk__in=read).order_by().values("readers"))
    names = list(missing.order_by("name").values_list("name", flat=True))
    if not names:
        return ""
    return _("These messages are read by: %(roles)s.") % {"roles": get_text_list(names, _("and"))}


def _forms(group: Group) -> list[str]:
    """Each with its language; those too whose latest draft names it."""
    named = Q(readers=group) | Q(latest_revision__content__readers=group.pk)
    found = [
        form for model in (FormPage, CorrectionPage) for form in model.objects.filter(named).select_related("locale")
    ]
    return [f"“{form.draft_title}” ({form.locale.language_code})" for form in found]
