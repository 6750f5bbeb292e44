"""Versions of kits that educators may have downloaded while the words in them were wrong."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.prevention.kits.models import KitEdition, KitPage
from core.publication.circulation import Copy, Files
from core.words.languages import language
from facts.desk import standing


def copies(texts: Sequence[Any], since: datetime) -> Iterable[Copy]:
    """Who downloaded one is not known: two queries and no name."""
    pages = standing.page_ids(texts) | {text.pk for text in texts if isinstance(text, KitPage)}
    made = KitEdition.objects.filter(kit__in=pages, finished_at__gte=since) if pages else KitEdition.objects.none()
    if (codes := standing.languages(texts)) is not None:
        made = made.filter(kit__locale__language_code__in=codes)
    for edition in made.select_related("kit__locale").order_by("kit_id", "number"):
        yield Copy(
            _("Kits"),
            _("%(kit)s, version %(number)d") % {"kit": edition.kit.title, "number": edition.number},
            language(edition.kit.locale.language_code).name,
            edition.kit.full_url or "",
            reverse("wagtailadmin_pages:edit", args=[edition.kit_id]),
            _("made on %(day)s; the kit is made again by itself, and its page says what changed")
            % {"day": date_format(timezone.localtime(edition.finished_at), "SHORT_DATE_FORMAT")},
            _("educators who downloaded it: nobody knows who"),
            files=Files(page=edition.kit_id),
        )
