"""What a page may not say: rooms register rules, asked when it is saved, submitted, approved, and when its row goes live."""

from collections.abc import Callable, Iterable
from typing import Any

from core.publication import sign_off
from core.publication.sign_off import SignOffError

Rule = Callable[[Any], Iterable[str]]

_rules: list[Rule] = []


def register(rule: Rule) -> Rule:
    """Decorate a function that takes a page, or anything that is signed off, and says in whole sentences what is wrong."""
    _rules.append(rule)
    return rule


def problems(instance: Any) -> list[str]:
    return [problem for rule in _rules for problem in rule(instance)]


def refuse(instance: Any) -> None:
    """Raises SignOffError where the words break a rule."""
    found = problems(instance)
    if found:
        raise SignOffError(" ".join(found))


@sign_off.register
def nothing_new_is_wrong(instance: Any) -> None:
    """What is live already and breaks a rule that came later may be saved as it is: what shows it leaves it out."""
    found = problems(instance)
    if not found:
        return
    live = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
    if live is None or not set(found).issubset(problems(live)):
        raise SignOffError(" ".join(found))
