"""Organisations in the admin: the link by which each corrects its entries, sent to it, and ended by a new one."""

import logging
from smtplib import SMTPException

from django import forms
from django.core.mail import send_mail
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.outreach.directory import stale
from campaigns.outreach.directory.corrections import links
from campaigns.outreach.directory.desk.forms import OrganisationForm
from campaigns.outreach.directory.desk.frame import propose, require, show, told
from campaigns.outreach.directory.models import Organisation, Proposal
from campaigns.outreach.directory.proposals.acts import ADD
from campaigns.outreach.directory.proposals.kinds import ORGANISATIONS
from core.navigation.frame import Frame

TAB = "directory_organisations"
CHANGE = "directory.change_organisation"
SHOWN = 50
logger = logging.getLogger(__name__)


class EmailForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = ["email"]


class MailForm(forms.Form):
    """The mail as it is prepared; the link is added below it."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=4000, widget=forms.Textarea({"rows": 8, "dir": "auto"})
    )


@require_admin_access
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require(request)
    shown = Q(entries__withdrawn_at=None)
    found = Organisation.objects.annotate(
        number=Count("entries", filter=shown),
        oldest=Min("entries__verified_on", filter=shown),
        newest=Max("entries__verified_on", filter=shown),
    )
    asked = request.GET.get("q", "").strip()
    found = found.filter(name__icontains=asked).order_by("name") if asked else found.order_by("name")
    page = Paginator(found, SHOWN).get_page(request.GET.get("p"))
    return show(request, "organisations.html", TAB, {"page": page, "asked": asked, "before": stale.before()})


@require_admin_access
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of it, its entries, and its address and link for those who may give it out."""
    require(request)
    found = get_object_or_404(Organisation, pk=pk)
    if request.method == "POST":
        require(request, CHANGE)
    form = EmailForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The address is kept."))
        return redirect("directory_organisation", pk)
    return _show(request, found, form, MailForm(initial=_prepared(request, found)))


def _show(request: HttpRequest, found: Organisation, form: EmailForm, mail: MailForm, link: str = "") -> HttpResponse:
    own = Q(organisation=found) | Q(about=Proposal.About.ORGANISATIONS, before__has_key=str(found.pk))
    proposals = Proposal.objects.filter(own).exclude(submitted_at=None).defer("rows", "before")
    context = {
        "organisation": found,
        "entries": found.entries.order_by("name", "pk"),
        "told": told(ORGANISATIONS, found)[1:],
        "proposals": proposals[:SHOWN],
        "form": form,
        "mail": mail,
        "may_change": request.user.has_perm(CHANGE),
        "link": link,
        "before": stale.before(),
    }
    return show(request, "organisation.html", TAB, context, 422 if form.errors or mail.errors else 200)


def _prepared(request: HttpRequest, found: Organisation) -> dict[str, str]:
    context = {"organisation": found, "number": found.entries.filter(withdrawn_at=None).count()}
    return {
        "subject": _("Are your entries in the directory of help still exact?"),
        "text": render_to_string("directory/desk/mail.txt", context | {"site": Frame.of(request).home}),
    }


@require_admin_access
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form that proposes another name or web site, or that it is no example any more."""
    require(request, ADD)
    found = get_object_or_404(Organisation, pk=pk)
    form = OrganisationForm(request.POST or None, initial=ORGANISATIONS.values(found), reference=str(pk))
    return propose(request, form, TAB, {"subject": found.name, "back": reverse("directory_organisation", args=[pk])})


@require_admin_access
@require_POST
def show_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link, to be copied; whoever has seen it does not decide on what comes by it."""
    require(request, CHANGE)
    found = get_object_or_404(Organisation, pk=pk)
    log(instance=found, action=links.SHOWN, user=request.user)
    mail = MailForm(initial=_prepared(request, found))
    return _show(request, found, EmailForm(instance=found), mail, links.address(found))


@require_admin_access
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link; the old one ends."""
    require(request, CHANGE)
    found = get_object_or_404(Organisation, pk=pk)
    links.renew(found)
    log(instance=found, action="directory.renew_link", user=request.user)
    messages.success(request, _("There is a new link. The old one leads nowhere any more."))
    return redirect("directory_organisation", pk)


@require_admin_access
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, CHANGE)
    found = get_object_or_404(Organisation, pk=pk)
    mail = MailForm(request.POST)
    if not found.email:
        messages.error(request, _("The organisation has no address: write it first."))
        return redirect("directory_organisation", pk)
    if not mail.is_valid():
        return _show(request, found, EmailForm(instance=found), mail)
    # A subject is one line, whatever was typed.
    subject = " ".join(mail.cleaned_data["subject"].split())
    try:
        send_mail(subject, f"{mail.cleaned_data['text']}\n\n{links.address(found)}\n", None, [found.email])
    except (OSError, SMTPException):
        logger.exception("a link for corrections could not be sent")
        messages.error(request, _("The mail could not be sent: try again in a few minutes, or copy the link."))
    else:
        log(instance=found, action=links.SENT, user=request.user)
        messages.success(request, _("The link was sent to %(email)s.") % {"email": found.email})
    return redirect("directory_organisation", pk)


urls = [
    path("directory/organisations/", index, name=TAB),
    path("directory/organisations/<int:pk>/", organisation, name="directory_organisation"),
    path("directory/organisations/<int:pk>/change/", change, name="directory_change_organisation"),
    path("directory/organisations/<int:pk>/link/", show_link, name="directory_show_link"),
    path("directory/organisations/<int:pk>/renew/", renew, name="directory_renew_link"),
    path("directory/organisations/<int:pk>/send/", send, name="directory_send_link"),
]
