"""Forms for visitors without any cookie: a signed token says when the form was shown, the browser says where from.

Django's own protection sets a cookie, and no visitor of this site gets one. A request from another site is told by
Sec-Fetch-Site, or by Origin in browsers that lack it, unless these were told to say nothing; a token that is missing, forged or a day old is refused with a word
that the visitor can act on, and what was typed is kept.
"""

import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from core.navigation.frame import Frame
from core.web.hosts import host_of

MAX_AGE = 24 * 60 * 60  # seconds


class FirstTakesFocus:
    """Buttons or boxes of which the first alone takes the focus."""

    def create_option(self, *args, **kwargs) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["index"] != "0":
            option["attrs"].pop("autofocus", None)
        return option


class Choices(FirstTakesFocus, forms.RadioSelect):
    pass


class SeveralChoices(FirstTakesFocus, forms.CheckboxSelectMultiple):
    pass


# Controls, marks and overrides of direction, joints and fillers: what nothing is drawn for. Emojis and some scripts need U+200C and U+200D.
UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\u3164\\ufeff\\uffa0\\ufff9-\\ufffc\\U000e0000-\\U000e007f]"
)


class WordsField(forms.CharField):
    """What a visitor writes to the team: taken as it is typed on any keyboard.

    Signs that nobody sees come with Arabic keyboards and with what is pasted; who does not see them cannot delete them.
    They are left out, since an override would show another number to who reads it.
    """

    is_guarded = False

    def to_python(self, value: Any) -> str:
        return super().to_python(UNSEEN.sub("", value) if isinstance(value, str) else value)


class PublicForm(forms.Form):
    """Base of each form that a visitor may send; `purpose` keeps the token of one form from serving another.

    Where `once` is set, each form that is shown has a token that no other has, so that what was sent twice can be told.
    """

    purpose = ""
    once = False
    template_name_div = "core/form.html"
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["token"].initial = signing.dumps(secrets.token_hex(8) if self.once else "", salt=self._salt)
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs["autofocus"] = True
                break

    @property
    def _salt(self) -> str:
        return f"public form: {self.purpose}"

    def clean_token(self):
        try:
            signing.loads(self.cleaned_data["token"], salt=self._salt, max_age=MAX_AGE)
        except signing.BadSignature:
            # Sent again, the form carries a new token.
            self.data = self.data.copy()
            self.data["token"] = self.fields["token"].initial
            raise forms.ValidationError(
                _("This page was open for too long. Your text is still here: please send it again.")
            ) from None
        return ""


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that the request was made on a page of this site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return host_of(origin) == request.get_host()


def _was_told_to_say_nothing(request: HttpRequest) -> bool:
    """Whether it may come from a page of the protected zone, whose `no-referrer` has a browser send `Origin: null`.

    Those that know no Sec-Fetch-Site (Safari before 16.4) say no more, and another site can have them say the same. It
    gains what anybody gains who sends a form: these views act for no account, and a secret in an address has to be known.
    What the guard keeps that site from is to send from its visitors' addresses, past the limit of one, and to switch
    counting off or on in their browsers; with browsers that old it can.
    """
    return "Sec-Fetch-Site" not in request.headers and request.headers.get("Origin") == "null"


def public_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view that takes a PublicForm and acts for no account: what another site makes a browser send is refused."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not (from_this_site(request) or _was_told_to_say_nothing(request)):
            return refused(request)
        return view(request, *args, **kwargs)

    return guarded


def refused(request: HttpRequest, *, needs_cookie: bool = False) -> HttpResponse:
    """Nobody knows who meets it."""
    frame = Frame.of(request)
    frame.shelter()
    frame.is_astray = True
    return render(request, "core/foreign_form.html", {"needs_cookie": needs_cookie}, status=403)
