"""Consents in the admin: recorded, read, and withdrawn with one confirmation."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from testimonies.consent import documents
from testimonies.consent.consents import ConsentError, applicable
from testimonies.consent.forms import ConsentForm
from testimonies.consent.recording import record
from testimonies.consent.sealing import SealingError
from testimonies.consent.uploads import kept_in_memory
from testimonies.consent.withdrawing import withdraw
from testimonies.models import Consent, ConsentDocument, ConsentEvent, DocumentLook, Testimony
from testimonies.shown.showing import pages_showing

READERS = ("view_testimony", "change_testimony", "add_consent", "withdraw_consent")


def may(user, *names: str) -> bool:
    return any(user.has_perm(f"testimonies.{name}") for name in names)


@kept_in_memory
def consents(request: HttpRequest, pk: int) -> HttpResponse:
    """What was agreed to, and what happened since; a new consent on POST."""
    if not may(request.user, *READERS):
        raise PermissionDenied
    testimony = get_object_or_404(Testimony, pk=pk)
    form = ConsentForm(request.POST or None, request.FILES or None, instance=Consent(testimony=testimony))
    if request.method == "POST":
        if not may(request.user, "add_consent"):
            raise PermissionDenied
        if form.is_valid() and _recorded(form, request.user):
            messages.success(request, _("The consent is recorded."))
            return redirect("testimony_consents", pk)
    return render(request, "testimonies/consents.html", _context(testimony, form, request.user))


def _recorded(form: ConsentForm, user) -> bool:
    try:
        record(form.instance, user, form.cleaned_data["document"])
    except SealingError as error:
        form.add_error("document", error.message)
        return False
    return True


def _context(testimony: Testimony, form: ConsentForm, user) -> dict:
    found = list(
        testimony.consents.select_related("created_by", "withdrawn_by", "document").order_by("-valid_from", "-pk")
    )
    erased = testimony.is_erased
    return {
        "testimony": testimony,
        "erased": erased,
        "consents": found,
        "applicable": applicable(found, timezone.localdate()),
        "today": timezone.localdate(),
        "form": form if may(user, "add_consent") and not erased else None,
        "may_withdraw": may(user, "withdraw_consent") and not erased,
        "may_see": documents.may_see(user),
        "events": ConsentEvent.objects.filter(testimony_number=testimony.pk).select_related("user")[:100],
        "looks": DocumentLook.objects.filter(consent__testimony=testimony)[:100],
    }


def confirm_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes for good, and let it go on POST."""
    if not may(request.user, "withdraw_consent"):
        raise PermissionDenied
    testimony = get_object_or_404(Testimony, pk=pk)
    if request.method == "POST":
        try:
            withdraw(testimony, request.user)
        except ConsentError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The testimony is withdrawn: nothing of it is left on this site."))
        return redirect("testimony_consents", pk)
    context = {
        "testimony": testimony,
        "erased": testimony.is_erased,
        "pages": pages_showing([pk])[pk],
        "wordings": testimony.wordings.select_related("locale"),
        "others": Testimony.objects.filter(media=testimony.media_id).exclude(pk=pk) if testimony.media_id else [],
    }
    return render(request, "testimonies/withdraw.html", context)


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a consent, saved and never shown in the browser, which keeps no copy of it."""
    found = get_object_or_404(ConsentDocument.objects.select_related("consent"), pk=pk)
    try:
        opened = documents.open_for(found, request.user)
    except SealingError as error:
        messages.error(request, error.message)
        return redirect("testimony_consents", found.consent.testimony_id)
    response = HttpResponse(opened.content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, opened.name)
    response["Cache-Control"] = "no-store"
    return response


urls = [
    path("testimonies/<int:pk>/consents/", consents, name="testimony_consents"),
    path("testimonies/<int:pk>/withdraw/", confirm_withdrawal, name="testimony_withdraw"),
    path("testimonies/documents/<int:pk>/", document, name="consent_document"),
]
