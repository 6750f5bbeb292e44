"""What is offered where somebody types a number: the facts that say it and the helplines that have it, found by value."""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.permissions import page_permission_policy

from core import audiences
from core.words import languages
from facts.models import Fact, FactWording
from facts.shelf import chosen, live_in
from facts.typed.models import Kind
from facts.typed.numbers import Known
from facts.typed.text.finder import Typed, found

LONGEST = 2000  # characters: the browser sends what stands around the cursor
SHOWN = 3  # facts that say the same

Said = dict[int, FactWording]


@require_POST
def offers(request: HttpRequest) -> JsonResponse:
    """{"offers": [number, …]}, each with its places in the text that was sent; three queries at most."""
    if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    text, audience = request.POST.get("text", ""), request.POST.get("audience") or audiences.PUBLIC
    if len(text) > LONGEST:
        wrong = _("Send %(longest)d characters at most: those around the cursor.") % {"longest": LONGEST}
        return JsonResponse({"error": wrong}, status=413)
    asked = request.POST.get("language", "")
    language = asked if asked in languages.codes() else settings.LANGUAGE_CODE
    return JsonResponse({"offers": offered(text, language, audience)})


def offered(text: str, language: str, audience: str = audiences.PUBLIC) -> list[dict[str, Any]]:
    """Of the numbers of a plain text, those that the site says by itself."""
    if not re.search(r"\d", text):
        return []
    known = Known(with_former=False)
    typed = [one for one in found(text, language, False, known.telephones, known.counts) if one.key]
    facts = {one.key: _allowed(known.facts.get(one.key, []), audience) for one in typed}
    wordings = _wordings(typed, facts, language)
    for one in typed:
        if one.kind == Kind.ARTICLE:
            facts[one.key] = _allowed(_of_article(one, wordings, language), audience)
    said = {wording.fact_id: wording for wording in wordings}
    made = [_number(one, facts[one.key], known.helplines.get(one.key, []), said, language) for one in typed]
    return [number for number in made if number["facts"] or number["helplines"]]


def _allowed(facts: Iterable[Fact], audience: str) -> list[Fact]:
    """Those in force first; one that is kept from the audience of the page is not offered."""
    return sorted((fact for fact in facts if audience not in fact.withheld_from), key=lambda fact: not fact.in_force)


def _wordings(typed: list[Typed], facts: dict[str, list[Fact]], language: str) -> list[FactWording]:
    """The words of these facts, and of those without value that may name an article; one query, where there is any."""
    ids = [fact.pk for same in facts.values() for fact in same]
    wanted = FactWording.objects.filter(fact__in=ids) if ids else FactWording.objects.none()
    for one in typed:
        if one.kind == Kind.ARTICLE:
            wanted |= FactWording.objects.filter(fact__live=True, fact__unit="", label__icontains=_digits(one.text))
    spoken = live_in(wanted.select_related("fact", "locale"), {settings.LANGUAGE_CODE, language})
    return chosen(spoken, language, "fact_id")


def _digits(article: str) -> str:
    return re.search(r"\d[\d-]*", article)[0]


def _of_article(typed: Typed, wordings: list[FactWording], language: str) -> list[Fact]:
    """The facts whose label is this article and nothing else: without a value, a fact is read as its label."""
    return [
        wording.fact
        for wording in wordings
        if not wording.fact.unit
        and any(
            one.key == typed.key and one.end - one.start == len(wording.label)
            for one in found(wording.label, language, False)
        )
    ]


def _number(typed: Typed, facts: list[Fact], lines: list[Any], said: Said, language: str) -> dict[str, Any]:
    return {
        "start": typed.start,
        "end": typed.end,
        "text": typed.text,
        "key": typed.key,
        "facts": [_fact(typed, fact, said.get(fact.pk), language) for fact in facts[:SHOWN]],
        "helplines": [{"name": line.name, "number": line.number, "said": _line(line)} for line in lines[:SHOWN]],
    }


def _fact(typed: Typed, fact: Fact, wording: FactWording | None, language: str) -> dict[str, Any]:
    label = wording.label if wording else ""
    about = {"number": typed.text, "fact": fact.name}
    return {
        "id": fact.pk,
        "name": fact.name,
        "value": fact.written(language) or label,
        "label": label,
        "source": fact.source_title,
        "state": _state(fact),
        "said": _said(fact) % about,
    }


def _state(fact: Fact) -> str:
    if fact.in_force:
        return "live"
    return "coming" if fact.in_force_from and fact.in_force_from > timezone.localdate() else "ended"


def _said(fact: Fact) -> str:
    if fact.in_force:
        return _("“%(number)s” is the fact “%(fact)s”.")
    return _("“%(number)s” is the fact “%(fact)s”, which is not in force today.")


def _line(line: Any) -> str:
    return _("The helpline “%(helpline)s” has this number: the block “Helplines” shows it as it is today.") % {
        "helpline": line.name
    }
