"""The numbers of law on one page: read anew while somebody writes, and answered for by name."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from facts.typed import answers
from facts.typed.listing import draft
from facts.typed.models import REASON, AnsweredNumber
from facts.typed.numbers import Number, of_page
from facts.typed.offers import offers
from facts.typed.panel import shown
from facts.typed.replacing import replace


def _page(request: HttpRequest, pk: int) -> Page:
    page = get_object_or_404(Page.objects.filter(depth__gt=1).select_related("latest_revision"), pk=pk).specific
    if not answers.may_answer(request.user, page):
        raise PermissionDenied
    return page


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for what stands in the editor now, saved or not: nothing is kept of it."""
    page = _page(request, pk).get_latest_revision_as_object()
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(request.POST, instance=page, parent_page=page.get_parent().specific, for_user=request.user)
    form.is_valid()  # fills the page with every field that can be read, whatever is wrong with others
    return render(request, "facts/typed/list.html", shown(page) | {"in_editor": True})


def numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Of what is public and of the draft; one may be answered for, or an answer taken back."""
    page = _page(request, pk)
    if request.method == "POST":
        return _decided(request, page)
    found = _all(page)
    context = {
        "page": page,
        "most": REASON,
        "open": [number for number in found if number.is_open],
        "answered": [number for number in found if not number.is_open],
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "facts/typed/numbers.html", context)


def _all(page: Page) -> list[Number]:
    """What is public first; what the draft says otherwise after it."""
    versions = [page] if page.live else []
    newer = draft(page, page.latest_revision)
    versions += [newer] if newer is not None else []
    return list({number.id: number for version in versions for number in of_page(version)}.values())


def _decided(request: HttpRequest, page: Page) -> HttpResponse:
    here = redirect("typed_numbers", page.pk)
    if revoked := request.POST.get("revoke"):
        given = AnsweredNumber.objects.filter(translation_key=page.translation_key, locale=page.locale_id)
        answers.revoke(page, get_object_or_404(given, pk=revoked), user=request.user)
        messages.success(request, _("The answer was taken back: the number is asked about again."))
        return here
    number = next((one for one in _all(page) if one.id == request.POST.get("number")), None)
    if number is None:
        messages.error(request, _("This number no longer stands there: the sentence has changed."))
        return here
    typed = number.typed
    try:
        reason = request.POST.get("reason", "")
        answers.answer(page, typed.text, number.sentence, typed.digest, user=request.user, reason=reason)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return here
    messages.success(request, _("You answer for “%(number)s” in this sentence.") % {"number": typed.text})
    return here


def replace_typed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After the editor was saved by a button of the list: the chosen number becomes the chosen fact, in the draft."""
    number_id, _colon, fact_id = request.POST.get("typed-replace", "").partition(":")
    if not number_id:
        return None
    newest = page.get_latest_revision_as_object()
    number = next((one for one in of_page(newest) if one.id == number_id and one.takes_a_fact), None)
    fact = next((one for one in number.offered if str(one.pk) == fact_id), None) if number else None
    if fact is None:
        messages.error(request, _("This number no longer stands there: the sentence has changed."))
        return None
    _save(request, newest, number, fact)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _save(request: HttpRequest, page: Page, number: Number, fact: Any) -> None:
    replace(page, number, fact)
    said = {"number": number.typed.text, "fact": fact.name}
    try:
        page.save_revision(user=request.user, log_action=True)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return
    messages.success(request, _("“%(number)s” is now the fact “%(fact)s”, in the draft.") % said)


urls = [
    path("typed/offers/", offers, name="typed_offers"),
    path("typed/<int:pk>/", numbers, name="typed_numbers"),
    path("typed/<int:pk>/read/", read, name="typed_numbers_read"),
]
