"""What the search finds for a query: the pages that editors want first, those that hold the words that say something, those of its synonyms.

The number of queries depends on what kinds of pages are found, never on how many entries the editors keep: their list is one
query, read anew each time, so that a change holds at once on every node.
"""

from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import or_

from django.db.models import QuerySet
from wagtail.models import Locale, Page
from wagtail.search.query import PlainText, SearchQuery

from core import audiences
from core.publication.visibility import public
from core.words.search import fold, normalise
from core.words.stop_words import without

MATCHES = 200
RESULTS = 50
LONGEST_QUERY = 100  # characters
Words = tuple[str, ...]


def find(query: str, locale: Locale) -> list[Page]:
    """Pages of one language, the best first; every one of them is public and listed at this moment."""
    words = Words(normalise(query, locale.language_code, remember=False).split())
    if not words:
        return []
    entries = said_in(words, locale)
    ranked = [entry.page_id for entry in entries if entry.page_id]
    told = Words(normalise(without(fold(query), locale.language_code), locale.language_code, remember=False).split())
    ranked += matching(locale, [told])
    ranked += matching(locale, lines_of((entry.words for entry in entries), locale.language_code))
    order = {pk: position for position, pk in reversed(list(enumerate(ranked)))}
    pages = visible(locale).filter(pk__in=order)
    listed = [page for page in pages.specific(defer=False).defer_streamfields() if page.listed_in_search]
    first = {entry.page_id for entry in entries}
    is_of_buying = any(page.pk in first and page.audience == audiences.BUYERS for page in listed)

    def rank(page: Page) -> tuple[bool, bool, bool, int]:
        """What editors want, what says it in its title, then as it was found: buyers' pages last, unless the words are theirs."""
        title = normalise(page.title, locale.language_code).split()
        is_aside = page.audience == audiences.BUYERS and not is_of_buying
        return page.pk not in first, not set(told) <= set(title), is_aside, order[page.pk]

    return sorted(listed, key=rank)[:RESULTS]


def visible(locale: Locale) -> QuerySet:
    """The pages of a language that a visitor may see."""
    return public(Page.objects.filter(locale=locale, alias_of=None).public())


def said_in(words: Words, locale: Locale) -> list:
    """The entries of which the query holds a phrase, word after word; the longest phrase first."""
    from home.models import Synonym

    lengths = {
        entry: max(
            (len(phrase) for phrase in lines_of([entry.phrases], locale.language_code) if holds(words, phrase)),
            default=0,
        )
        for entry in Synonym.objects.filter(locale=locale).order_by("pk")
    }
    return sorted((entry for entry in lengths if lengths[entry]), key=lambda entry: -lengths[entry])


def holds(words: Words, phrase: Words) -> bool:
    return any(words[start : start + len(phrase)] == phrase for start in range(len(words) - len(phrase) + 1))


def lines_of(texts: Iterable[str], language: str) -> list[Words]:
    """The words of each line that has any."""
    lines = [words_of_line(line, language) for text in texts for line in text.splitlines()]
    return [line for line in lines if line]


@lru_cache(maxsize=10_000)
def words_of_line(line: str, language: str) -> Words:
    """Of what editors wrote: it is the same for every search."""
    return Words(normalise(line, language).split())


def matching(locale: Locale, lines: list[Words]) -> list[int]:
    """The ids of the pages that hold every word of one of these lines, the best first; one query, none without a line."""
    if not lines:
        return []
    wanted: SearchQuery = reduce(or_, (PlainText(" ".join(line), operator="and") for line in lines))
    return [page.pk for page in Page.objects.live().filter(locale=locale).search(wanted)[:MATCHES]]
