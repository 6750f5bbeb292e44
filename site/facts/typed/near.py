"""What is typed near a fact: the numbers that say its value of today, of its draft, or of before."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.fields.json import KT
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from facts.models import Fact
from facts.typed.models import TypedNumber, TypedNumberQuerySet
from facts.typed.numbers import key_of


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
    return sorted(numbers, key=lambda one: (not one.is_former, one.number.page_id, one.number.pk))


def keys_today(fact: Fact) -> set[str]:
    """What it says live, and in the draft that is edited."""
    live = Fact.objects.filter(pk=fact.pk).values_list("value", "unit").first()
    return {key_of(*said) for said in [(fact.value, fact.unit), live] if said} - {""}


def former(facts: Iterable[Fact]) -> dict[int, set[str]]:
    """{fact: the keys of all that its drafts and versions have said otherwise than what is live}, in one query."""
    live = {str(fact.pk): key_of(fact.value, fact.unit) for fact in facts}
    kind = ContentType.objects.get_for_model(Fact)
    revisions = Revision.objects.filter(content_type=kind, object_id__in=live)
    said = revisions.values_list("object_id", KT("content__value"), KT("content__unit"))
    found: dict[int, set[str]] = defaultdict(set)
    for pk, value, unit in said:
        if (key := key_of(value or "", unit or "")) and key != live[pk]:
            found[int(pk)].add(key)
    return found


def visible(numbers: TypedNumberQuerySet, user: Any) -> TypedNumberQuerySet:
    """Those of pages that this person may open in the admin."""
    return numbers.filter(page__in=page_permission_policy.explorable_instances(user))
