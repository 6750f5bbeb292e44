"""Documents as Wagtail serves them, each download told once to whoever counts."""

from django.http import HttpRequest, HttpResponse
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve
from wagtail.models import Page, ReferenceIndex

from core.audiences import Audience
from core.served import Served, mark_download, of_page


def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponse:
    response = serve(request, document_id, document_filename)
    mark_download(request, response, lambda: download_of(int(document_id)))
    return response


def download_of(document_id: int) -> Served:
    """What is told of a document: only that in which all pages that offer it agree, and all that one of them protects."""
    document = get_document_model().objects.get(pk=document_id)
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
