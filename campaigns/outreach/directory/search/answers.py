"""What the directory answers: its form and map, what was found, one entry, or that an entry is no longer there."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from campaigns.outreach.directory.models.records import Entry, TerritoryContact
from campaigns.outreach.directory.search.addresses import Address
from campaigns.outreach.directory.search.finder import Finder, Wanted
from campaigns.outreach.directory.search.places import Places, drawn
from campaigns.outreach.directory.search.results import ShownEntry, find
from core import audiences
from facts.shelf import Shelf

Context = dict[str, Any]


def answer(request: HttpRequest, page, code: str) -> Context:
    """What the template shows, and the `status` of the answer."""
    address = Address.of(page, request)
    if code:
        found = of_code(code, address)
    elif request.method == "POST":
        found = of_form(request, address)
    else:
        found = {"form": finder(), "territories": territories(address), "is_answer": False}
    return {"status": 200, "is_answer": True, "address": address} | found | helplines(request, page, found)


def finder(data=None, **initial: str) -> Finder:
    return Finder(data, languages=Entry.objects.public().languages(), initial=initial)


def of_form(request: HttpRequest, address: Address) -> Context:
    form = finder(request.POST)
    if not form.is_valid():
        return {"form": form, "territories": territories(address), "status": 422}
    return {"form": form, "found": find(form.wanted, form.cleaned_data["page"], address)}


def of_code(code: str, address: Address) -> Context:
    """A territory or an entry by its short address, which says nothing of it."""
    contact = TerritoryContact.objects.filter(code=code).first()
    if contact is not None:
        wanted = Wanted(contact.territory)
        return {"form": finder(territory=contact.territory), "found": find(wanted, None, address)}
    entry = Entry.objects.filter(code=code).select_related("organisation").first()
    if entry is None:
        raise Http404
    if entry.withdrawn_at is not None:
        return {"status": 410, "is_gone": True}
    return {"entry": ShownEntry(entry, address.below(entry.code))}


def helplines(request: HttpRequest, page, found: Context) -> Context:
    """The numbers to call before anything that was found; where an address is gone, all of them and large. The foot has them too."""
    known = Shelf.of({"request": request, "page": page}).help_for(audiences.OUTREACH)
    return {"help": known if "found" in found else None, "helplines": known.all if found.get("is_gone") else []}


def territories(address: Address) -> SafeString:
    codes = TerritoryContact.objects.values_list("territory", "code")
    return drawn(Places(address, tuple(codes)), get_language())
