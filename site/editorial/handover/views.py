"""The screen on which everything that a person holds is handed to another."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from core.publication.confirmation import is_confirmed
from core.publication.sign_off import SignOffError
from editorial.handover import acts
from editorial.sign_off.four_eyes import name_of


class People(forms.ModelChoiceField):
    def label_from_instance(self, account) -> str:
        return f"{name_of(account)} ({account.get_username()})"


class SuccessorForm(forms.Form):
    to = People(None, label=gettext_lazy("Who takes it over"), empty_label=gettext_lazy("Choose a person"))

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = acts.successors(account)


def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows what there is and whether the chosen person may take it; POST hands it over."""
    account = _account(request, pk)
    form = SuccessorForm(request.POST or (request.GET if "to" in request.GET else None), account=account)
    successor = form.cleaned_data["to"] if form.is_valid() else None
    if request.method == "POST" and successor:
        return _done(request, account, successor)
    context = {"account": account, "name": name_of(account), "form": form, "successor": successor}
    context["successor_name"] = name_of(successor) if successor else ""
    shares = acts.shares(account, successor)
    context |= {"shares": shares, "may": successor and not any(share.lacks for share in shares)}
    context |= {"is_closed": not account.is_active, "may_close": account.is_active and account != request.user}
    return render(request, "editorial/handover/hand_over.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, account, successor) -> HttpResponse:
    try:
        given = acts.hand_over(account, successor, request.user)
    except SignOffError as refused:
        messages.error(request, refused.message)
        return redirect(f"{request.path}?to={successor.pk}")
    said = {"from": name_of(account), "to": name_of(successor), "number": sum(share.number for share in given)}
    messages.success(request, _("Handed over from %(from)s to %(to)s: %(number)d.") % said)
    return redirect(request.path)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked first, with what would stay where it is."""
    account = _account(request, pk)
    if account == request.user:
        raise PermissionDenied
    if account.is_active and not is_confirmed(request):
        context = {"account": account, "name": name_of(account), "shares": acts.shares(account)}
        return render(request, "editorial/handover/close.html", context)
    acts.close(account, request.user)
    messages.success(request, _("The account of %(name)s is closed.") % {"name": name_of(account)})
    return redirect("wagtailusers_users:index")


def _account(request: HttpRequest, pk: int):
    account = get_object_or_404(get_user_model(), pk=pk)
    if not acts.may_hand_over(request.user, account):
        raise PermissionDenied
    return account


urls = [
    path("accounts/<int:pk>/hand-over/", hand_over, name="hand_over"),
    path("accounts/<int:pk>/close/", close, name="close_account"),
]
