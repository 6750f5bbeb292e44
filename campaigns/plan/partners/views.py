"""Inviting and reminding the partners of a campaign: chosen, looked at as each language gets it, sent."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign, PartnerMail
from campaigns.plan.partners import mails
from campaigns.plan.partners.choice import MOST, MailForm, candidates
from campaigns.plan.relay import addresses
from core.editor.mails import first_of_each

TAB = "campaign_partners"
MAY = "plan.change_partnership"


@require_admin_access
def write(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask whom; on POST show what goes, and send it where `send` says so."""
    campaign = _campaign(request, pk)
    if kind not in PartnerMail.Kind:
        raise Http404
    found = candidates(campaign, kind)
    is_asked = request.method == "POST" and "back" not in request.POST
    form = MailForm(found, *([request.POST] if request.method == "POST" else []))
    if is_asked and form.is_valid():
        if "send" in request.POST:
            return _send(request, campaign, kind, form)
        if answer := _preview(request, campaign, kind, form):
            return answer
    left_out = [one for one in found if not one.may_be_chosen]
    more = len(found) - len(left_out) - len(form.shown)
    context = {"kind": kind, "form": form, "shown": form.shown, "more": more, "left_out": left_out, "most": MOST}
    return show(request, "plan/partners/write.html", campaign, TAB, context, 422 if is_asked else 200)


def _preview(request: HttpRequest, campaign: Campaign, kind: str, form: MailForm) -> HttpResponse | None:
    """The first mail of each language, exactly as it goes; None where nobody of the chosen may be mailed any more."""
    may = {one.partnership.pk for one in form.shown}
    chosen = campaign.partnerships.filter(pk__in=may.intersection(form.cleaned_data["partners"]))
    served = addresses.languages_served()
    shown = first_of_each(
        mails.ready(chosen, campaign.pk),
        lambda one: one.partner.language,
        lambda one: mails.written(one, kind, form.sentences.get(one.partner.language, ""), served),
    )
    if not shown:
        form.add_error("partners", _("Those that you chose have been mailed meanwhile, or may no longer be."))
        return None
    context = {"kind": kind, "form": form, "mails": shown, "number": sum(number for _code, number, _mail in shown)}
    return show(request, "plan/partners/preview_mails.html", campaign, TAB, context)


def _send(request: HttpRequest, campaign: Campaign, kind: str, form: MailForm) -> HttpResponse:
    wanted = form.cleaned_data["partners"]
    number = mails.order(campaign, kind, wanted, form.sentences, request.user)
    if number:
        said = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", number)
        messages.success(request, said % {"count": number})
    if left := len(set(wanted)) - number:
        said = ngettext(
            "%(count)d partner was left out, since it was mailed meanwhile or may no longer be mailed.",
            "%(count)d partners were left out, since they were mailed meanwhile or may no longer be mailed.",
            left,
        )
        messages.warning(request, said % {"count": left})
    return redirect(TAB, campaign.pk)


@require_admin_access
@require_POST
def send_again(request: HttpRequest, pk: int, mail: int) -> HttpResponse:
    """A mail that was given up, or of which nobody knows whether it went out."""
    campaign = _campaign(request, pk)
    unsent = PartnerMail.objects.filter(partnership__campaign=campaign, sent_at=None)
    found = get_object_or_404(unsent.select_related("partnership__partner"), pk=mail)
    if not (found.is_given_up or found.is_uncertain):
        raise Http404
    mails.order_again(found)
    said = _("The mail to %(partner)s is being sent again.") % {"partner": found.partnership.partner}
    messages.success(request, said)
    return redirect(TAB, campaign.pk)


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    return campaign


urls = [
    path("campaigns/<int:pk>/partners/write/<str:kind>/", write, name="campaign_partners_write"),
    path("campaigns/<int:pk>/partners/written/<int:mail>/", send_again, name="campaign_partner_mail"),
]
