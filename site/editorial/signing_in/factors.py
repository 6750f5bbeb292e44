"""The second factor: of whom it is required, who has one, and whether this session was begun with it."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from editorial import roles

REQUIRED_OF = (roles.PUBLISHER.name, roles.LAWYER.name, roles.ADMINISTRATOR.name)
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for one, and are none
SHOWN = "second_factor_of"  # in the session: whose second factor was shown since it began


def is_required_of(user) -> bool:
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated:
        return False
    return user.is_superuser or user.groups.filter(name__in=REQUIRED_OF).exists()


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
