"""What withdrawn corrections put on the list of today: people to tell and texts to read, and to who handed the words in, that they are gone."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, IntegerField, TextField, Value, prefetch_related_objects
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry, PageLogEntry

from core.editor.today import Kind, Task
from editorial.board.states import edit_url
from editorial.correction import acts
from editorial.correction.telling import WITHDRAWN
from editorial.correction.views import at
from editorial.models import ToTell
from editorial.sign_off.four_eyes import name_of

REMINDED = timedelta(days=14)


class Row(NamedTuple):
    """Of somebody to tell `to_tell` alone; of a withdrawal the text, when, by whom and why."""

    to_tell: int | None
    content_type: int
    object_id: str
    at: datetime
    by: int | None
    reason: str


def today(user, now: datetime) -> Iterator[Task]:
    """One query; where there are any, one a table of texts, and two a text of this person's that was withdrawn."""
    rows = [Row(*row) for row in _rows(user, now)]
    yield from _to_tell(user, [row.to_tell for row in rows if row.to_tell])
    latest = {(row.content_type, row.object_id): row for row in rows if not row.to_tell}
    for row in reversed(latest.values()):
        yield from _withdrawn(user, row)


def _rows(user, now: datetime):
    lately = {"action": WITHDRAWN, "timestamp__gte": now - REMINDED, "data__handed_in_by": user.pk}
    found = [
        model.objects.filter(**lately)
        .order_by()
        .values_list(
            Cast(None, BigIntegerField()),
            "content_type",
            Cast(key, CharField()),
            "timestamp",
            "user",
            KeyTextTransform("reason", "data"),
        )
        for model, key in ((PageLogEntry, "page"), (ModelLogEntry, "object_id"))
    ]
    if user.has_perm(acts.MAY):
        nobody, no_reason = Cast(None, IntegerField()), Cast(Value(""), TextField())
        waiting = ToTell.objects.filter(told_at=None).order_by()
        columns = ("pk", "base_content_type", "object_id", "created_at", nobody, no_reason)
        found.append(waiting.values_list(*columns))
    return sorted(found[0].union(*found[1:], all=True).order_by(), key=lambda row: row[3])


def _to_tell(user, pks: list[int]) -> Iterator[Task]:
    """For each text whose correction was withdrawn, how many are not told yet, and how many others may say the same."""
    rows = list(ToTell.objects.filter(pk__in=pks).order_by("created_at", "pk")) if pks else []
    prefetch_related_objects(rows, "instance")
    by_text: dict[tuple[int, str], list[ToTell]] = defaultdict(list)
    for row in rows:
        if row.instance:
            by_text[row.base_content_type_id, row.object_id].append(row)
    for some in by_text.values():
        if acts.may_withdraw(user, [some[0].instance]):
            yield _left(some)


def _left(rows: list[ToTell]) -> Task:
    texts = sum(row.is_text for row in rows)
    people = len(rows) - texts
    said = [_("A correction was withdrawn.")]
    if people:
        told = ngettext("%(count)d person is not told yet.", "%(count)d people are not told yet.", people)
        said.append(told % {"count": people})
    if texts:
        told = ngettext(
            "%(count)d other text may still say the same.", "%(count)d other texts may still say the same.", texts
        )
        said.append(told % {"count": texts})
    return Task(
        kind=Kind.TELL if people else Kind.TRANSLATION,
        title=str(rows[0].instance),
        url=at("correction_circulating", rows[0].instance),
        about=" ".join(said),
        since=rows[0].created_at,
    )


def _withdrawn(user, row: Row) -> Iterator[Task]:
    """To who handed the words in, until they have drafted the text anew."""
    text = _undrafted(row, user)
    if text is None:
        return
    by = get_user_model().objects.filter(pk=row.by).first()
    told = {"who": name_of(by) if by else "–", "reason": row.reason}
    yield Task(
        kind=Kind.CHANGES,
        title=str(text),
        url=edit_url(type(text), text.pk),
        about=_("%(who)s withdrew your correction: “%(reason)s” The words before it are live again.") % told,
        since=row.at,
    )


def _undrafted(row: Row, user) -> Any:
    """The text, unless it is gone or this person has written at it since."""
    model = ContentType.objects.get_for_id(row.content_type).model_class()
    text = model and model._base_manager.filter(pk=row.object_id).first()
    return None if text is None or text.revisions.filter(user=user, created_at__gt=row.at).exists() else text
