"""The addresses of other sites that facts and helplines show: sources, web sites, chats."""

from collections.abc import Iterable

from django.urls import reverse
from wagtail.models import Page

from core import audiences
from core.navigation.outside import Shown
from facts.models import Fact, Helpline
from facts.shelf import mentioned


def of_facts(pages: list[Page]) -> Iterable[Shown]:
    """One query for the facts, one for the helplines, whatever the number of pages."""
    ids = {pk for page in pages for pk in mentioned(page)}
    for fact in Fact.objects.filter(pk__in=ids, live=True).exclude(source_url=""):
        yield Shown(fact.source_url, fact.name, reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]))
    read_by = {getattr(page, "audience", "") or audiences.PUBLIC for page in pages}
    for helpline in Helpline.objects.filter(live=True):
        if read_by & set(helpline.audiences):
            for address in filter(None, (helpline.website, helpline.chat_url)):
                edit = reverse("wagtailsnippets_facts_helpline:edit", args=[helpline.pk])
                yield Shown(address, helpline.name, edit)
