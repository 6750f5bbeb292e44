"""How far a surface attributes visits to what brought them: the decision in force, remembered for a few seconds."""

import time

from django.db import Error, connection
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.audiences import AUDIENCES, known
from reach.events import PROTECTED_SURFACES, Grade
from reach.models import Attribution

KEPT = 5.0  # seconds until another process's decision is known here

_known: dict[str, Grade] = {}
_until = 0.0


def defaults() -> dict[str, Grade]:
    """Until somebody decides otherwise."""
    return {surface: Grade.OFF if surface in PROTECTED_SURFACES else Grade.LINK_HITS for surface in known()}


def grade_of(surface: str) -> Grade:
    """The grade in force. Without a database the last that was known; off where none was."""
    global _known, _until
    if time.monotonic() >= _until:
        if _known:
            _until = time.monotonic() + KEPT  # while one thread asks a slow database, the others go on
        try:
            _known = grades()
        except Error:
            _known = _known or dict.fromkeys(AUDIENCES, Grade.OFF)
        _until = time.monotonic() + KEPT
    return _known.get(surface, Grade.OFF)


def grades() -> dict[str, Grade]:
    """{surface: grade in force}, read now. `full` is never in force, and nothing but `off` where a surface is protected."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # the page cache answers outside of Django's own requests
    decided = {decision.surface: Grade(decision.grade) for decision in newest()}
    found = defaults() | decided
    return {surface: _allowed(surface, grade) for surface, grade in found.items()}


def newest() -> list[Attribution]:
    """The last decision on each surface."""
    found: dict[str, Attribution] = {}
    for decision in Attribution.objects.select_related("decided_by").order_by("decided_at", "pk"):
        found[decision.surface] = decision
    return list(found.values())


def _allowed(surface: str, grade: Grade) -> Grade:
    if surface in PROTECTED_SURFACES:
        return Grade.OFF
    return Grade.LANDING_PATH if grade == Grade.FULL else grade


@receiver([post_save, post_delete], sender=Attribution)
def forget(**kwargs) -> None:
    global _until
    _until = 0.0
