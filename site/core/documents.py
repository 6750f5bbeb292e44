"""Documents, each download told once to whoever counts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from wagtail.models import Page, ReferenceIndex

from core.audiences import Audience
from core.file_serving import serve_file
from core.served import Served, mark_download, of_page

LONGEST = 18  # digits of a number that a database knows
ASKED_AGAIN = "private, no-cache"  # no copy answers in its place: it is counted, and gone once it is withdrawn


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponse:
    """In the place of Wagtail's own view, which knows neither ranges nor who counts; who may read it, Wagtail's hooks say."""
    if len(document_id) > LONGEST:
        raise Http404
    model = get_document_model()
    document = get_object_or_404(model, pk=document_id)
    if document.filename != document_filename:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := hook(document, request), HttpResponse):
            return answer
    document_served.send(sender=model, instance=document, request=request)
    response = _file(request, document)
    mark_download(request, response, lambda: download_of(document))
    return response


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
        **{"kind": "kit_download", "surface": Audience.PUBLIC.value, "locale": document.language} | kept,
        protected=sheltered is not None,
    )


def _pages_with(document) -> list[Page]:
    references = ReferenceIndex.get_references_to(document).filter(base_content_type__app_label="wagtailcore")
    ids = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=ids).specific(defer=False).select_related("locale"))
