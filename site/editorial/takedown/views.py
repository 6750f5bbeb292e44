"""Take something down everywhere, and put it back: each is asked first, on a page that lists what goes or comes."""

from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, ReferenceIndex

from core.files import shown as shown_files
from core.models.withdrawal import Withdrawable
from core.publication import withdrawal
from core.publication.confirmation import is_confirmed
from editorial.access.reach import may_publish
from editorial.models import Takedown
from editorial.sign_off.forms import TakedownForm
from editorial.sign_off.four_eyes import name_of
from editorial.takedown import nodes as takedown_nodes
from editorial.takedown.acts import affected, may_put_back, returning, scheduled, take_down, under_review, undo
from editorial.takedown.still_down import Down, down_with, place_of, remember
from serving.page_cache.changes import confirming


def address(thing, user) -> str:
    """Where something is taken down; empty for whoever may not."""
    if not user.has_perm("editorial.add_takedown"):
        return ""
    model = Page if isinstance(thing, Page) else type(thing)
    return reverse("takedown", args=[model._meta.app_label, model._meta.model_name, quote(thing.pk)])


def confirm(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """List what is public of it, language by language; take it down once that is confirmed."""
    thing = _thing(app_label, model_name, pk)
    going = affected(thing)
    if not request.user.has_perm("editorial.add_takedown") or not all(
        may_publish(request.user, page) for page in going if isinstance(page, Page)
    ):
        raise PermissionDenied
    form = TakedownForm(request.POST if is_confirmed(request) else None)
    if form.is_valid():
        takedown = take_down(thing, request.user, form.cleaned_data["reason"])
        several = confirming.are_several()
        # The list has the button to put it back beside it.
        back = [messages.button(place_of(takedown), _("To put it back"))] if several else None
        messages.success(request, _("“%(title)s” is taken down everywhere.") % {"title": takedown}, buttons=back)
        takedown_nodes.note(takedown)
        return redirect("takedown_nodes", takedown.pk) if several else redirect("takedowns")
    dated = scheduled(thing)
    reviewed = under_review([*going, *dated])
    context = {"thing": thing, "going": going, "dated": dated, "reviewed": reviewed, "form": form} | _files(going)
    return render(request, "editorial/takedown/confirm.html", context, status=422 if form.errors else 200)


def tell(request: HttpRequest, page: Page) -> None:
    """To whoever opens a page of a takedown that is not back as it was: when, by whom, what stays down, and the way back."""
    down = down_with(page)
    remember(request.user, page, down)
    if down is None:
        return
    reason = down.takedown.reason if down.itself else ""
    said = [
        _when(request, down.takedown) if down.itself else "",
        down.words,
        _("Reason: %(reason)s") % {"reason": reason} if reason else "",
    ]
    place = way_back(request.user, down)
    buttons = [messages.button(place, _("To put it back"))] if place else []
    messages.warning(request, " ".join(filter(None, said)), buttons=buttons)


def way_back(user, down: Down) -> str:
    """Where a takedown is undone; empty for whoever may not."""
    return place_of(down.takedown) if user.has_perm("editorial.add_takedown") else ""


def _when(request: HttpRequest, takedown: Takedown) -> str:
    said = {
        "day": date_format(timezone.localtime(takedown.created_at), "SHORT_DATETIME_FORMAT"),
        "who": name_of(takedown.user) if takedown.user else "—",
    }
    if request.user.has_perm("editorial.add_takedown"):
        text = _("Taken down everywhere on %(day)s by %(who)s. It can be put back as it was.")
    else:
        text = _("Taken down everywhere on %(day)s by %(who)s. Whoever publishes can put it back as it was.")
    return text % said


def _files(pages: list) -> dict[str, list[tuple[str, Withdrawable]]]:
    """Those that go with the pages, and those that something else shows: the public has a file while anything live shows it."""
    found: dict[str, list[tuple[str, Withdrawable]]] = {"files_going": [], "files_staying": []}
    for place, file in files_of(pages):
        stays = shown_files.is_shown_beside(file, pages)
        found["files_staying" if stays else "files_going"].append((place, file))
    return found


def files_of(pages: list) -> list[tuple[str, Withdrawable]]:
    """(address to take it down, file) of each file that the pages show: those who publish may not open its editor."""
    about = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id__in": [str(one.pk) for one in pages],
    }
    found = []
    for model in Withdrawable.__subclasses__() if pages and isinstance(pages[0], Page) else ():
        shown = ReferenceIndex.objects.filter(**about, to_content_type=ContentType.objects.get_for_model(model))
        ids = {int(pk) for pk in shown.values_list("to_object_id", flat=True)}
        files = [file for file in model.objects.filter(pk__in=ids).order_by("title") if file.may_be_shown]
        label = [model._meta.app_label, model._meta.model_name]
        found += [(reverse("takedown", args=[*label, file.pk]), file) for file in files]
    return found


def listing(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("editorial.add_takedown"):
        raise PermissionDenied
    found = Takedown.objects.select_related("user", "undone_by").prefetch_related("items")[:100]
    context = {"takedowns": found, "several": confirming.are_several()}
    return render(request, "editorial/takedown/list.html", context)


@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    takedown = get_object_or_404(Takedown, pk=pk)
    if not may_put_back(request.user, takedown):
        raise PermissionDenied
    if takedown.undone_at is None and not is_confirmed(request):
        back, left = returning(takedown)
        context = {"takedown": takedown, "back": back, "left": left}
        return render(request, "editorial/takedown/put_back.html", context)
    left = undo(takedown, request.user)
    messages.success(request, _("“%(title)s” is back as it was.") % {"title": takedown})
    if left:
        messages.warning(
            request,
            ngettext(
                "This was changed or removed meanwhile, and was left as it is: %(titles)s.",
                "These were changed or removed meanwhile, and were left as they are: %(titles)s.",
                len(left),
            )
            % {"titles": ", ".join(left)},
        )
    return redirect("takedowns")


def _thing(app_label: str, model_name: str, pk: str):
    """A page, a file, or something that pages belong to."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, (Page, Withdrawable)) and not withdrawal.is_whole(model):
        raise Http404
    thing = get_object_or_404(model, pk=unquote(pk))
    if isinstance(thing, Page) and thing.is_root():
        raise Http404
    return thing.specific if isinstance(thing, Page) else thing


urls = [
    path("takedown/<slug:app_label>/<slug:model_name>/<str:pk>/", confirm, name="takedown"),
    path("takedowns/", listing, name="takedowns"),
    path("takedowns/<int:pk>/undo/", put_back, name="takedown_undo"),
]
