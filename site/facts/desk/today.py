"""What this room puts on the list of today: facts and helplines past their review, and facts that are out of force."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.editor.calendar import day_of
from core.editor.today import Kind, Task
from facts.models import Fact, Helpline


def checks(user, now: datetime) -> Iterator[Task]:
    """To those who may change them; live ones alone, in one query."""
    today = day_of(now)
    sorts = [one for one in (Fact, Helpline) if user.has_perm(f"facts.change_{one._meta.model_name}")]
    found = [_past(model, today) for model in sorts]
    for row in found[0].union(*found[1:]) if found else ():
        yield _task(row, today)


def _past(model: type[Fact] | type[Helpline], today: date):
    past, ends = Q(review_by__lt=today), Cast(Value(None), DateField())
    if model is Fact:
        past, ends = past | Q(in_force_until__lt=today), F("in_force_until")
    found = model.objects.filter(past, live=True).order_by()
    return found.annotate(sort=Value(model._meta.model_name), ends=ends).values(
        "sort", "pk", "name", "review_by", "ends"
    )


def _task(one: dict, today: date) -> Task:
    ended = one["ends"]
    is_out = ended is not None and ended < today
    if is_out:
        told = {"day": date_format(ended, "SHORT_DATE_FORMAT")}
        about = _("It was in force until %(day)s: write down what holds now.") % told
    else:
        about = _("Hold it against its source, then write down when to check it again.")
    due = min(day for day in (one["review_by"], ended) if day and day < today)
    return Task(
        kind=Kind.FACT,
        title=one["name"],
        url=reverse(f"wagtailsnippets_facts_{one['sort']}:edit", args=[one["pk"]]),
        about=about,
        due=due,
        weight=0 if is_out else 1,
    )
