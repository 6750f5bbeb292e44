"""Review by mail: a link for one person whom the site knows, for certain words, until a day, once.

The link holds a signed number and nothing else, and its address is in the mail alone. Opening it records nothing, since
scanners of mail open links too.
"""

import logging
from datetime import timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.contrib.admin.utils import quote
from django.core import signing
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from core.publication.sign_off import SignOffError, digest_of
from editorial.models import Approval, OutsideReviewer, ReviewedItem, ReviewLink, Step
from editorial.review import mails, outside_comments, outside_reviewers
from editorial.sign_off import four_eyes
from editorial.sign_off.approvals import approve
from editorial.sign_off.tasks import locked
from editorial.translation.sources import source_of, translations_of

logger = logging.getLogger(__name__)

SALT = "editorial.review_link"
DECIDED = "editorial.review_link.decided"
KEPT = timedelta(days=365)  # the address of a reviewer, after the link has ended


class ClosedLinkError(Exception):
    """A link that may not be used any more, or never was one; says why, and with which HTTP status."""

    def __init__(self, reason: str, status: int):
        super().__init__(reason)
        self.reason = reason
        self.status = status


def in_legal_review(instance) -> list:
    """The versions of a page or snippet, in all its languages, that are in legal review now, the source first."""
    source = source_of(instance) or instance
    source = source.specific if isinstance(source, Page) else source
    return [version for version in [source, *translations_of(source)] if _step(version) == Step.LEGAL]


def address_to_create(instance, user, task_state) -> str:
    """Where a link is made for a text that is in legal review; empty for whoever may not make one."""
    if (
        task_state is None
        or task_state.task.specific.step != Step.LEGAL
        or not user.has_perm("editorial.add_reviewlink")
    ):
        return ""
    return reverse("review_link_create", args=[instance._meta.app_label, instance._meta.model_name, quote(instance.pk)])


@transaction.atomic
def create(instance, *, reviewer, days: int, user) -> ReviewLink:
    """A link for all that is in legal review of this text, sent by mail to an account or an outside reviewer.

    Raises SignOffError where nothing is in legal review, where the reviewer may not review by a link, and where the link
    would let somebody approve what they wrote.
    """
    versions = in_legal_review(instance)
    if not versions:
        raise SignOffError(_("Nothing of this text is in legal review: have it submitted first."))
    link = ReviewLink(created_by=user, expires_at=timezone.now() + timedelta(days=days), email=reviewer.email)
    if isinstance(reviewer, OutsideReviewer):
        link.outside, link.reviewer = reviewer, reviewer.name
    else:
        link.account, link.reviewer = reviewer, four_eyes.name_of(reviewer)
    _refuse_unknown(link)
    if four_eyes.of_account(user) & outside_reviewers.hands_of(reviewer):
        raise SignOffError(_("A link is for somebody else: you would be sent it yourself."))
    link.save()
    for version in versions:
        revision = version.get_latest_revision()
        _refuse_author(version, revision, user, reviewer)
        ReviewedItem.objects.create(
            link=link,
            base_content_type=version.get_base_content_type(),
            object_id=str(version.pk),
            revision=revision,
            digest=digest_of(revision),
        )
    transaction.on_commit(lambda: send(link))
    return link


def _refuse_unknown(link: ReviewLink) -> None:
    if not outside_reviewers.is_in_force(link):
        raise SignOffError(
            _("%(name)s does not review for this site: choose an account with legal review, or a confirmed reviewer.")
            % {"name": link.reviewer}
        )


def _refuse_author(version, revision, user, reviewer) -> None:
    wrote = four_eyes.Step(version.current_workflow_task, version, revision).barred.wrote
    if four_eyes.of_account(user) & wrote:
        raise SignOffError(_("You wrote a part of this text: somebody else has to choose who reviews it."))
    if outside_reviewers.hands_of(reviewer) & wrote:
        raise SignOffError(_("This is the address of somebody who wrote a part of the text."))


def address(link: ReviewLink) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse("review", args=[signing.dumps(link.pk, salt=SALT)])


