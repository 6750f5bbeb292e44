"""What this room puts on the list of today: messages that nobody is answering."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from core.editor.today import Kind, Task
from letterbox.models import Message


def messages(user, now: datetime) -> Iterator[Task]:
    """One task a form and a state, whatever its language; one query."""
    found = Message.objects.readable_by(user).waiting().order_by().values("form_title", "state")
    for row in found.annotate(number=Count("pk"), since=Min("received_at")).order_by("form_title", "state"):
        said = ngettext("%(number)d message: %(form)s", "%(number)d messages: %(form)s", row["number"])
        title = said % {"number": row["number"], "form": row["form_title"]}
        yield Task(Kind.MESSAGE, title, f"{reverse('letterbox')}?state={row['state']}", since=row["since"])
