"""Whom a review link may be sent to: an account with legal review, or an outside address that a second person confirmed."""

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from core.publication.sign_off import SignOffError
from editorial.models import LegalReview, OutsideReviewer, ReviewLink
from editorial.sign_off import four_eyes

WITHDRAWN = "editorial.outside_reviewer.withdrawn"


def lawyers() -> models.QuerySet:
    """The accounts that may take the step of legal review."""
    groups = LegalReview.objects.filter(active=True).values("groups")
    return get_user_model().objects.filter(is_active=True, groups__in=groups).exclude(email="").distinct()


def confirmed() -> models.QuerySet[OutsideReviewer]:
    return OutsideReviewer.objects.filter(withdrawn_at=None).exclude(confirmed_at=None)


def hands_of(reviewer) -> four_eyes.Hands:
    if isinstance(reviewer, OutsideReviewer):
        return four_eyes.of_address(reviewer.email)
    return four_eyes.of_account(reviewer)


def is_in_force(link: ReviewLink) -> bool:
    """Whether its reviewer still reviews for this site."""
    if link.account_id:
        return lawyers().filter(pk=link.account_id).exists()
    return link.outside is not None and link.outside.is_confirmed


@transaction.atomic
def propose(*, name: str, email: str, user) -> OutsideReviewer:
    """Name somebody without an account; nothing is sent there before a second person says yes.

    Raises SignOffError where the address is one's own, that of an account, or known already.
    """
    hands = four_eyes.of_address(email)
    if hands & four_eyes.of_account(user):
        raise SignOffError(_("This is your own address."))
    for account in get_user_model().objects.exclude(email="").prefetch_related("former_mailboxes"):
        if hands & four_eyes.of_account(account):
            raise SignOffError(
                _("This is the address of the account %(name)s, which reviews as a member of its group.")
                % {"name": four_eyes.name_of(account)}
            )
    for known in OutsideReviewer.objects.filter(withdrawn_at=None):
        if hands & four_eyes.of_address(known.email):
            raise SignOffError(_("This address is in the list already: %(name)s.") % {"name": known.name})
    return OutsideReviewer.objects.create(name=name, email=email, proposed_by=user)


def may_confirm(reviewer: OutsideReviewer, user) -> bool:
    """A second person: another account, with another mailbox than that of the first and of the reviewer."""
    if reviewer.confirmed_at or reviewer.withdrawn_at or reviewer.proposed_by is None:
        return False
    first = four_eyes.of_account(reviewer.proposed_by) | hands_of(reviewer)
    return not four_eyes.of_account(user) & first


@transaction.atomic
def confirm(reviewer: OutsideReviewer, user) -> None:
    reviewer = OutsideReviewer.objects.select_for_update().get(pk=reviewer.pk)
    if not may_confirm(reviewer, user):
        raise SignOffError(_("Another person than the one who proposed this reviewer has to confirm the address."))
    reviewer.confirmed_by, reviewer.confirmed_at = user, timezone.now()
    reviewer.save(update_fields=["confirmed_by", "confirmed_at"])


def open_links(reviewer: OutsideReviewer) -> models.QuerySet[ReviewLink]:
    """Those that could still be used."""
    return reviewer.links.filter(decided_at=None, revoked_at=None, expires_at__gt=timezone.now())


@transaction.atomic
def withdraw(reviewer: OutsideReviewer, user) -> None:
    """At once, by one person: links that are open are dead from now on. Raises SignOffError where it was done before."""
    reviewer = OutsideReviewer.objects.select_for_update().get(pk=reviewer.pk)
    if reviewer.withdrawn_at:
        raise SignOffError(_("%(name)s was withdrawn already.") % {"name": reviewer.name})
    log(reviewer, WITHDRAWN, user=user, data={"links": open_links(reviewer).count()})
    reviewer.withdrawn_by, reviewer.withdrawn_at = user, timezone.now()
    reviewer.save(update_fields=["withdrawn_by", "withdrawn_at"])
