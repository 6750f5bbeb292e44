"""The pages on which a partner asks for its edition, without an account: behind the secret address of its own page."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.plan.editions import acts, previews, verification
from campaigns.plan.editions.forms import EditionForm, places
from campaigns.plan.editions.place import helped, near
from campaigns.plan.editions.told import Told
from campaigns.plan.models import Edition, Partnership
from campaigns.plan.models.editions import carries_own_code, names_help
from campaigns.plan.relay import closed
from campaigns.plan.relay.offers import Offer, State
from campaigns.plan.relay.views import LOOK, partnership_of, private, speak
from core.uploads.kinds.logos import LARGEST
from core.web.public_forms import PublicForm, public_form
from press.content import PressError
from serving import rates

LONGEST = LARGEST + 100_000  # bytes of a form
# As how many requests they count: ten logos, or sixty pictures, a minute from one address.
COST_OF_LOGO, COST_OF_PICTURE = 12, 2
RENEWED = "4"  # seconds, while files are being made


class AddressForm(PublicForm):
    purpose = "address of a partner"


def secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Another site's form is refused before the address is looked at; that answer is no less secret."""
    guarded = public_form(require_http_methods(["GET", "HEAD", "POST"])(view))
    return wraps(guarded)(lambda *args, **kwargs: private(guarded(*args, **kwargs)))


def of_partner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of a partnership whose campaign is public; whatever is answered is secret."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **rest) -> HttpResponse:
        partnership = partnership_of(request, token)
        if partnership is None:
            return private(closed.unknown(request))
        offer = Offer(partnership.campaign, request, partnership.partner)
        if offer.state is not State.OPEN:
            return private(redirect("relay_partner", token))
        return private(view(request, partnership, offer, **rest))

    return found


@secret
@of_partner
def edition(request: HttpRequest, partnership: Partnership, offer: Offer) -> HttpResponse:
    """What there is of it, and the form; a logo is judged here, and shown at once as it would look."""
    form, status = EditionForm(), 200
    if request.method == "POST":
        if refusal := _too_much(request, COST_OF_LOGO):
            return _page(request, partnership, offer, form, refusal)
        form, status = EditionForm(request.POST, files=request.FILES), 422
        if partnership.partner.is_verified and form.is_valid() and _asked(form, partnership):
            return redirect("relay_edition", partnership.token)
    return _page(request, partnership, offer, form, status)


def _asked(form: EditionForm, partnership: Partnership) -> bool:
    said = form.cleaned_data
    try:
        acts.ask(partnership, said["logo"], said["departement"], said["emblem"])
    except acts.EditionError as error:
        form.add_error(None, error.message)
        return False
    return True


def _page(request: HttpRequest, partnership: Partnership, offer: Offer, form: EditionForm, status: int) -> HttpResponse:
    speak(request, "relay_edition", partnership.token)
    told = Told.of(partnership)
    if names_help(offer.campaign.audience):
        form.fields["departement"].choices = places(helped(offer.campaign.audience))
    else:
        form.fields["departement"].help_text = _("Where you relay: our team sees it on its map, and no file shows it.")
    shown = told.waiting or told.approved
    context = {
        "page": LOOK,
        "partner": partnership.partner,
        "token": partnership.token,
        "told": told,
        "form": form,
        "status": status,
        "previews": previews.shown(),
        "near": near(shown.departement, translation.get_language(), offer.campaign.audience) if shown else [],
        "is_counted": carries_own_code(offer.campaign.audience),
        "names_help": names_help(offer.campaign.audience),
    }
    response = render(request, "plan/editions/edition.html", context, status=status)
    if told.is_making and status == 200:
        response["Refresh"] = RENEWED
    return response


@require_safe
@of_partner
def picture(request: HttpRequest, partnership: Partnership, offer: Offer, pk: int, key: str) -> HttpResponse:
    """One preview of what waits; what is approved has files."""
    waiting = partnership.editions.filter(pk=pk, state=Edition.State.WAITING).first()
    if waiting is None or key not in previews.SHOWN:
        raise Http404
    if refusal := _too_much(request, COST_OF_PICTURE):
        return HttpResponse(status=refusal)
    waiting.partnership = partnership
    try:
        png = previews.picture(waiting, key, offer.page.locale.language_code)
    except PressError:
        raise Http404 from None
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = "inline"
    return response


@secret
def address(request: HttpRequest, token: str, signed: str) -> HttpResponse:
    """Opened from a mail. Programs open links too: only who presses the button has read it."""
    partnership = partnership_of(request, token)
    if partnership is None:
        return closed.unknown(request)
    partner = partnership.partner
    speak(request, "relay_address", token, signed)
    is_good = verification.confirms(partner, signed)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if is_good and request.method == "POST" and form.is_valid():
        verification.verify(partner)
        return redirect("relay_partner", token)
    context = {"page": LOOK, "partner": partner, "token": token, "form": form, "is_good": is_good}
    return render(request, "plan/editions/address.html", context, status=200 if is_good else 410)


def _too_much(request: HttpRequest, cost: int) -> int:
    """The status of a refusal, or 0."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LONGEST:
        return 413
    return 0 if rates.allows(request.META, cost=cost) else 429


urls = [
    path("relay/p/<str:token>/edition/", edition, name="relay_edition"),
    path("relay/p/<str:token>/edition/<int:pk>/<slug:key>.png", picture, name="relay_edition_picture"),
    path("relay/p/<str:token>/address/<str:signed>/", address, name="relay_address"),
]
