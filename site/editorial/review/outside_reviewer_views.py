"""In the admin: who reviews without an account, whom two people answer for."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from core.publication.confirmation import is_confirmed
from editorial.models import OutsideReviewer
from editorial.review import mails, outside_reviewers


class ProposalForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the reviewer"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Somebody else of the team makes sure that it is theirs, and confirms it."),
    )


def _require_permission(request: HttpRequest) -> None:
    if not request.user.has_perm("editorial.add_reviewlink"):
        raise PermissionDenied


def reviewers(request: HttpRequest) -> HttpResponse:
    """The list; with a form, the name of another."""
    _require_permission(request)
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        mails.tell_of_proposal(outside_reviewers.propose(user=request.user, **form.cleaned_data))
        messages.success(
            request,
            _(
                "Somebody else of the team has to confirm the address before a link is sent there: they were told by mail."
            ),
        )
        return redirect("outside_reviewers")
    found = OutsideReviewer.objects.select_related("proposed_by", "confirmed_by", "withdrawn_by").prefetch_related(
        "proposed_by__former_mailboxes"
    )
    for one in found:
        one.may_be_confirmed = outside_reviewers.may_confirm(one, request.user)
    return render(request, "editorial/review/reviewers.html", {"form": form, "reviewers": found})


@require_POST
def confirm(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    _require_permission(request)
    reviewer = get_object_or_404(OutsideReviewer, pk=reviewer_id)
    outside_reviewers.confirm(reviewer, request.user)
    messages.success(request, _("Review links may be sent to %(name)s from now on.") % {"name": reviewer.name})
    return redirect("outside_reviewers")


@require_POST
def withdraw(request: HttpRequest, reviewer_id: int) -> HttpResponse:
    """Asked first, with the links that end."""
    _require_permission(request)
    reviewer = get_object_or_404(OutsideReviewer, pk=reviewer_id)
    if not reviewer.withdrawn_at and not is_confirmed(request):
        links = outside_reviewers.open_links(reviewer).prefetch_related("items__base_content_type")
        return render(request, "editorial/review/withdraw.html", {"reviewer": reviewer, "links": links})
    outside_reviewers.withdraw(reviewer, request.user)
    messages.success(request, _("The review links of %(name)s can no longer be used.") % {"name": reviewer.name})
    return redirect("outside_reviewers")


urls = [
    path("outside-reviewers/", reviewers, name="outside_reviewers"),
    path("outside-reviewers/<int:reviewer_id>/confirm/", confirm, name="outside_reviewer_confirm"),
    path("outside-reviewers/<int:reviewer_id>/withdraw/", withdraw, name="outside_reviewer_withdraw"),
]
