"""Absences of those who decide about texts: who is away on a day, and who stands in.

A stand-in has the role already. What somebody may decide is asked of the steps of the sign-off alone, whoever is away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.editor.calendar import day_of
from core.publication.sign_off import SignOffError
from editorial.models import Absence, LegalReview, Publication
from editorial.sign_off.four_eyes import name_of

STEPS = LegalReview, Publication
KEPT = timedelta(days=90)


def deciders() -> models.QuerySet:
    """The accounts that may take a step of the sign-off."""
    groups = models.Q(groups__in=LegalReview.objects.filter(active=True).values("groups"))
    groups |= models.Q(groups__in=Publication.objects.filter(active=True).values("groups"))
    return (
        get_user_model()
        .objects.filter(groups, is_active=True)
        .distinct()
        .order_by("last_name", "first_name", "username")
    )


def steps_of(users: Iterable[int]) -> dict[int, set[int]]:
    """{id of an account: the ids of the steps that it may take}; one query for each step."""
    found: dict[int, set[int]] = defaultdict(set)
    for step in STEPS:
        members = step.objects.filter(active=True, groups__user__in=users, groups__user__is_active=True)
        for pk, user in members.values_list("pk", "groups__user"):
            found[user].add(pk)
    return found


def stand_ins(users: Iterable[int]) -> set[int]:
    """The ids of those who may stand in for one of these accounts: they take every step that the other takes."""
    steps = steps_of(deciders().order_by().values("pk"))
    own = {user: steps[user] for user in users}
    return {
        pk
        for pk, taken in list(steps.items())
        for user, asked in own.items()
        if asked and pk != user and asked <= taken
    }


def left_alone(users: Iterable[int]) -> dict[int, list]:
    """{id of an account: the steps that nobody else may take}, where there are any."""
    taken = steps_of(deciders().order_by().values("pk"))
    members = Counter(step for steps in taken.values() for step in steps)
    found = {user: {step for step in taken[user] if members[step] == 1} for user in users}
    wanted = set().union(*found.values())
    known = [step for model in STEPS for step in model.objects.filter(pk__in=wanted)] if wanted else []
    return {user: [step for step in known if step.pk in alone] for user, alone in found.items() if alone}


def on(day: date) -> models.QuerySet[Absence]:
    return Absence.objects.filter(first_day__lte=day, last_day__gte=day, user__is_active=True)


def today() -> date:
    return day_of(timezone.now())


def unasked(members: Iterable[int]) -> set[int]:
    """Those of the members of a step who are not asked today: who is away, unless all are."""
    away = set(on(today()).values_list("user", flat=True))
    members = set(members) if away else set()
    return members & away if members - away else set()


def all_away_until(members: Iterable[int]) -> date | None:
    """The last day on which none of them is there, where all are away today."""
    members = set(members)
    last = dict(on(today()).filter(user__in=members).values_list("user", "last_day"))
    return min(last.values()) if last and members == set(last) else None


def standing_still(away: list[Absence]) -> dict[int, date]:
    """{id of a step: the last day on which nobody is there who takes it}, of the steps whose members are all among these."""
    last = {one.user_id: one.last_day for one in away}
    members: dict[int, set[int]] = defaultdict(set)
    for pk, steps in steps_of(deciders().order_by().values("pk")).items() if last else ():
        for step in steps:
            members[step].add(pk)
    return {step: min(last[pk] for pk in found) for step, found in members.items() if found <= set(last)}


def is_unasked(user) -> bool:
    """Whether somebody else is asked today, at each of their steps."""
    if not on(today()).filter(user=user).exists():
        return False
    members: dict[int, set[int]] = defaultdict(set)
    steps = steps_of(deciders().order_by().values("pk"))
    for pk, own in steps.items():
        for step in own & steps[user.pk]:
            members[step].add(pk)
    return all(user.pk in unasked(found) for found in members.values())


def stood_in_by(user, away: list[Absence]) -> list[tuple[Absence, set[int]]]:
    """(absence, steps that the person takes in it) of each of these whom they stand in for; their roles are asked now, not as it was entered."""
    found = [one for one in away if one.stand_in_id == user.pk]
    steps = steps_of([user.pk, *[one.user_id for one in found]]) if found else {}
    return [(one, shared) for one in found if (shared := steps[one.user_id] & steps[user.pk])]


def told(absence: Absence) -> str:
    return _("For %(who)s, away until %(day)s.") % {
        "who": name_of(absence.user),
        "day": date_format(absence.last_day, "SHORT_DATE_FORMAT"),
    }


def may_enter(by, user) -> bool:
    """One's own; those of others whoever manages accounts, of a superuser superusers alone."""
    return by == user or (by.has_perm("core.change_user") and (by.is_superuser or not user.is_superuser))


def may_open(user) -> bool:
    return user.has_perm("core.change_user") or bool(steps_of([user.pk]))


def require(absence: Absence) -> None:
    """Raises SignOffError, which says what to do, where an absence may not be written."""
    user, other = absence.user, absence.stand_in
    if absence.entered_by is None or not may_enter(absence.entered_by, user):
        raise SignOffError(_("Only %(name)s and who manages accounts may enter this.") % {"name": name_of(user)})
    if absence.last_day < absence.first_day:
        raise SignOffError(_("The last day is before the first."))
    steps = steps_of([user.pk, *([other.pk] if other else [])])
    if not steps[user.pk]:
        raise SignOffError(_("%(name)s decides about no texts: nobody has to stand in.") % {"name": name_of(user)})
    if clash := _at_once(absence, user):
        raise SignOffError(_("%(name)s is away already %(days)s: change that absence.") % _days(clash))
    if other is None:
        return
    if other == user or steps[user.pk] - steps[other.pk]:
        refusal = _(
            "%(name)s cannot stand in: choose somebody else who may take the same steps, or nobody; then all others of the role are asked."
        )
        raise SignOffError(refusal % {"name": name_of(other)})
    if clash := _at_once(absence, other):
        raise SignOffError(_("%(name)s is away then too, %(days)s: choose somebody else.") % _days(clash))


def _at_once(absence: Absence, user) -> Absence | None:
    found = Absence.objects.filter(user=user, first_day__lte=absence.last_day, last_day__gte=absence.first_day)
    return found.exclude(pk=absence.pk).select_related("user").first()


def _days(absence: Absence) -> dict[str, str]:
    first, last = (date_format(day, "SHORT_DATE_FORMAT") for day in (absence.first_day, absence.last_day))
    return {"name": name_of(absence.user), "days": f"{first} – {last}"}


def end(absence: Absence) -> None:
    """They are back today; what has not begun never was."""
    yesterday = today() - timedelta(days=1)
    if absence.first_day > yesterday:
        absence.delete()
    else:
        Absence.objects.filter(pk=absence.pk, last_day__gt=yesterday).update(last_day=yesterday)


def forget() -> int:
    return Absence.objects.filter(last_day__lt=today() - KEPT).delete()[0]
