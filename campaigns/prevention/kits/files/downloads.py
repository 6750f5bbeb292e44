"""Gives the files of a kit away, as long as the kit is public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from campaigns.prevention.kits.models import KitFile, KitPage
from core.publication.visibility import public
from serving.files.answers import serve_file
from serving.served import mark_download, of_page

TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}


@require_safe
def serve_kit_file(request: HttpRequest, kit: int, number: int, name: str) -> HttpResponse:
    """A file of a finished version; former ones too. 404 for what is unknown, half made, or of a kit that is not public."""
    page = public(KitPage.objects.live()).filter(pk=kit).select_related("locale").first()
    files = KitFile.objects.filter(edition__kit=kit, edition__number=number, edition__finished_at__isnull=False)
    file = next((one for one in files if one.name == name), None)
    if page is None or file is None or page.get_view_restrictions().exists():
        raise Http404
    response = serve_file(
        request, file.file.name, file.file.storage, kind=TYPES[file.format], etag=file.sha256, filename=name
    )
    mark_download(request, response, lambda: of_page(page, "kit_download"))
    return response
