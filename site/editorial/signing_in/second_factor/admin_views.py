"""In the admin: resetting the second factor of somebody who has lost a device."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages

from editorial.signing_in import resetting


def reset(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(get_user_model(), pk=pk)
    if not resetting.may_reset(request.user, account):
        raise PermissionDenied
    if request.method == "POST":
        resetting.reset(account, by=request.user.get_username())
        messages.success(request, _("The second factor of %(account)s was reset.") % {"account": account})
        return redirect("wagtailusers_users:index")
    return render(request, "signing_in/reset.html", {"account": account})


urls = [path("second-factor-of/<int:pk>/reset/", reset, name="second_factor_reset")]
