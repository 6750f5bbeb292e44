"""Taking the second factor of an account away: by another administrator, or at the console, where a device is lost."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from editorial.audit_log.chain import record
from editorial.audit_log.models import Event
from editorial.signing_in.door import sessions


def may_reset(user, account) -> bool:
    """Of others alone; a superuser's, superusers alone."""
    if user.pk == account.pk or not user.has_perm("core.change_user"):
        return False
    return user.is_superuser or not account.is_superuser


@transaction.atomic
def reset(account, by: str = "") -> int:
    """Returns how many were taken away. Every session of the account ends, and its owner is told by mail."""
    taken = Authenticator.objects.filter(user_id=account.pk).delete()[0]
    sessions.end_all_of(account)
    record(Event.FACTOR_RESET, actor=by, subject=account.get_username())
    if account.email:
        transaction.on_commit(lambda: tell.enqueue(account.pk, by))
    return taken


@task()
def tell(account_pk: int, by: str) -> None:
    account = get_user_model().objects.get(pk=account_pk)
    profile = getattr(account, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        said = {"account": account, "by": by, "address": f"{settings.BASE_URL}{reverse('wagtailadmin_login')}"}
        subject = _("%(site)s: your second factor was reset") % {"site": settings.WAGTAIL_SITE_NAME}
        account.email_user(subject, render_to_string("signing_in/reset_mail.txt", said))
