"""What this room puts on the list of today: messages that nobody has begun to answer."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from core.editor.today import Kind, Task
from letterbox.models import Message, State


def messages(user, now: datetime) -> Iterator[Task]:
    """One task a form, whatever its language; one query."""
    found = Message.objects.readable_by(user).filter(state=State.NEW).order_by()
    for row in found.values("form_title").annotate(number=Count("pk"), since=Min("received_at")).order_by("form_title"):
        said = ngettext("%(number)d message: %(form)s", "%(number)d messages: %(form)s", row["number"])
        title = said % {"number": row["number"], "form": row["form_title"]}
        yield Task(Kind.MESSAGE, title, f"{reverse('letterbox')}?state=new", since=row["since"])
