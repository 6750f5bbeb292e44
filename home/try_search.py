"""What the public would get for a search, tried in the admin: nothing of it is stored, and no address holds it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from core.words.search import normalise
from home.finding import LONGEST_QUERY, Words, find, said_in
from home.models import Synonym


class TryForm(forms.Form):
    locale = forms.ModelChoiceField(
        label=_("Language"), queryset=Locale.objects.all(), empty_label=None, initial=Locale.get_default
    )
    query = forms.CharField(
        label=_("Search"),
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    locale.widget.attrs["autocomplete"] = "off"


def may_keep_synonyms(user) -> bool:
    policy = ModelPermissionPolicy(Synonym)
    return policy.user_has_any_permission(user, ["add", "change", "delete", "view"])


@require_admin_access
@never_cache
def try_search(request: HttpRequest) -> HttpResponse:
    """The results in their order, and the entries that led there."""
    if not may_keep_synonyms(request.user):
        raise PermissionDenied
    form = TryForm(request.POST if request.method == "POST" else None)
    context = {"form": form}
    if form.is_valid():
        context |= tried(form.cleaned_data["query"], form.cleaned_data["locale"])
    return render(request, "home/synonyms/try.html", context, status=422 if form.errors else 200)


def tried(query: str, locale: Locale) -> dict:
    words = Words(normalise(query, locale.language_code, remember=False).split())
    return {"tried": query, "results": find(query, locale), "entries": said_in(words, locale)}


urls = [path("search-synonyms/try/", try_search, name="synonyms_try")]
