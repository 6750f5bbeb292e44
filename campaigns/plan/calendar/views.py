"""The launch calendar in the admin, and the address of one's own for a calendar program."""

from datetime import date

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from campaigns.plan.calendar import feed as calendar_feed
from campaigns.plan.calendar.events import may_see
from campaigns.plan.calendar.month import Month, Week, agenda, weeks
from campaigns.plan.models import CalendarFeed
from campaigns.plan.models.partners import new_token
from core.editor.calendar import Event, Kind, day_of, events
from core.editor.once import one_screen
from core.publication.bundles import bundles

QUARTER = 3  # months
ALL = ("", gettext_lazy("all"))


class FilterForm(forms.Form):
    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False, choices=[ALL, *settings.LANGUAGES])
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, choices=[ALL, *Kind.choices])

    def __init__(self, data, user):
        super().__init__(data)
        known = bundles() if may_see(user) else []
        self.fields["campaign"].choices = [ALL, *((one.key, one.label) for one in known)]
        if not known:
            del self.fields["campaign"]

    def shows(self, event: Event) -> bool:
        """What has no language concerns all of them; what has no campaign belongs to none."""
        asked = self.cleaned_data if self.is_valid() else {}
        campaign, language, kind = (asked.get(name) for name in ("campaign", "language", "kind"))
        in_language = not language or not event.languages or language in event.languages
        return in_language and campaign in (None, "", event.bundle) and kind in (None, "", event.kind)


@require_safe
@one_screen()
def index(request: HttpRequest) -> HttpResponse:
    today = day_of(timezone.now())
    month = _month(request, Month.of(today))
    form = FilterForm(request.GET, request.user)
    view = request.GET.get("view")
    months = [month.plus(number) for number in range(QUARTER if view == "quarter" else 1)]
    found = [event for event in events(request.user, month.start, months[-1].end) if form.shows(event)]
    as_list = view == "list"
    context = {
        "month": month,
        "previous": month.plus(-len(months)),
        "next": month.plus(len(months)),
        "is_quarter": len(months) > 1,
        "may_add": request.user.has_perm("plan.add_calendarentry"),
        "today": today,
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "kinds": list(Kind),
        "count": len(found),
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "as_list": as_list,
        "agenda": agenda(month, found) if as_list else None,
        "months": [] if as_list else [(one, _weeks(one, found, today)) for one in months],
    }
    if context["feed"]:
        context["feed_address"] = calendar_feed.address(context["feed"])
    return render(request, "plan/calendar/index.html", context)


def _weeks(month: Month, found: list[Event], today: date) -> list[Week]:
    touching = [event for event in found if event.first_day < month.end and event.last_day >= month.start]
    return weeks(month, touching, today)


def _month(request: HttpRequest, current: Month) -> Month:
    asked = request.GET.get("month")
    try:
        return Month.parse(asked) if asked else current
    except ValueError:
        said = _("“%(asked)s” is no month: write a year and a month, as in %(example)s. This is the current month.")
        messages.warning(request, said % {"asked": asked[:20], "example": current})
        return current


@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Give the person an address; the one from before stops at once."""
    fresh = {"token": new_token(), "created_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=request.user, defaults=fresh)
    messages.success(request, _("This is your new address. One that you had before no longer answers."))
    return redirect("calendar")


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    CalendarFeed.objects.filter(user=request.user).delete()
    messages.success(request, _("Your address no longer answers."))
    return redirect("calendar")


urls = [
    path("calendar/", index, name="calendar"),
    path("calendar/feed/renew/", renew_feed, name="calendar_feed_renew"),
    path("calendar/feed/revoke/", revoke_feed, name="calendar_feed_revoke"),
]
