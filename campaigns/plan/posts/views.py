"""The tab Posts of a campaign: all of them by day, the page of each, and what is done with it."""

from mimetypes import guess_type

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign import belonging
from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.models import Campaign, Post
from campaigns.plan.posts import acts, listing, table
from campaigns.plan.posts.forms import ComposeForm, NotesForm, PostedForm, WhereForm, example_link
from campaigns.plan.posts.networks import NETWORKS
from core.files import access as file_access
from core.text import tokens
from core.words import languages
from facts.typed.text.finder import found as typed_numbers
from press.models import ShareCard
from serving.files.answers import serve_file

TAB = "campaign_posts"
ADD, CHANGE = "plan.add_post", "plan.change_post"


def campaign_to(request: HttpRequest, pk: int, permission: str) -> Campaign:
    """For those who see it and may do this with its posts; raises PermissionDenied or Http404."""
    campaign = campaign_for(request, pk)
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return campaign


def _post(request: HttpRequest, pk: int, post: int, permission: str = "") -> Post:
    campaign = campaign_to(request, pk, permission) if permission else campaign_for(request, pk)
    related = "item__link__channel", "picture", "card", "link__channel", "assignee", "posted_by"
    found = listing.told(campaign.posts.select_related(*related).filter(pk=post))
    if not found:
        raise Http404
    found[0].campaign = campaign
    return found[0]


