"""What rooms give to others: each says it once, in the list `GIVES` of its module `room`, which is found by itself.

Whoever needs something of rooms that it does not know owns a kind of it, and reads what was given: a `Kind` is a list, a `Table` has a key
for each thing, in a `Named` one things bring their names. A room gives by calling it:

    GIVES = [calendar.EVENTS(launches, waves), periodic.JOBS.of(periodic_jobs)]

A room is an app whose configuration is a `Room`, one of ours or of a package that is installed beside them: see docs/extending.md.
"""

import logging
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gift:
    """What a room gives of one kind; `hand_over` is called once, when all models are known. It raises ValueError where it may not."""

    hand_over: Callable[[], None]


class Kind[T](list[T]):
    """What rooms gave of one kind, in the order of the rooms; `taken` is told of each thing."""

    def __init__(self, *own: T, taken: Callable[[T], None] | None = None):
        super().__init__(own)
        self._taken = taken

    def __call__(self, *things: T) -> Gift:
        def hand_over() -> None:
            self.extend(things)
            for thing in things if self._taken else ():
                self._taken(thing)

        return Gift(hand_over)


class Table[K: Hashable, T](dict[K, T]):
    """What rooms gave of one kind, each thing under a key of which there is no other."""

    def __call__(self, things: Mapping[K, T]) -> Gift:
        return Gift(lambda: self.add(things))

    def add(self, things: Mapping[K, T]) -> None:
        """Raises ValueError where a key is taken."""
        for key, thing in things.items():
            if self.setdefault(key, thing) is not thing:
                raise ValueError(f"{key!r} is taken by {_where(self[key])}: give {_where(thing)} another name.")


class Named[T](Table[str, T]):
    """What rooms gave of one type, by the `name` of each thing."""

    def __init__(self, type: type[T]):
        super().__init__()
        self._type = type
        self._later: list[str] = []
        self.broken: dict[str, Exception] = {}  # by module: why nothing of it is here

    def __call__(self, *things: T) -> Gift:
        return Gift(lambda: self.add({self._name_of(thing): thing for thing in things}))

    def _name_of(self, thing: T) -> str:
        name = getattr(thing, "name", "")
        if not name:
            raise ValueError(f"{thing!r} has no name, by which it is known: give it one.")
        return name

    def of(self, module: ModuleType) -> Gift:
        """All of a module."""
        return Gift(lambda: self.add(self._found(module)))

    def later(self, module: str) -> Gift:
        """All of a module that is imported by `load` alone: few processes ask for them."""

        def hand_over() -> None:
            if find_spec(module) is None:
                raise ValueError(f"there is no module {module!r}.")
            self._later.append(module)

        return Gift(hand_over)

    def load(self) -> "Named[T]":
        """What one module does wrong keeps nothing of the others back: it is logged, and told in `broken`."""
        while self._later:
            module = self._later.pop(0)
            try:
                self.add(self._found(import_module(module)))
            except Exception as error:
                logger.exception("nothing of %s is taken", module)
                self.broken[module] = error
        return self

    def _found(self, module: ModuleType) -> dict[str, T]:
        return {thing.name: thing for thing in vars(module).values() if isinstance(thing, self._type)}


def _where(thing: Any) -> str:
    """In which module somebody finds it."""
    made = (one for one in (thing, *getattr(thing, "__dict__", {}).values()) if hasattr(one, "__qualname__"))
    return next((f"{one.__module__}.{one.__qualname__}" for one in made), repr(thing))


LOWEST = ("core", "country")

# Functions that are called once, when the room is loaded.
AT_START = Kind[Callable[[], None]](taken=lambda start: start())
# Modules that listen to signals: to be imported is all that they need.
LISTENING = Kind[ModuleType]()


class Room(AppConfig):
    """A room of the house; its module `room`, where it has one, says what it gives."""

    default = False  # Django takes the one class of an app's `apps` that may be: the room's own, and not this

    def __init_subclass__(cls) -> None:
        cls.default = True

    def ready(self) -> None:
        """Handed over once all rooms are loaded: what the lowest give first, then as they are installed."""
        found = rooms()
        if self is found[-1]:
            for room in sorted(found, key=lambda room: room.name not in LOWEST):
                room.give()

    def give(self) -> None:
        """Raises ImproperlyConfigured, which names the room and the remedy, where something cannot be taken."""
        if not module_has_submodule(self.module, "room"):
            return
        said = f"{self.name}.room"
        gifts = getattr(import_module(said), "GIVES", None)
        if gifts is None:
            raise ImproperlyConfigured(f"{said} gives nothing: write its list GIVES (docs/extending.md), or remove it.")
        for gift in gifts:
            if not isinstance(gift, Gift):
                raise ImproperlyConfigured(
                    f"{said}: {gift!r} is given to nobody: call its kind with it, as in EVENTS(launches)."
                )
            try:
                gift.hand_over()
            except ValueError as error:
                raise ImproperlyConfigured(f"{said}: {error}") from error


def rooms() -> list[Room]:
    return [app for app in apps.get_app_configs() if isinstance(app, Room)]


def is_of_a_room(model: type[Model]) -> bool:
    return isinstance(apps.get_app_config(model._meta.app_label), Room)
