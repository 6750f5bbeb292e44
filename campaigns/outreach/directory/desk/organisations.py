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
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import log

from campaigns.outreach.directory import links, stale
from campaigns.outreach.directory.desk.frame import require, show
from campaigns.outreach.directory.models import Organisation
from core.frame import Frame

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
    """Its entries, its address, and its link for those who may give it out."""
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


def _show(request: HttpRequest, found: Organisation, form: EmailForm, mail: MailForm) -> HttpResponse:
    may_change = request.user.has_perm(CHANGE)
    context = {
        "organisation": found,
        "entries": found.entries.order_by("name", "pk"),
        "proposals": found.proposals.exclude(submitted_at=None).defer("rows", "before")[:SHOWN],
        "form": form,
        "mail": mail,
        "may_change": may_change,
        "link": links.address(found) if may_change else "",
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
        log(instance=found, action="directory.send_link", user=request.user)
        messages.success(request, _("The link was sent to %(email)s.") % {"email": found.email})
    return redirect("directory_organisation", pk)


urls = [
    path("directory/organisations/", index, name=TAB),
    path("directory/organisations/<int:pk>/", organisation, name="directory_organisation"),
    path("directory/organisations/<int:pk>/renew/", renew, name="directory_renew_link"),
    path("directory/organisations/<int:pk>/send/", send, name="directory_send_link"),
]
