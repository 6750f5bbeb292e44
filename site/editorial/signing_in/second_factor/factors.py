"""The second factor: of whom it is required, who has one, and whether this session was begun with it."""

from functools import cache

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, Q
from django.http import HttpRequest
from wagtail.models import GroupPagePermission

from core.editor.roles import ADMINISTRATOR, LAWYER, PUBLISHER, ROLES
from editorial.access import roles
from editorial.sign_off.tasks import FourEyesTask

GUARDED = (PUBLISHER, LAWYER, ADMINISTRATOR)
LAST = "last_step"  # of a code of an app that was taken, in its authenticator
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one, and are none
SHOWN = "second_factor_of"  # in the session: whose second factor was shown since it began


def is_required_of(user) -> bool:
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated:
        return False
    return user.is_superuser or may_more_than_write(user)


def may_more_than_write(user) -> bool:
    """Whether one may do what the guarded roles alone may, whatever the groups are called; one query."""
    on_pages, others = _powers()
    within = Permission.objects.filter(Q(group__user=user.pk) | Q(user=user.pk))
    held = within.filter(others)
    pages = GroupPagePermission.objects.filter(group__user=user.pk, permission__codename__in=on_pages)
    steps = [Exists(step.objects.filter(active=True, groups__user=user.pk)) for step in FourEyesTask.__subclasses__()]
    can = Exists(held) | Exists(pages)
    for step in steps:
        can |= step
    return get_user_model().objects.filter(can, pk=user.pk).exists()


@cache
def _powers() -> tuple[frozenset[str], Q]:
    """What the guarded roles may and no other role may: codenames on pages, and the permissions of everything else."""
    pages, others = set(), set()
    for role in GUARDED:
        pages |= {f"{action}_page" for action in role.pages}
        others |= set(roles.permissions_of(role))
    for role in ROLES.values():
        if role not in GUARDED:
            pages -= {f"{action}_page" for action in role.pages}
            others -= set(roles.permissions_of(role))
    held = Q(pk__in=())
    for room in sorted({name.split(".")[0] for name in others}):
        names = [name.split(".")[1] for name in others if name.startswith(f"{room}.")]
        held |= Q(content_type__app_label=room, codename__in=names)  # two rooms may have one codename
    return frozenset(pages), held


def use_up(authenticator: Authenticator, code: str) -> bool:
    """Whether the code of an app is later than the last that was taken, on whatever node; it is the last from then on.

    A code for recovery is crossed out by itself.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return True
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        step = _step(get_adapter().decrypt(row.data["secret"]), code)
        if step is None or step <= row.data.get(LAST, -1):
            return False
        row.data[LAST] = step
        row.save(update_fields=["data"])
    authenticator.data = row.data
    return True


def _step(secret: str, code: str) -> int | None:
    """The half minute whose code it is; the latest, where two have the same."""
    matching = [
        step
        for step in yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
    ]
    return max(matching, default=None)


def of(user):
    return Authenticator.objects.filter(user_id=user.pk, type__in=KINDS)


def has_one(user) -> bool:
    return of(user).exists()


def show(request: HttpRequest, user) -> None:
    """Note in the session that its owner has shown a second factor."""
    request.session[SHOWN] = user.pk


def was_shown(request: HttpRequest) -> bool:
    return request.session.get(SHOWN) == request.user.pk


def may_be_removed(authenticator: Authenticator) -> bool:
    """The last one stays while one is required; recovery codes are made anew, never taken away by themselves."""
    if authenticator.type not in KINDS:
        return True
    others = of(authenticator.user).exclude(pk=authenticator.pk)
    return others.exists() or not is_required_of(authenticator.user)
