"""The files of a release are made when it is approved, and again when they would say something else: never what the page does not say."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page

from home.newsroom.models import ArticleFile, ArticlePage
from home.newsroom.printed import MAKERS, digest, document
from made.files import drop, store, whole
from made.problems import RefusedError, tell
from press.documents.tree import Document


@task()
def renew(article_id: int) -> None:
    make(article_id, anew=True)


@transaction.atomic
def make(article_id: int, anew: bool = False) -> dict[str, ArticleFile]:
    """{format: file} of a live release, those alone made that would say something else.

    What keeps one back is its `problem`: it is tried again where the words are others, or `anew` says so.
    """
    Page.objects.select_for_update().filter(pk=article_id).first()  # nobody publishes, or makes, it meanwhile
    article = ArticlePage.objects.live().select_related("locale").filter(pk=article_id).first()
    if article is None or not article.is_release:
        ArticleFile.objects.filter(article=article_id).delete()
        return {}
    known = {file.format: file for file in article.files.all()}
    try:
        written = document(article)
    except RefusedError as error:
        return {name: _kept_back(known.get(name) or _new(article, name), "", error) for name in MAKERS}
    return {name: _current(known.get(name) or _new(article, name), written, anew) for name in MAKERS}


def _new(article: ArticlePage, name: str) -> ArticleFile:
    return ArticleFile(article=article, format=name)


def _current(file: ArticleFile, written: Document, anew: bool) -> ArticleFile:
    today = digest(written)
    if file.made_from == today and (_is_there(file) or (file.problem and not anew)):
        return file
    try:
        made = MAKERS[file.format][1](written)
    except Exception as error:
        return _kept_back(file, today, error)
    drop(file.file)
    file.made_from, file.problem = today, ""
    store(file, f"{file.article.slug}.{file.format}", ContentFile(made))
    with whole(file.file):
        file.save()
    return file


def _is_there(file: ArticleFile) -> bool:
    return bool(file.file) and file.file.storage.exists(file.file.name)


def _kept_back(file: ArticleFile, made_from: str, error: Exception) -> ArticleFile:
    """In the site's first language, which its editors read."""
    with translation.override(settings.LANGUAGE_CODE):
        unforeseen = _("The files could not be made: %(error)s. The log says more.")
        file.problem = tell(error, f"the files of release {file.article_id}", unforeseen)
    drop(file.file)
    file.file, file.size, file.sha256, file.made_from = "", 0, "", made_from
    file.save()
    return file


def is_current(article: Any, file: ArticleFile) -> bool:
    """Whether it says what the page says now, or cannot be made of it. RefusedError where the page cannot be written."""
    return file.made_from == digest(document(article))
