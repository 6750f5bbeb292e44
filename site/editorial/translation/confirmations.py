"""Sentences whose sense a machine doubts: somebody who may approve, and wrote none of the text, confirms them by name.

A confirmation holds for exactly the words of both sides and for the kinds of doubt that were shown; it can be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.models import ConfirmedSentence, LegalReview, Publication
from editorial.sign_off import four_eyes


def digest_of(source: str, target: str) -> str:
    """Names a sentence and its translation together."""
    return sha256("\0".join((source, target)).encode()).hexdigest()


@dataclass(frozen=True)
class Doubt:
    """A sentence that may say something else than its source, and who confirmed that it does not."""

    digest: str
    source: str
    target: str
    kinds: frozenset[str]
    messages: tuple[str, ...]
    confirmation: ConfirmedSentence | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmation is not None


def of(translations: Iterable[Translation]) -> dict[tuple[int, str], ConfirmedSentence]:
    """{(translation, digest): its confirmation}."""
    found = ConfirmedSentence.objects.filter(translation__in=[one.pk for one in translations])
    return {(one.translation_id, one.digest): one for one in found}


def refusal(instance, user) -> str:
    """Why a person may not confirm sentences of a text; nothing where they may."""
    if not _reviewers().filter(pk=user.pk).exists() and not user.is_superuser:
        return _("Those confirm it who may approve the text and wrote nothing of it.")
    if four_eyes.of_account(user) & _writers(instance):
        return _("You wrote a part of this text: somebody else who may approve it confirms its sentences.")
    return ""


def who_may(instance) -> str:
    """The names of those who may; or what to do where there is nobody."""
    wrote = _writers(instance)
    names = [four_eyes.name_of(one) for one in _reviewers() if not four_eyes.of_account(one) & wrote]
    if names:
        return _("Who may: %(people)s.") % {"people": get_text_list(names, _("or"))}
    return _("Nobody may at present: an administrator gives another person a role that approves.")


@transaction.atomic
def confirm(translation: Translation, instance, doubt: Doubt, user) -> None:
    """SignOffError where this person may not."""
    if reason := refusal(instance, user):
        raise SignOffError(f"{reason} {who_may(instance)}")
    said = {"kinds": sorted(doubt.kinds), "user": user, "name": four_eyes.name_of(user)}
    ConfirmedSentence.objects.update_or_create(translation=translation, digest=doubt.digest, defaults=said)
    log(instance=instance, action="editorial.sentence_confirmed", user=user, data={"kinds": sorted(doubt.kinds)})


@transaction.atomic
def take_back(translation: Translation, instance, digest: str, user) -> None:
    """SignOffError where this person may not; the sentence is asked about again."""
    if reason := refusal(instance, user):
        raise SignOffError(f"{reason} {who_may(instance)}")
    gone, _rows = ConfirmedSentence.objects.filter(translation=translation, digest=digest).delete()
    if gone:
        log(instance=instance, action="editorial.sentence_doubted", user=user)


def _reviewers():
    """The accounts that decide about a step of the sign-off."""
    groups = {group for task in (LegalReview, Publication) for group in task.objects.values_list("groups", flat=True)}
    return get_user_model().objects.filter(is_active=True, groups__in=groups - {None}).distinct().order_by("pk")


def _writers(instance) -> four_eyes.Hands:
    wrote = four_eyes.authors(instance, instance.get_latest_revision())
    writers = get_user_model().objects.filter(pk__in=wrote)
    return frozenset().union(*map(four_eyes.of_account, writers))
