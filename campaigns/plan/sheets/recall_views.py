"""Recalling what was printed, in the admin: one confirmation that lists what it is and who holds it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign, PrintedItem
from campaigns.plan.relay import recall_mails
from campaigns.plan.sheets.listing import label_of
from campaigns.plan.sheets.recall import WITHOUT_REASON, recall
from campaigns.plan.sheets.staleness import HOLDERS, may_still_hang, stale
from campaigns.plan.sheets.words import name_of
from core.editor.mails import Shown
from press.content import PressError

LISTED = 200


class RecallForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, as partners and the public read it"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={"required": WITHOUT_REASON},
    )


@require_admin_access
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """`?item=` names one, otherwise all that is stale, or was when it was replaced; recall what was listed on POST."""
    if not request.user.has_perm("plan.launch_campaign"):
        raise PermissionDenied
    campaign = campaign_for(request, pk)
    if request.method == "POST":
        return _recall(request, campaign)
    return _show(request, campaign, _chosen(campaign, request.GET.get("item")), RecallForm())


def _chosen(campaign: Campaign, item: str | None) -> list[PrintedItem]:
    if item is None:
        return [*stale(campaign), *may_still_hang(campaign)]
    joined = campaign.printed.select_related("link__channel", *HOLDERS)
    return list(joined.filter(pk=int(item) if item.isdecimal() else 0, recalled_at=None))


def _show(
    request: HttpRequest,
    campaign: Campaign,
    items: list[PrintedItem],
    form: RecallForm,
    mails: list[Shown] | None = None,
) -> HttpResponse:
    for item in items[:LISTED]:
        item.format_label, item.language_name = label_of(item.format), name_of(item.language)
    context = {
        "items": items[:LISTED],
        "number": len(items),
        "left": max(0, len(items) - LISTED),
        "ids": ",".join(str(item.pk) for item in items),
        "mails": mails,
        "partners": sorted({item.partner.name for item in items if item.partner}),
        "form": form,
    }
    status = 422 if form.errors else 200
    return show(request, "plan/workspace/recall.html", campaign, "campaign_print", context, status)


def _recall(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What the page listed, although more may be stale by now; `show` shows the mails to partners, and recalls nothing."""
    ids = [int(pk) for pk in request.POST.get("items", "").split(",") if pk.isdecimal()]
    joined = campaign.printed.select_related("link__channel", *HOLDERS).filter(pk__in=ids, recalled_at=None)
    form, items = RecallForm(request.POST), []
    if form.is_valid() and "show" in request.POST:
        mails = recall_mails.preview(joined, form.cleaned_data["reason"])
        return _show(request, campaign, list(joined), form, mails)
    if form.is_valid():
        try:
            items = recall(campaign, ids, form.cleaned_data["reason"], request.user)
        except PressError as error:
            form.add_error(None, error.message)
    if not items:
        return _show(request, campaign, list(joined), form)
    text = ngettext("%(number)s sheet is recalled.", "%(number)s sheets are recalled.", len(items))
    messages.success(request, text % {"number": len(items)})
    return redirect("campaign_print", campaign.pk)


urls = [path("campaigns/<int:pk>/print/recall/", confirm, name="campaign_print_recall")]
