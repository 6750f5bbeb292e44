"""Withdraw a correction: the words that were live before are live again, whole or not at all."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext, log
from wagtail.models import WorkflowState

from core.publication import circulation, page_rules
from core.publication.sign_off import SignOffError, digest
from editorial.access.reach import may_publish
from editorial.correction import telling, versions
from editorial.correction.telling import WITHDRAWN
from editorial.correction.versions import Text, Version
from editorial.models import Approval

MAY = "editorial.add_takedown"


def may_withdraw(user, instances: Collection[Any]) -> bool:
    """As for a takedown: whoever may take down, and may publish each text."""
    return user.has_perm(MAY) and all(may_publish(user, one) for one in instances)


def marks(texts: Sequence[Text]) -> str:
    """What was seen: it moves with any of the texts."""
    return " ".join(sorted(f"{text.name}={text.mark}" for text in texts))


@transaction.atomic
def withdraw(thing: Any, chosen: dict[str, int], seen: str, reason: str, user, recalled: Collection[str] = ()) -> None:
    """Bring back the versions that were `chosen`, {name of a text: version}, and recall the copies with these keys.

    Raises SignOffError without a reason, where a text has moved since it was `seen`, and where a version may not come back.
    """
    if not reason.strip():
        raise SignOffError(_("Say why: the reason stays in the history, and whoever is told reads it."))
    _hold(thing)
    texts = versions.of(type(thing)._base_manager.get(pk=thing.pk))
    if marks(texts) != seen:
        raise SignOffError(_("Something of it went live or was withdrawn meanwhile: look again at what would change."))
    going = [(text, _chosen(text, chosen[text.name])) for text in texts if chosen.get(text.name)]
    if not going:
        raise SignOffError(_("Choose the version that comes back."))
    if not may_withdraw(user, [text.instance for text, _version in going]):
        raise SignOffError(_("Only who may publish each of these texts withdraws a correction."))
    for text, version in going:
        with LogContext(user):
            _bring_back(text.instance, version, reason.strip(), user)
    circulation.recall(recalled, reason.strip(), user)
    transaction.on_commit(partial(telling.begin, thing), robust=True)  # once the mails of the recall are known


def _hold(thing: Any) -> None:
    """Nobody publishes or withdraws any of it meanwhile. In one order, so that two who do this wait and do not block each other."""
    for one in sorted(versions.together(thing), key=lambda one: (one._meta.label, one.pk)):
        list(type(one)._base_manager.select_for_update(of=("self",)).filter(pk=one.pk).values_list("pk"))


def _chosen(text: Text, pk: int) -> Version:
    version = next((version for version in text.versions if version.pk == pk), None)
    if version is None or not version.is_as_approved:
        said = _("“%(title)s” cannot go back to this version: its words are not approved any more.")
        raise SignOffError(said % {"title": text.instance})
    page_rules.refuse(version.revision.as_object())  # what pages may say has changed since, perhaps
    return version


def _bring_back(instance: Any, version: Version, reason: str, user) -> None:
    wrong, since, author = digest(instance), version.replaced_at, _handed_in_by(instance)
    approvals = Approval.objects.of(instance)
    approvals.filter(pk__in=[version.approval.pk, version.legal.pk]).update(spent_at=None)
    revision = _revision(instance, version, user)
    revision.publish(user=user)
    approvals.filter(digest=wrong).update(was_live=False)
    data = {"reason": reason, "revision": version.revision.pk, "since": since.isoformat(), "handed_in_by": author}
    log(instance, WITHDRAWN, user=user, data=data, revision=revision)


def _handed_in_by(instance: Any) -> int | None:
    """The account that handed in the words that are live; where nobody did, that wrote them."""
    found = WorkflowState.objects.filter(
        base_content_type=instance.get_base_content_type(),
        object_id=str(instance.pk),
        status=WorkflowState.STATUS_APPROVED,
    )
    asked = found.order_by("-pk").values_list("requested_by", flat=True).first()
    return asked or (instance.live_revision.user_id if instance.live_revision else None)


def _revision(instance: Any, version: Version, user):
    """A new one of the same words, so that no editor opens the wrong ones; a draft that somebody has begun since stays the latest."""
    draft, expires = version.revision.as_object(), instance.expire_at
    draft.go_live_at, draft.expire_at = None, expires
    if instance.latest_revision_id == instance.live_revision_id:
        return draft.save_revision(user=user, log_action=True, previous_revision=version.revision)
    version.revision.content |= {"go_live_at": None, "expire_at": expires and expires.isoformat()}
    return version.revision
