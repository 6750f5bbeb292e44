"""Keys to the figures in the admin: one's own, and for whoever manages accounts those of all."""

from datetime import timedelta

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.results.api.endpoints import address
from campaigns.results.frame import may_see, show_all
from campaigns.results.models import FiguresKey
from core.editor.calendar import day_of

TAB = "results_keys"
LONGEST = timedelta(days=366)
MADE, ENDED = "results.make_key", "results.end_key"


class KeyForm(forms.ModelForm):
    class Meta:
        model = FiguresKey
        fields = ["name", "last_day"]
        widgets = {"last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = day_of(timezone.now())
        self.initial.setdefault("last_day", today + timedelta(days=180))
        self.fields["last_day"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}

    def clean_last_day(self):
        day, today = self.cleaned_data["last_day"], day_of(timezone.now())
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day


def manages_all(user) -> bool:
    return user.has_perm("core.change_user")


def within_reach(user) -> QuerySet:
    found = FiguresKey.objects.select_related("user")
    return found if manages_all(user) else found.filter(user=user)


@require_admin_access
def keys(request: HttpRequest) -> HttpResponse:
    """A new one is shown once, in the answer to the form: nothing that keeps it is written, nor an address that leads back to it."""
    may_see(request)
    form, secret = KeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.instance.user = request.user
            secret = form.instance.draw()
            log(form.instance, MADE, user=request.user, data={"until": form.instance.last_day.isoformat()})
        form = KeyForm()
    context = {
        "form": form,
        "secret": secret,
        "keys": within_reach(request.user),
        "names_owners": manages_all(request.user),
        "address": address("index"),
        "description": address("openapi"),
    }
    return show_all(request, "results/keys.html", TAB, context, status=422 if form.errors else 200)


@require_POST
@require_admin_access
def end(request: HttpRequest, pk: int) -> HttpResponse:
    may_see(request)
    key = get_object_or_404(within_reach(request.user), pk=pk)
    with transaction.atomic():
        log(key, ENDED, user=request.user, data={"owner": key.user.get_username()})
        key.delete()
    messages.success(request, _("“%(name)s” reads nothing any more.") % {"name": key})
    return redirect(reverse(TAB))


urls = [
    path("results/keys/", keys, name=TAB),
    path("results/keys/<int:pk>/end/", end, name="results_key_end"),
]
