"""Full-text search inside the kits of one language. What was searched is neither logged nor kept in any memory."""

from wagtail.models import Locale
from wagtail.search.query import PlainText

from campaigns.prevention.kits.models import KitPage
from core.search import normalise

MATCHES = 200


def matching(words: str, locale: Locale) -> list[int]:
    """The ids of the live kits that hold all the words, the best first; one query, none without a word."""
    wanted = normalise(words, locale.language_code, remember=False)
    if not wanted:
        return []
    kits = KitPage.objects.live().filter(locale=locale).only("pk")
    return [kit.pk for kit in kits.search(PlainText(wanted, operator="and"))[:MATCHES]]
