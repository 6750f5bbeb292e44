"""What is typed near a fact: the numbers that say its value of today, of its draft, or of before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.permissions import page_permission_policy

from facts.models import Fact
from facts.typed.models import TypedNumber, TypedNumberQuerySet
from facts.typed.numbers import former, key_of, tell


@dataclass(frozen=True)
class Near:
    """`says` is the value as the page writes it; `is_former` where the fact says another one today."""

    number: TypedNumber
    is_former: bool


def near(fact: Fact, user: Any) -> list[Near]:
    """Those on pages that this person may see in the admin: first what says a former value."""
    today, before = keys_today(fact), set().union(*former([fact]).values())
    found = visible(TypedNumber.objects.saying(today | before), user)
    numbers = [Near(number, number.key not in today) for number in found.with_answers()]
    tell_all([one.number for one in numbers])
    return sorted(numbers, key=lambda one: (not one.is_former, one.number.page_id, one.number.pk))


def soon_former(fact: Fact, user: Any) -> list[TypedNumber]:
    """Those that say what a fact says live, where its draft says another value; a query, and what their sentences ask for.

    On every page, since who approves the fact answers for all of them; `is_visible` says which this person may open.
    """
    said = fact.latest_revision.content
    key = key_of(fact.value, fact.unit) if fact.live else ""
    if not key or key == key_of(said["value"], said["unit"]):
        return []
    pages = page_permission_policy.explorable_instances(user).filter(pk=OuterRef("page"))
    numbers = TypedNumber.objects.saying([key]).with_answers().annotate(is_visible=Exists(pages))
    found = list(numbers.order_by("page", "pk"))
    tell_all(found)
    return found


def tell_all(numbers: Iterable[TypedNumber]) -> None:
    """What the facts of their sentences say, each in the language of its page."""
    of_language: dict[str, list[TypedNumber]] = defaultdict(list)
    for number in numbers:
        of_language[number.page.locale.language_code].append(number)
    for language, those in of_language.items():
        tell(those, language)


def keys_today(fact: Fact) -> set[str]:
    """What it says live, and in the draft that is edited."""
    live = Fact.objects.filter(pk=fact.pk).values_list("value", "unit").first()
    return {key_of(*said) for said in [(fact.value, fact.unit), live] if said} - {""}


def visible(numbers: TypedNumberQuerySet, user: Any) -> TypedNumberQuerySet:
    """Those of pages that this person may open in the admin."""
    return numbers.filter(page__in=page_permission_policy.explorable_instances(user))