def open_link(token: str, *, lock: bool = False) -> ReviewLink:
    """The link that a token names. Raises ClosedLinkError where it is no longer, or never was, to be used."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise ClosedLinkError(
            _("This is not a review link of this site. Check that the whole address was copied."), 403
        ) from None
    links = ReviewLink.objects.select_for_update(of=["self"]) if lock else ReviewLink.objects
    links = links.select_related("outside__proposed_by", "account", "created_by")
    link = links.filter(pk=pk).first()
    if link is None:
        raise ClosedLinkError(_("This review link no longer exists."), 410)
    if link.decided_at:
        raise ClosedLinkError(
            _("This link was used already: the decision is recorded, and nothing was added to it."), 410
        )
    if link.revoked_at:
        raise ClosedLinkError(_("This link was withdrawn by the team that sent it."), 410)
    if link.expires_at <= timezone.now():
        raise ClosedLinkError(_("This link has expired. Ask the team that sent it for a new one."), 410)
    if not outside_reviewers.is_in_force(link):
        raise ClosedLinkError(_("The team no longer asks this reviewer: the link has ended."), 410)
    return link


def items(link: ReviewLink) -> list[ReviewedItem]:
    """What a link shows. Raises ClosedLinkError where any of it changed since, or has left legal review."""
    found = list(link.items.select_related("revision", "base_content_type"))
    for item in found:
        instance = item.instance.specific if isinstance(item.instance, Page) else item.instance
        unchanged = instance and digest_of(instance.get_latest_revision()) == item.digest
        if not unchanged or _step(instance) != Step.LEGAL:
            raise ClosedLinkError(
                _(
                    "The text has changed since this link was made, or is no longer in review. Ask the team for a new link."
                ),
                409,
            )
        item.version = instance
    return found


@transaction.atomic
def decide(token: str, *, approved: bool, name: str, comment: str) -> ReviewLink:
    """Record the decision, once, about the words that the link showed and no others; all of them, or none.

    Whoever asks for changes without a comment asks what they said at the sentences.
    Raises ClosedLinkError, or SignOffError where a text may not be approved as it is.
    """
    link = open_link(token, lock=True)
    if not approved:
        comment = comment or outside_comments.as_one_text(link)
    said = f"{name} <{link.email}>" + (f": {comment}" if comment else "")
    steps = [(item.version.current_workflow_task_state, item) for item in items(link)]
    for state, item in sorted(steps, key=lambda step: step[0].pk if step[0] else 0):
        state = locked(state)
        if approved:
            approve(state, Step.LEGAL, reviewer=name, link=link, comment=comment)
            state.approve(user=None, comment=said)
        else:
            state.reject(user=None, comment=said)
        log(
            instance=item.version,
            action=DECIDED,
            revision=item.revision,
            data={"reviewer": name, "email": link.email, "approved": approved, "comment": comment},
        )
    link.decided_at, link.approved, link.comment, link.reviewer = timezone.now(), approved, comment, name
    link.save()
    transaction.on_commit(partial(mails.tell_of_decision, link), robust=True)
    return link


def _step(instance) -> str:
    task = instance.current_workflow_task
    return getattr(task, "step", "")


def send(link: ReviewLink) -> bool:
    """Mail the link to its reviewer; whether the mail server took it."""
    context = {"link": link, "address": address(link), "items": list(link.items.all())}
    subject = _("A text awaits your legal review until %(day)s") % {
        "day": date_format(timezone.localtime(link.expires_at), "SHORT_DATE_FORMAT")
    }
    try:
        taken = send_mail(subject, render_to_string("editorial/review/mail.txt", context), None, [link.email])
    except (OSError, SMTPException) as error:
        # What the server answered may quote the mail, and with it the address.
        logger.warning("The mail of review link %d was not taken: %s", link.pk, type(error).__name__)
        return False
    if taken:
        link.sent_at = timezone.now()
        link.save(update_fields=["sent_at"])
    return bool(taken)


def forget() -> int:
    """Remove the addresses of links that ended long ago, from the log of decisions too; how many links.

    With them those of reviewers who were withdrawn as long ago, and the traces by which approvals that are spent compare people.
    """
    old = timezone.now() - KEPT
    for kind in (PageLogEntry, ModelLogEntry):
        decided = kind.objects.filter(action=DECIDED, timestamp__lt=old, data__has_key="email")
        for entry in decided:
            del entry.data["email"]
            entry.save(update_fields=["data"])
    OutsideReviewer.objects.filter(withdrawn_at__lt=old).update(email="")
    Approval.objects.filter(spent_at__lt=old).update(hands=[])
    return ReviewLink.objects.filter(expires_at__lt=old).exclude(email="").update(email="")
