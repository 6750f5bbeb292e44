"""What withdrawn corrections put on the list of today."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.editor.today import Kind, Task
from editorial.correction import acts
from editorial.correction.views import at
from editorial.models import ToTell


def today(user, now: datetime) -> Iterator[Task]:
    """For each text, how many are not told yet that its correction was withdrawn: one query, and one a table where there are any."""
    if not user.has_perm(acts.MAY):
        return
    rows = list(ToTell.objects.filter(told_at=None).order_by("created_at", "pk"))
    prefetch_related_objects(rows, "instance")
    by_text: dict[tuple[int, str], list[ToTell]] = {}
    for row in rows:
        if row.instance:
            by_text.setdefault((row.base_content_type_id, row.object_id), []).append(row)
    for some in by_text.values():
        if acts.may_withdraw(user, [some[0].instance]):
            number = len(some)
            said = ngettext("%(count)d person is not told yet.", "%(count)d people are not told yet.", number)
            yield Task(
                kind=Kind.TELL,
                title=str(some[0].instance),
                url=at("correction_circulating", some[0].instance),
                about=_("A correction was withdrawn. %(told)s") % {"told": said % {"count": number}},
                since=some[0].created_at,
            )
