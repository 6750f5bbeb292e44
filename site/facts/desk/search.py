"""What this room finds: facts by their words and by their values, helplines by name and number, numbers that are typed in texts."""

import re
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from core.editor.search.sources import SHOWN, Asked, Found, Section
from facts.models import Fact, FactWording, Helpline
from facts.typed.listing import IN_A_REQUEST, refresh
from facts.typed.models import TypedNumber
from facts.typed.near import visible
from facts.typed.numbers import key_of
from facts.values import parse


def facts(user, asked: Asked) -> Iterator[Section]:
    """Each with its value, and how many things show it; numbers that say the same are typed."""
    if not user.has_perm("facts.view_fact") and not user.has_perm("facts.change_fact"):
        return
    found = list(Fact.objects.filter(wanted(asked)).order_by("name"))
    shown = _shown([fact.pk for fact in found])
    yield Section(
        _("Facts"), "clipboard-list", [_fact(one, shown.get(str(one.pk), 0)) for one in found[:SHOWN]], len(found),
        reverse("wagtailsnippets_facts_fact:list"), 10,
    )  # fmt: skip
    yield from _typed(user, asked, found)


def wanted(asked: Asked) -> Q:
    """By name, words or value; a range by either of its ends."""
    found = Q(name__icontains=asked.text) | Q(pk__in=_worded(asked))
    if asked.number:
        found |= Q(value=asked.number)
        found |= Q(value__startswith=f"{asked.number}..") | Q(value__endswith=f"..{asked.number}")
    return found


def _worded(asked: Asked):
    """The facts whose label or sentence holds all of the words."""
    wanted = Q()
    for word in asked.words:
        wanted &= Q(label__icontains=word) | Q(sentence__icontains=word)
    return FactWording.objects.filter(wanted).values("fact")


def _shown(ids: list[int]) -> dict[str, int]:
    """{fact: how many things show it, its own words aside}, in one query."""
    types = ContentType.objects.get_for_models(Fact, FactWording)
    rows = ReferenceIndex.objects.filter(to_content_type=types[Fact], to_object_id__in=map(str, ids))
    counted = (
        rows.exclude(base_content_type=types[FactWording])
        .order_by()
        .values("to_object_id")
        .annotate(n=Count("object_id", distinct=True))
    )
    return dict(counted.values_list("to_object_id", "n"))


def _fact(fact: Fact, number: int) -> Found:
    parsed = parse(fact.value, fact.unit) if fact.value else None
    value = parsed.written(get_language()) if parsed else ""
    said = ngettext("shown in %(count)d place", "shown in %(count)d places", number) % {"count": number}
    about = " · ".join(filter(None, [value, _("public") if fact.live else _("draft")]))
    used = ((said, reverse("wagtailsnippets_facts_fact:usage", args=[fact.pk])),) if number else ()
    return Found(fact.name, reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]), about, more=used)


def _typed(user, asked: Asked, found: list[Fact]) -> Iterator[Section]:
    """Where the number is typed, and does not follow a fact."""
    if not asked.number:
        return
    refresh(IN_A_REQUEST)
    keys = {key_of(fact.value, fact.unit) for fact in found if fact.value} | {key_of(asked.number, "euro")}
    rows = visible(TypedNumber.objects.saying(keys), user).order_by("page")
    listed = [
        Found(
            one.page.title,
            reverse("wagtailadmin_pages:edit", args=[one.page_id]),
            one.sentence,
            one.page.locale.language_code,
        )
        for one in rows[:SHOWN]
    ]
    number = rows.count() if len(listed) == SHOWN else len(listed)
    yield Section(_("Typed in texts"), "edit", listed, number, reverse("typed_numbers_report"), 20)


def helplines(user, asked: Asked) -> Iterator[Section]:
    """By name, title, number with or without its spaces, or address."""
    if not user.has_perm("facts.view_helpline") and not user.has_perm("facts.change_helpline"):
        return
    digits = "" if re.search(r"[^\W\d_]", asked.text) else re.sub(r"\D", "", asked.text)
    wanted = Q(name__icontains=asked.text) | Q(wordings__title__icontains=asked.text)
    wanted |= Q(website__icontains=asked.text)
    if digits:
        loose = r"\s*".join(digits)
        wanted |= Q(number__regex=loose) | Q(sms_number__regex=loose)
    rows = list(Helpline.objects.filter(wanted).distinct().order_by("name"))
    found = [
        Found(one.name, reverse("wagtailsnippets_facts_helpline:edit", args=[one.pk]), one.number or one.sms_number or one.website)
        for one in rows[:SHOWN]
    ]  # fmt: skip
    yield Section(_("Helplines"), "mail", found, len(rows), reverse("wagtailsnippets_facts_helpline:list"))
