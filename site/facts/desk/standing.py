"""Where a fact or a helpline stands: pages that show it, in which languages its words are read."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.publication.circulation import Copy, Files
from core.publication.visibility import public
from core.words.languages import language
from facts.models import Fact, FactWording, Helpline, HelplineWording


def about(texts: Sequence[Any], model: type) -> set[int]:
    """The ids of the facts (`Fact`) or helplines that these texts are, or word."""
    wording, name = (FactWording, "fact_id") if model is Fact else (HelplineWording, "helpline_id")
    things = {text.pk for text in texts if isinstance(text, model)}
    return things | {getattr(text, name) for text in texts if isinstance(text, wording)}


def languages(texts: Sequence[Any]) -> set[str] | None:
    """In which these texts are read; None for all. The site's first language stands in for others."""
    if not all(isinstance(text, FactWording | HelplineWording) for text in texts):
        return None
    found = {text.locale.language_code for text in texts}
    return None if settings.LANGUAGE_CODE in found else found


def page_ids(texts: Sequence[Any]) -> set[int]:
    """Of pages that show any of it, live or not; a query for facts, and one for helplines."""
    found: set[int] = set()
    for model in (Fact, Helpline):
        if ids := about(texts, model):
            shown = ReferenceIndex.objects.filter(
                base_content_type=ContentType.objects.get_for_model(Page),
                to_content_type=ContentType.objects.get_for_model(model),
                to_object_id__in=map(str, ids),
            )
            found |= {int(pk) for pk in shown.values_list("object_id", flat=True)}
    return found


def pages(texts: Sequence[Any], since: datetime) -> Iterable[Copy]:
    """All that are public: they show what is live, and are right again with it."""
    ids = page_ids(texts)
    found = public(Page.objects.filter(pk__in=ids)) if ids else Page.objects.none()
    if (codes := languages(texts)) is not None:
        found = found.filter(locale__language_code__in=codes)
    for page in found.select_related("locale").order_by("locale_id", "path"):
        yield page_copy(page, _("shows what is live"))


def page_copy(page: Page, state: str) -> Copy:
    """Its address is looked up where it is shown: of thousands, a list shows the first."""
    code = page.locale.language_code
    return Copy(
        _("Pages"),
        page.title,
        language(code).name,
        SimpleLazyObject(lambda: page.full_url or ""),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        state,
        files=Files(page=page.pk),
    )
