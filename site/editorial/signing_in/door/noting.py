"""What happens at the door, for the audit log: neither address nor browser, and no name that is nobody's here."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as factor_signals
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from editorial.audit_log.chain import record
from editorial.audit_log.models import Event
from editorial.signing_in.door import sessions
from editorial.signing_in.second_factor import factors


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    if request is None:
        return
    sessions.begin(request)
    setattr(request, sessions.SIGNED_IN, user.get_username())
    record(Event.SIGNED_IN, actor=user.get_username(), subject=user.get_username(), method=_methods(request, user))


def _methods(request, user) -> list[str]:
    """By what, in the order in which it was shown: password, totp, webauthn, recovery_codes, socialaccount."""
    records = get_authentication_records(request, user)
    return [one["type"] if one["method"] == "mfa" else one["method"] for one in records]


@receiver(user_login_failed)
def sign_in_failed(credentials, **kwargs):
    name = str(credentials.get("username", ""))[:150]
    known = get_user_model().objects.filter(username=name).exists()
    record(Event.SIGN_IN_FAILED, subject=name if known else "", step="password")


@receiver(factor_signals.authentication_failed)
def second_factor_failed(user, authenticator, **kwargs):
    record(Event.SIGN_IN_FAILED, subject=user.get_username(), step=authenticator.type)


@receiver(factor_signals.authenticator_used)
def second_factor_shown(request, user, **kwargs):
    factors.show(request, user)


@receiver(factor_signals.authenticator_added)
def second_factor_added(user, authenticator, **kwargs):
    event = Event.FACTOR_ADDED if authenticator.type in factors.KINDS else Event.CODES_MADE
    record(event, actor=user.get_username(), subject=user.get_username(), kind=authenticator.type)


@receiver(factor_signals.authenticator_removed)
def second_factor_removed(user, authenticator, **kwargs):
    record(Event.FACTOR_REMOVED, actor=user.get_username(), subject=user.get_username(), kind=authenticator.type)


@receiver(factor_signals.authenticator_reset)
def codes_made(user, authenticator, **kwargs):
    record(Event.CODES_MADE, actor=user.get_username(), subject=user.get_username(), kind=authenticator.type)
