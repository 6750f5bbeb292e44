"""Cards that were printed while the words of a helpline were wrong."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.outreach.cards.models import PrintedCards
from campaigns.outreach.cards.views import INDEX
from core.publication.circulation import Copy
from core.words.languages import language
from facts.desk import standing
from facts.models import Helpline


def copies(texts: Sequence[Any], since: datetime) -> Iterable[Copy]:
    """One query; none for facts and pages."""
    helplines = [str(pk) for pk in standing.about(texts, Helpline)]
    if not helplines:
        return
    printed = PrintedCards.objects.filter(made_from__helplines__has_any_keys=helplines, used_up_at=None)
    for cards in printed.filter(printed_at__gte=since).select_related("printed_by"):
        said = ngettext("%(number)d sheet printed on %(day)s", "%(number)d sheets printed on %(day)s", cards.copies)
        day = date_format(timezone.localtime(cards.printed_at), "SHORT_DATE_FORMAT")
        yield Copy(
            _("Pocket cards"),
            " – ".join(cards.titles),
            ", ".join(language(code).name for code in cards.languages),
            cards.address,
            reverse(INDEX),
            said % {"number": cards.copies, "day": day},
            cards.printed_by.get_full_name() if cards.printed_by else "",
            cards.printed_by.email if cards.printed_by else "",
            who=f"user:{cards.printed_by_id}" if cards.printed_by_id else "",
        )