@require_safe
@require_admin_access
def card(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """The card of one of the campaign's pages, before it is public too."""
    pages = [page.pk for page in belonging.pages(campaign_for(request, pk))]
    found = get_object_or_404(ShareCard.objects.exclude(file=""), pk=card, page__in=pages)
    kind = guess_type(found.file.name)[0] or "application/octet-stream"
    return serve_file(
        request, found.file.name, found.file.storage, kind=kind, etag=found.digest, cache_control=file_access.PRIVATE
    )


@require_safe
@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_for(request, pk)
    form = listing.FilterForm(request.GET)
    posts = listing.of(campaign)
    shown = [post for post in posts if form.shows(post)]
    context = {
        "form": form,
        "days": listing.by_day(shown),
        "shown": len(shown),
        "all": len(posts),
        "may_add": request.user.has_perm(ADD),
    }
    return show(request, "plan/workspace/posts/index.html", campaign, TAB, context)


@require_safe
@require_admin_access
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that are ticked, or all."""
    campaign = campaign_for(request, pk)
    chosen = set(request.GET.getlist("post"))
    posts = [post for post in listing.of(campaign) if not chosen or str(post.pk) in chosen]
    named = {"Content-Disposition": f'attachment; filename="posts-{campaign.slug}.csv"'}
    named["Cache-Control"] = "private, no-store"
    return HttpResponse(table.written(posts), content_type="text/csv; charset=utf-8", headers=named)


@require_admin_access
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """The same words for one network or several, in one language."""
    campaign = campaign_to(request, pk, ADD)
    form = ComposeForm(campaign, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = acts.add(form.posts, request.user, with_link=form.cleaned_data["with_link"])
        said = ngettext("%(count)d draft was made.", "%(count)d drafts were made.", len(made)) % {"count": len(made)}
        messages.success(request, said)
        return _to(made[0]) if len(made) == 1 else redirect(TAB, pk)
    context = {"form": form}
    return show(request, "plan/workspace/posts/compose.html", campaign, TAB, context, 422 if form.errors else 200)


@require_POST
@require_admin_access
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """How much room is left in each network, for words that somebody is writing: facts and a link count as they are read."""
    campaign_for(request, pk)
    language = request.POST.get("language", "")
    spoken = language if language in languages.codes() else languages.codes()[0]
    text = next(iter(tokens.in_language([request.POST.get("words", "")], spoken)))
    end = f"\n\n{example_link(spoken)}" if request.POST.get("link") else ""
    asked = [NETWORKS[key] for key in request.POST.getlist("network") if key in NETWORKS]
    return JsonResponse({"rooms": [_room(one, text + (end if one.has_links else "")) for one in asked]})


def _room(network, text: str) -> dict:
    left = network.left(text)
    said = {"network": network.name, "count": network.count(text), "left": left, "over": -(left or 0)}
    if left is None:
        words = _("%(network)s: %(count)d characters")
    elif left < 0:
        words = _("%(network)s: %(over)d too many")
    else:
        words = _("%(network)s: %(left)d left")
    return {"said": words % said, "over": bool(left is not None and left < 0)}


@require_admin_access
def post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """All about one post; on POST, when it is planned, and the notes."""
    found = _post(request, pk, post, CHANGE if request.method == "POST" else "")
    if request.method != "POST":
        return _show(request, found)
    form = NotesForm(request.POST)
    if form.is_valid():
        Post.objects.filter(pk=found.pk).update(**form.cleaned_data)
        messages.success(request, _("It is kept when this is planned, and by whom."))
        return _to(found)
    return _show(request, found, form=form)


def _show(request: HttpRequest, found: Post, **forms) -> HttpResponse:
    planned = {"planned_at": found.planned_at, "assignee": found.assignee, "notes": found.notes}
    context = {
        "post": found,
        "language": languages.language(found.language),
        "typed": [one.text for one in typed_numbers(tokens.kept(found.words), found.language, rich=False)],
        "form": NotesForm(initial=planned),
        "posted": PostedForm(initial={"at": timezone.now()}),
        "again": WhereForm(found.campaign, initial={"language": found.language}),
        "may_change": request.user.has_perm(CHANGE),
        "may_add": request.user.has_perm(ADD),
    } | forms
    status = 422 if any(one.errors for one in forms.values()) else 200
    return show(request, "plan/workspace/posts/post.html", found.campaign, TAB, context, status)


@require_POST
@require_admin_access
def posted(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """It was posted by hand, or taken off."""
    found = _post(request, pk, post, CHANGE)
    if "off" in request.POST:
        acts.note_off(found, request.user)
        messages.success(request, _("It is noted that the post was taken off."))
        return _to(found)
    form = PostedForm(request.POST)
    if not form.is_valid():
        return _show(request, found, posted=form)
    if acts.note_posted(found, form.cleaned_data["at"], form.cleaned_data["address"], request.user):
        messages.success(request, _("It is noted that this was posted."))
    else:
        messages.error(request, _("Nothing was noted: the post is not approved."))
    return _to(found)


@require_POST
@require_admin_access
def again(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """The same for other networks, or in another language: drafts, and at once what is too long in them."""
    found = _post(request, pk, post, ADD)
    form = WhereForm(found.campaign, request.POST)
    if not form.is_valid():
        return _show(request, found, again=form)
    chosen = form.cleaned_data
    copies = [acts.again(found, network, chosen["language"]) for network in chosen["networks"]]
    made = acts.add(copies, request.user, with_link=found.link_id is not None)
    said = ngettext("%(count)d draft was made.", "%(count)d drafts were made.", len(made)) % {"count": len(made)}
    messages.success(request, said)
    for one in made:
        for _field, problem in listing.faults.of(one):
            messages.warning(request, f"{one.on.name}: {problem}")
    return _to(made[0]) if len(made) == 1 else redirect(TAB, pk)


def _to(post: Post) -> HttpResponse:
    return redirect(reverse("campaign_post", args=[post.campaign_id, post.pk]))


urls = [
    path("campaigns/<int:pk>/posts/cards/<int:card>/", card, name="campaign_post_card"),
    path("campaigns/<int:pk>/posts/", index, name=TAB),
    path("campaigns/<int:pk>/posts/new/", compose, name="campaign_post_new"),
    path("campaigns/<int:pk>/posts/count/", count, name="campaign_posts_count"),
    path("campaigns/<int:pk>/posts/posts.csv", export, name="campaign_posts_export"),
    path("campaigns/<int:pk>/posts/<int:post>/", post, name="campaign_post"),
    path("campaigns/<int:pk>/posts/<int:post>/posted/", posted, name="campaign_post_posted"),
    path("campaigns/<int:pk>/posts/<int:post>/again/", again, name="campaign_post_again"),
]
