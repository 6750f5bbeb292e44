"""What rooms give to others: each says it once, in the list `GIVES` of its module `room`, which is found by itself.

Whoever needs something of rooms that it does not know owns a `Kind` of it, or a `Table` where each thing has a name, and reads what was
given. A room gives by calling it:

    GIVES = [calendar.EVENTS(launches, waves), periodic.JOBS.of(periodic_jobs)]

A room is an app whose configuration is a `Room`, one of ours or of a package that is installed beside them: see docs/extending.md.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True)
class Gift:
    """What a room gives of one kind; `hand_over` is called once, when all models are known."""

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
    """The same under names, each of which is given once. `of` finds all of one `type` in a module, by their `name`."""

    def __init__(self, own: Mapping[K, T] | None = None, *, type: type[T] | None = None):
        super().__init__(own or {})
        self._type = type
        self._later: list[str] = []

    def __call__(self, things: Mapping[K, T]) -> Gift:
        return Gift(lambda: self.add(things))

    def of(self, module: ModuleType) -> Gift:
        return Gift(lambda: self.add(self._found(module)))

    def later(self, module: str) -> Gift:
        """Those of a module that is imported by `load` alone: few processes ask for them."""
        return Gift(lambda: self._later.append(module))

    def load(self) -> "Table[K, T]":
        while self._later:
            self.add(self._found(import_module(self._later.pop(0))))
        return self

    def add(self, things: Mapping[K, T]) -> None:
        """Raises ValueError where a name is taken."""
        for name, thing in things.items():
            if self.setdefault(name, thing) is not thing:
                raise ValueError(f"two rooms give {name!r}: {self[name]} and {thing}")

    def _found(self, module: ModuleType) -> dict[Any, T]:
        own = [thing for thing in vars(module).values() if self._type and isinstance(thing, self._type)]
        return {thing.name: thing for thing in own}


LOWEST = "core"

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
        """Handed over once all rooms are loaded: what the lowest gives first, then as they are installed."""
        found = rooms()
        if self is found[-1]:
            for room in sorted(found, key=lambda room: room.name != LOWEST):
                room.give()

    def give(self) -> None:
        if module_has_submodule(self.module, "room"):
            for gift in import_module(f"{self.name}.room").GIVES:
                gift.hand_over()


def rooms() -> list[Room]:
    return [app for app in apps.get_app_configs() if isinstance(app, Room)]


def is_of_a_room(model: type[Model]) -> bool:
    return isinstance(apps.get_app_config(model._meta.app_label), Room)
