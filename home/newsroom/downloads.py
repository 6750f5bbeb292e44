"""Gives the files of a release away, once it is public."""

from django.http import Http404, HttpRequest, HttpResponse

from home.newsroom.making import is_current, make
from home.newsroom.models import ArticlePage
from home.newsroom.printed import MAKERS
from made.problems import RefusedError
from serving.files.answers import serve_file
from serving.served import mark_download, of_page


def answer(request: HttpRequest, article: ArticlePage, name: str) -> HttpResponse:
    """A file that says what the page says now: where it is not there, or a fact has changed since, it is made first. 404 where it cannot be."""
    if not article.is_release or request.method not in ("GET", "HEAD"):
        raise Http404
    file = article.files.filter(format=name).first()
    try:
        file = file if file and is_current(article, file) else make(article.pk).get(name)
    except RefusedError:
        raise Http404 from None
    if file is None or not file.file:
        raise Http404
    kind, filename = MAKERS[name][0], f"{article.slug}-{article.locale.language_code}.{name}"
    response = serve_file(
        request,
        file.file.name,
        file.file.storage,
        kind=kind,
        etag=file.sha256,
        filename=filename,
        cache_control="no-cache",
    )
    mark_download(request, response, lambda: of_page(article, "kit_download"))
    return response
