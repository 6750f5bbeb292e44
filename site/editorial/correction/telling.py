"""What is left to do by hand after a withdrawn correction: people whom no mail tells, and texts that may say the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import registry

from core.publication import circulation
from core.publication.circulation import Copy
from editorial.correction import versions
from editorial.correction.versions import Text
from editorial.models import ToTell

WITHDRAWN = "editorial.correction_withdrawn"
LOOKED_AT_AGAIN = timedelta(days=30)


@dataclass(frozen=True)
class Withdrawn:
    """The last withdrawal of each text of a thing, and what still bears the words of them all.

    `repeating` were approved while the wrong words were live, and no withdrawal reached them.
    """

    texts: list[tuple[Any, datetime, Any]]  # a text, since when its words were wrong, the entry of its history
    since: datetime
    copies: list[Copy]
    repeating: list[Text]


@dataclass(frozen=True)
class Person:
    who: str
    name: str
    contact: str
    number: int  # of copies
    told: ToTell | None


def last(instance: Any) -> tuple[datetime | None, Any]:
    """(since when other words than those that came back had been live, the entry of the history) of the last time."""
    entry = registry.get_logs_for_instance(instance).filter(action=WITHDRAWN).select_related("user").first()
    return (datetime.fromisoformat(entry.data["since"]) if entry else None), entry


def withdrawn(thing: Any) -> Withdrawn:
    found = [(one, *last(one)) for one in versions.together(thing)]
    texts = [(one, since, entry) for one, since, entry in found if entry]
    since = min((since for _one, since, _entry in texts), default=timezone.now())
    copies = circulation.copies([one for one, _since, _entry in texts], since)
    return Withdrawn(texts, since, copies, _repeating(thing, texts))


def _repeating(thing: Any, withdrawn: list[tuple[Any, datetime, Any]]) -> list[Text]:
    """What is live, and was approved between wrong words and their withdrawal; what came back was approved before."""
    if not withdrawn:
        return []
    spans = [(since, entry.timestamp) for _one, since, entry in withdrawn]
    return [text for text in versions.of(thing) if any(text.may_repeat(*span) for span in spans)]


def people(thing: Any, copies: list[Copy]) -> list[Person]:
    """Those whom no mail tells of a copy, in the order of the copies; who has told them, if somebody has."""
    theirs = _theirs(copies)
    told = done(thing)
    return [
        Person(who, some[0].holder, next((copy.contact for copy in some if copy.contact), ""), len(some), told.get(who))
        for who, some in theirs.items()
    ]


def done(thing: Any) -> dict[str, ToTell]:
    """By person or text: who told the person, or read the text."""
    return {row.who: row for row in _rows(thing).exclude(told_at=None).select_related("told_by")}


def tell(thing: Any, who: str, user) -> None:
    """Note that somebody was told, or that a text was read. Of two who tick at once, the first is named."""
    if not _rows(thing).filter(who=who).exists():
        ToTell.objects.bulk_create([_row(thing, who)], ignore_conflicts=True)
    _rows(thing).filter(who=who, told_at=None).update(told_at=timezone.now(), told_by=user)


def take_back(thing: Any, who: str) -> None:
    _rows(thing).filter(who=who).update(told_at=None, told_by=None)


def begin(thing: Any) -> None:
    """After a withdrawal: everybody is told anew, and each text read."""
    _rows(thing).delete()
    settle(thing)


@transaction.atomic
def settle(thing: Any) -> None:
    """Keep a row for each who is to be told and each text to read, and none for whom a mail reached or whose copies are gone; ticks stay."""
    found = withdrawn(thing)
    rows, wanted = _rows(thing), {*_theirs(found.copies), *(text.key for text in found.repeating)}
    rows.filter(told_at=None).exclude(who__in=wanted).delete()
    missing = wanted - set(rows.values_list("who", flat=True))
    ToTell.objects.bulk_create([_row(thing, who) for who in sorted(missing)], ignore_conflicts=True)


def settle_all() -> int:
    """Of what was withdrawn lately: a mail has failed since, perhaps. Returns how many are not told or read yet."""
    things = {}
    for model in registry.get_log_entry_models():
        lately = model.objects.filter(action=WITHDRAWN, timestamp__gte=timezone.now() - LOOKED_AT_AGAIN)
        for entry in lately.select_related("content_type"):
            if thing := _thing_of(entry):
                texts = frozenset(_key(one) for one in versions.together(thing))
                things.setdefault(texts, thing)
    for thing in things.values():
        settle(thing)
    return ToTell.objects.filter(told_at=None).count()


def _thing_of(entry: Any) -> Any:
    model = entry.content_type.model_class()
    return model and model._base_manager.filter(pk=entry.object_id).first()


def _theirs(copies: list[Copy]) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = {}
    for copy in copies:
        if copy.who and not copy.is_told:
            found.setdefault(copy.who, []).append(copy)
    return found


def _key(instance: Any) -> tuple[ContentType, str]:
    return instance.get_base_content_type(), str(instance.pk)


def _row(thing: Any, who: str) -> ToTell:
    kind, pk = _key(thing)
    return ToTell(base_content_type=kind, object_id=pk, who=who)


def _rows(thing: Any) -> QuerySet[ToTell]:
    """Of the thing and of what goes with it: they are withdrawn and told of together."""
    about = Q()
    for one in versions.together(thing):
        kind, pk = _key(one)
        about |= Q(base_content_type=kind, object_id=pk)
    return ToTell.objects.filter(about)
