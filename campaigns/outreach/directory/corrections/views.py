"""The pages by which an organisation corrects its entries, without an account; each correction waits for the team."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campaigns.outreach.directory.corrections import links
from campaigns.outreach.directory.forms import CorrectionForm, ExactForm, initial
from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from campaigns.outreach.directory.proposals import acts
from campaigns.outreach.directory.proposals.kinds import ENTRIES
from core.protection.zones import Zone, protect
from core.web.public_forms import public_form
from serving import rates

MOST_A_DAY = 30  # corrections of one organisation
LONGEST = 100_000  # bytes of a form


def private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: it is neither kept nor told to anybody."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return protect(response, Zone.PROTECTED)


def of_organisation(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of an organisation: it is found by its link, and what is too much is refused."""

    @public_form
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def found(request: HttpRequest, token: str, **rest) -> HttpResponse:
        organisation = links.organisation_of(token)
        if organisation is None:
            return _closed(request, "unknown", 404)
        if request.method == "POST" and (reason := _too_much(request, organisation)):
            return _closed(request, *reason, back=reverse("directory_corrections", args=[token]))
        return private(view(request, organisation, token, **rest))

    # Another site's form is refused before the link is looked at; that answer is no less secret.
    return wraps(found)(lambda *args, **kwargs: private(found(*args, **kwargs)))


def _too_much(request: HttpRequest, organisation: Organisation) -> tuple[str, int] | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LONGEST:
        return "large", 413
    since = timezone.now() - timedelta(days=1)
    if not rates.allows(request.META) or acts.waiting_for(organisation, since) >= MOST_A_DAY:
        return "often", 429
    return None


def _closed(request: HttpRequest, reason: str, status: int, back: str = "") -> HttpResponse:
    context = {"reason": reason, "back": back}
    return private(render(request, "directory/corrections/closed.html", context, status=status))


def _entries(organisation: Organisation) -> list[Entry]:
    return list(organisation.entries.filter(withdrawn_at=None).order_by("name", "pk"))


@of_organisation
def index(request: HttpRequest, organisation: Organisation, token: str) -> HttpResponse:
    """All entries of the organisation; those that are still exact are told in one go."""
    entries = _entries(organisation)
    form = ExactForm(request.POST if request.method == "POST" else None, entries=entries)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate().isoformat()
        exact = [one for one in entries if one.code in form.cleaned_data["exact"]]
        rows = [{"reference": one.reference, "verified_on": today} for one in exact]
        return _sent(request, organisation, token, rows, form.cleaned_data["note"])
    context = {
        "organisation": organisation,
        "entries": [(one, reverse("directory_correction", args=[token, one.code])) for one in entries],
        "form": form,
    }
    return render(request, "directory/corrections/index.html", context, status=422 if form.errors else 200)


@of_organisation
def correct(request: HttpRequest, organisation: Organisation, token: str, code: str) -> HttpResponse:
    """One entry, each of its values to be corrected."""
    entry = next((one for one in _entries(organisation) if one.code == code), None)
    if entry is None:
        return _closed(request, "entry", 404, back=reverse("directory_corrections", args=[token]))
    posted = request.POST if request.method == "POST" else None
    form = CorrectionForm(posted, initial=initial(ENTRIES.values(entry)))
    if request.method == "POST" and form.is_valid():
        # Whoever looked through all values vouches for them today.
        row = {"reference": entry.reference, "verified_on": timezone.localdate().isoformat()} | form.row
        return _sent(request, organisation, token, [row], form.cleaned_data["note"])
    context = {"organisation": organisation, "entry": entry, "form": form, "back": token}
    return render(request, "directory/corrections/entry.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, organisation: Organisation, token: str, rows: list[dict], note: str) -> HttpResponse:
    # Somebody of the team who follows the link is its author, and cannot accept it too.
    author = request.user if request.user.is_authenticated else None
    made = acts.propose(rows, author, Proposal.Origin.CORRECTION, organisation=organisation, note=note)
    context = {"organisation": organisation, "made": made, "back": token}
    return render(request, "directory/corrections/sent.html", context)


urls = [
    path("corrections/<str:token>/", index, name="directory_corrections"),
    path("corrections/<str:token>/<str:code>/", correct, name="directory_correction"),
]
