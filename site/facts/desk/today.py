"""What this room puts on the list of today: facts and helplines past their review, and facts that are out of force."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.editor.calendar import day_of
from core.editor.today import Kind, Task
from facts.models import Fact, Helpline


def checks(user, now: datetime) -> Iterator[Task]:
    """To those who may change them; live ones alone."""
    today = day_of(now)
    for model in (Fact, Helpline):
        if user.has_perm(f"facts.change_{model._meta.model_name}"):
            yield from (_task(one, today) for one in _past(model, today))


def _past(model: type[Fact] | type[Helpline], today: date):
    past = Q(review_by__lt=today)
    if model is Fact:
        past |= Q(in_force_until__lt=today)
    return model.objects.filter(past, live=True)


def _task(one: Fact | Helpline, today: date) -> Task:
    ended = getattr(one, "in_force_until", None)
    is_out = ended is not None and ended < today
    if is_out:
        told = {"day": date_format(ended, "SHORT_DATE_FORMAT")}
        about = _("It was in force until %(day)s: write down what holds now.") % told
    else:
        about = _("Hold it against its source, then write down when to check it again.")
    due = min(day for day in (one.review_by, ended) if day and day < today)
    return Task(
        kind=Kind.FACT,
        title=one.name,
        url=reverse(f"wagtailsnippets_facts_{one._meta.model_name}:edit", args=[one.pk]),
        about=about,
        due=due,
        weight=0 if is_out else 1,
    )
