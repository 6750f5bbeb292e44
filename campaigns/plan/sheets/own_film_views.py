"""A film of the team's own, uploaded in the tab “Print and share”; and what each film has beside it, for the team."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import PrintedItem
from campaigns.plan.relay.sheets import Sheet
from campaigns.plan.sheets.listing import label_of
from campaigns.plan.sheets.own_films import OwnFilmForm, keep
from campaigns.plan.sheets.public import opened
from campaigns.plan.sheets.words import name_of
from press.films.captions import KINDS

TAB = "campaign_print"
MAY = "plan.launch_campaign"  # nobody approves its words with a page


@require_admin_access
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    campaign = campaign_for(request, pk)
    is_sent = request.method == "POST"
    form = OwnFilmForm(campaign, request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        item = keep(campaign, form)
        said = _("“%(film)s” in %(language)s is shown in the place of the one that was made, %(sound)s.") % {
            "film": label_of(item.format),
            "language": name_of(item.language),
            "sound": _("with sound") if form.measured.sound else _("without sound"),
        }
        messages.success(request, said)
        return redirect(TAB, campaign.pk)
    return show(request, "plan/workspace/own_film.html", campaign, TAB, {"form": form}, 422 if form.errors else 200)


@require_safe
@require_admin_access
def captions(request: HttpRequest, pk: int, item_id: int, kind: str) -> HttpResponse:
    item = _film(request, pk, item_id)
    if kind not in KINDS:
        raise Http404
    response = HttpResponse(Sheet(item).written(kind), content_type=f"{KINDS[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{item.format}-{item.language}.{kind}"'
    return _private(response)


@require_safe
@require_admin_access
def poster(request: HttpRequest, pk: int, item_id: int) -> HttpResponse:
    """The picture that stands for a film."""
    item = _film(request, pk, item_id)
    try:
        file = opened(item.poster.name)
    except FileNotFoundError:
        raise Http404(_("The file is lost: make the sheet again.")) from None
    name = f"{item.format}-{item.language}.png"
    return _private(FileResponse(file, as_attachment=True, filename=name))


def _film(request: HttpRequest, pk: int, item_id: int) -> PrintedItem:
    return get_object_or_404(campaign_for(request, pk).printed.exclude(poster=""), pk=item_id)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


urls = [
    path("campaigns/<int:pk>/print/films/own/", upload, name="campaign_print_own_film"),
    path("campaigns/<int:pk>/print/files/<int:item_id>/captions.<str:kind>", captions, name="campaign_print_captions"),
    path("campaigns/<int:pk>/print/files/<int:item_id>/poster.png", poster, name="campaign_print_poster"),
]
