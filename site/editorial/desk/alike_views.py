"""The screen on which pages that differ in nothing but a fact are approved in one act, each listed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from editorial.desk import alike
from editorial.sign_off.tasks import Publication


def index(request: HttpRequest) -> HttpResponse:
    """What of it waits for the person; POST approves what is ticked."""
    now = timezone.now()
    if request.method == "POST":
        return _approved(request, *alike.approve(request.user, _marks(request.POST.getlist("text")), now))
    publishes = Publication.objects.filter(groups__in=request.user.groups.all()).exists()
    context = {"groups": alike.groups(request.user, now), "publishes": publishes}
    return render(request, "editorial/desk/alike.html", context)


def _marks(sent: list[str]) -> dict[int, str]:
    """{step: the mark with which it was listed}; what no form of ours sends is nothing."""
    parted = (one.partition("-") for one in sent)
    return {
        int(state): mark for state, _dash, mark in parted if state.isascii() and state.isdigit() and len(state) < 10
    }


def _approved(request: HttpRequest, number: int, left: list[str]) -> HttpResponse:
    if number:
        said = ngettext("%(count)d text is approved.", "%(count)d texts are approved.", number)
        messages.success(request, said % {"count": number})
    for reason in left:
        messages.warning(request, reason)
    if not number and not left:
        messages.error(request, _("Nothing was approved: tick the texts that you have read."))
    return redirect("desk_alike")


urls = [path("desk/alike/", index, name="desk_alike")]
