"""The words of facts are found on the pages that show them, and found anew when they change."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Locale
from wagtail.search import index
from wagtail.signals import published, unpublished

from core.text import tokens
from facts.desk.reports import pages_showing
from facts.models import Fact, FactWording
from facts.shelf import Shelf, mentioned


def words_of_facts(page: Any) -> Iterable[str]:
    shelf = Shelf(page.locale.language_code, page)
    for shown in shelf.facts(sorted(mentioned(page))):
        yield f"{shown.label} {shown.wording.sentence} {shown.value}"


@receiver([published, unpublished], sender=Fact)
@receiver([published, unpublished], sender=FactWording)
def index_again(sender, instance, **kwargs):
    """Each page that shows the words: in their language, or in all where they are the French ones, shown where others lack."""
    fact = instance if isinstance(instance, Fact) else instance.fact
    everywhere = fact is instance or instance.locale == Locale.get_default()
    pages = pages_showing([fact])[fact.pk]
    if pages:
        transaction.on_commit(partial(tokens.retold, [page.pk for page in pages]), robust=True)
    for page in pages:
        if everywhere or page.locale_id == instance.locale_id:
            index.insert_or_update_object(page.specific)
