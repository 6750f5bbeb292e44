"""Full-text search inside the kits of one language. What was searched is neither logged nor kept in any memory."""

from functools import reduce
from operator import and_

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, IntegerField, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Locale
from wagtail.search.query import PlainText

from campaigns.prevention.kits.models import KitPage
from core.words.search import normalise


def matching(words: str, locale: Locale) -> list[int]:
    """The ids of all live kits that hold all the words, the best first; one query, none without a word."""
    wanted = normalise(words, locale.language_code, remember=False)
    if not wanted:
        return []
    kits = KitPage.objects.live().filter(locale=locale).order_by()
    if connection.vendor == "sqlite":
        return list(weighed_once(kits, wanted))
    return [kit.pk for kit in kits.only("pk").search(PlainText(wanted, operator="and"))]


def weighed_once(kits: QuerySet[KitPage], wanted: str) -> QuerySet:
    """As the search of SQLite finds and orders them; that one weighs all matches anew for each, seconds for thousands."""
    from modelsearch.backends.database.sqlite.query import (
        BM25,
        Lexeme,
        MatchExpression,
        SearchQueryExpression,
        SQLiteFTSIndexEntry,
    )

    every_word = SearchQueryExpression(reduce(and_, map(Lexeme, wanted.split())))
    pk = Cast("index_entry__object_id", IntegerField())
    matches = SQLiteFTSIndexEntry.objects.filter(
        MatchExpression(["title", "body"], every_word),
        index_entry__content_type=ContentType.objects.get_for_model(KitPage),
        index_entry__object_id__in=kits.values_list(Cast("pk", TextField())),
    )
    return matches.order_by(BM25() * (1 + F("index_entry__title_norm")), pk.desc()).values_list(pk, flat=True)
