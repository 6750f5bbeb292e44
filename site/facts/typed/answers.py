"""Who answers, by name, for a number that stays typed: for this number, in this sentence, in this language."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import Page

from facts.typed.models import AnsweredNumber

ANSWERED, REVOKED = "facts.typed_answered", "facts.typed_revoked"


def may_answer(user: Any, page: Page) -> bool:
    """Who may edit the page, or decides about it while it is in review."""
    return page.permissions_for_user(user).can_edit()


@transaction.atomic
def answer(page: Page, text: str, sentence: str, digest: str, *, user: Any, reason: str) -> AnsweredNumber:
    """ValidationError where there is no reason; who answers again takes the place of who did before."""
    made = AnsweredNumber(
        translation_key=page.translation_key,
        locale=page.locale,
        text=text,
        sentence=sentence,
        digest=digest,
        reason=reason.strip(),
        user=user,
        name=user.get_full_name() or user.get_username(),
    )
    made.full_clean(validate_unique=False, validate_constraints=False)
    same = AnsweredNumber.objects.filter(
        translation_key=made.translation_key, locale=made.locale, text=text, digest=digest
    )
    same.delete()
    made.save()
    log(page, ANSWERED, user=user, data={"text": text, "sentence": sentence, "reason": made.reason})
    return made


@transaction.atomic
def revoke(page: Page, given: AnsweredNumber, *, user: Any) -> None:
    log(page, REVOKED, user=user, data={"text": given.text, "sentence": given.sentence, "name": given.name})
    given.delete()


@receiver(post_delete, sender=Page)
def forget_answers(sender: Any, instance: Page, **kwargs: Any) -> None:
    AnsweredNumber.objects.filter(translation_key=instance.translation_key, locale=instance.locale_id).delete()
