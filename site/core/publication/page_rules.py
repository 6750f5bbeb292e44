"""What a page may not say: rooms register rules, asked when it is saved, submitted, approved, and when its row goes live."""

from collections.abc import Callable, Iterable
from typing import Any

from core import registry
from core.publication.sign_off import SignOffError

Rule = Callable[[Any], Iterable[str]]

# A function that takes a page, or anything that is signed off, and says in whole sentences what is wrong.
RULES = registry.Kind[Rule]()


def problems(instance: Any) -> list[str]:
    return [problem for rule in RULES for problem in rule(instance)]


def refuse(instance: Any) -> None:
    """Raises SignOffError where the words break a rule."""
    found = problems(instance)
    if found:
        raise SignOffError(" ".join(found))


def nothing_new_is_wrong(instance: Any) -> None:
    """What is live already and breaks a rule that came later may be saved as it is: what shows it leaves it out."""
    found = problems(instance)
    if not found:
        return
    live = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
    if live is None or not set(found).issubset(problems(live)):
        raise SignOffError(" ".join(found))
