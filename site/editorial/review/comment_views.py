"""What is said at a sentence by a review link, and what the team does with it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from core.navigation.links import back
from core.web.public_forms import public_form
from editorial.access.reach import may_open
from editorial.board.states import edit_url
from editorial.models import OutsideComment, ReviewedItem
from editorial.review import links as review_links
from editorial.review import outside_comments
from editorial.review.links import ClosedLinkError
from editorial.review.views import FRAMES, closed, form_at, private, texts


@csp_override(FRAMES)
@public_form
def comment(request: HttpRequest, token: str, item: int) -> HttpResponse:
    """Say something at a sentence; the link stays open, and decides nothing by it."""
    if request.method != "POST":
        return redirect("review", token)
    try:
        with transaction.atomic():
            link = review_links.open_link(token, lock=True)
            shown = review_links.items(link)
            found = _among(shown, item)
            form = form_at(found, request.POST)
            if form is None:
                raise Http404
            if form.is_valid():
                made = form.save(found)
                return private(redirect(f"{reverse('review', args=[token])}#comment-{made.pk}"))
    except ClosedLinkError as error:
        return closed(request, error)
    return texts(request, link, shown, token, at_sentences={item: form}, status=422)


@require_POST
@public_form
def delete(request: HttpRequest, token: str, item: int, comment_id: int) -> HttpResponse:
    """One's own, as long as the link is open and nobody of the team has resolved it."""
    try:
        with transaction.atomic():
            link = review_links.open_link(token, lock=True)
            _among(review_links.items(link), item)
            link.comments.filter(pk=comment_id, resolved_at=None).delete()
    except ClosedLinkError as error:
        return closed(request, error)
    return private(redirect(f"{reverse('review', args=[token])}#comments-{item}"))


def _among(shown: list[ReviewedItem], pk: int) -> ReviewedItem:
    found = next((one for one in shown if one.pk == pk), None)
    if found is None:
        raise Http404
    return found


@require_POST
def resolve(request: HttpRequest, comment_id: int) -> HttpResponse:
    """By whoever may open the page in its editor: its author, and who reviews it."""
    found = OutsideComment.objects.select_related("page").filter(pk=comment_id).first()
    page = found.page.specific if found else None
    if page and not may_open(request.user, page):
        raise PermissionDenied
    if found:
        outside_comments.resolve(found, request.user)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    if found:
        messages.success(request, _("The comment is resolved."))
    else:
        messages.warning(request, _("The reviewer has deleted this comment meanwhile."))
    return redirect(back(request, edit_url(type(page), page.pk) if page else "wagtailadmin_home"))


urls = [path("review-comments/<int:comment_id>/resolve/", resolve, name="outside_comment_resolve")]
public_urls = [
    path("review/<str:token>/<int:item>/comment/", comment, name="review_comment"),
    path("review/<str:token>/<int:item>/comment/<int:comment_id>/delete/", delete, name="review_comment_delete"),
]
