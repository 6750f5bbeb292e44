"""Documents, each download told once to whoever counts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.models import Page, ReferenceIndex

from core import audiences
from core.files import access as file_access
from core.files import shown as shown_files
from serving.files.answers import serve_file
from serving.served import Served, mark_download, of_page

LONGEST = 18  # digits of a number that a database knows
ASKED_AGAIN = "private, no-cache"  # no copy answers in its place: it is counted, and gone once it is withdrawn


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponse:
    """In the place of Wagtail's own view, which knows neither ranges nor who counts.

    What something public shows, Wagtail's hooks may keep from some; what nothing does is there for who sees it elsewhere.
    """
    document = _found(document_id, document_filename)
    is_shown = document is not None and shown_files.is_shown(document)
    # Asked of one that is not there, too: both are answered alike, to the last header.
    if (not is_shown and not file_access.may_have(request, [document])) or document is None:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := hook(document, request), HttpResponse):
            return answer
    document_served.send(sender=type(document), instance=document, request=request)
    response = _file(request, document)
    if is_shown:
        mark_download(request, response, lambda: download_of(document))
    return response


def _found(pk: str, filename: str) -> Any:
    document = get_document_model().objects.filter(pk=pk).first() if len(pk) <= LONGEST else None
    return document if document is not None and document.filename == filename else None


def _file(request: HttpRequest, document) -> HttpResponse:
    file = document.file
    kind, tag = document.content_type, document.sha256
    response = serve_file(request, file.name, file.storage, kind=kind, etag=tag, cache_control=ASKED_AGAIN)
    response["Content-Disposition"] = document.content_disposition
    response["Content-Security-Policy"] = "default-src 'none'"  # nothing in it is run
    return response


def download_of(document) -> Served:
    """What is told of a document: only that in which all pages that offer it agree, and all that one of them protects."""
    offers = [of_page(page, "kit_download") for page in _pages_with(document)]
    kept = {
        name: values.pop()
        for name in ("surface", "page", "campaign", "wave")
        if len(values := {getattr(offer, name) for offer in offers}) == 1
    }
    sheltered = next((offer for offer in offers if offer.protected), None)
    if sheltered:
        kept["surface"] = sheltered.surface
    return Served(
        **{"kind": "kit_download", "surface": audiences.PUBLIC, "locale": document.language} | kept,
        protected=sheltered is not None,
    )


def _pages_with(document) -> list[Page]:
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    ids = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=ids).specific(defer=False).select_related("locale"))
