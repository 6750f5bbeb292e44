"""What whoever leads a group does: opens a questionnaire, closes it, opens it again after the sessions. And what time does."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.prevention.feedback.group import codes
from campaigns.prevention.feedback.models import Questionnaire, Round, Tally, UsedTicket
from campaigns.prevention.kits.models import KitPage

KEPT_FOR = timedelta(days=365)
KEY_BYTES = 24
TRIES = 20  # to draw a code that no other round has: one in millions is taken


def questions_of(kit: KitPage) -> list[dict[str, Any]]:
    """The questions of a kit as they are now, as plain data."""
    return [
        {
            "id": block.id,
            "question": block.value["question"],
            "answers": list(block.value["answers"]),
            "right": block.value.right,
            "verdict": block.value.verdict,
            "why": block.value["why"],
        }
        for block in kit.evaluation
    ]


def open_for(kit: KitPage, moment: str) -> tuple[Round, str]:
    """A questionnaire for one group, and the key to it, which nobody can read from what is kept."""
    key = secrets.token_urlsafe(KEY_BYTES)
    with transaction.atomic():
        questionnaire = Questionnaire.objects.create(
            kit=kit,
            language=kit.locale.language_code,
            title=kit.title,
            questions=questions_of(kit),
            key_digest=digest(key),
        )
        return _open(questionnaire, moment), key


def open_after(questionnaire: Questionnaire) -> None:
    """The same questions after the sessions: what is still open before them closes. Opened once, however often it is asked."""
    with transaction.atomic():
        rounds = list(Questionnaire.objects.select_for_update().get(pk=questionnaire.pk).rounds.all())
        if any(one.moment == Round.Moment.AFTER for one in rounds):
            return
        for one in rounds:
            close(one)
        _open(questionnaire, Round.Moment.AFTER)


def close(round: Round) -> None:
    now = timezone.now()
    with transaction.atomic():
        Round.objects.filter(pk=round.pk, closes_at__gt=now).update(closes_at=now)
        round.used_tickets.all().delete()


def questionnaire_of(key: str) -> Questionnaire | None:
    """Found by the digest of the key, and compared in constant time."""
    wanted = digest(key)
    found = Questionnaire.objects.filter(key_digest=wanted).first()
    return found if found and hmac.compare_digest(found.key_digest, wanted) else None


def forget() -> tuple[int, int]:
    """Questionnaires that closed a year ago, and the used forms of rounds that have closed: how many of each went."""
    now = timezone.now()
    recent = Round.objects.filter(closes_at__gt=now - KEPT_FOR).values("questionnaire")
    old = Questionnaire.objects.exclude(pk__in=recent)
    gone = old.count()
    old.delete()
    tickets, _each = UsedTicket.objects.filter(round__closes_at__lte=now).delete()
    return gone, tickets


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _open(questionnaire: Questionnaire, moment: str) -> Round:
    made = _with_a_code(questionnaire, moment)
    Tally.objects.bulk_create(
        Tally(round=made, question=question["id"], answer=place)
        for question in questionnaire.questions
        for place in range(len(question["answers"]))
    )
    return made


def _with_a_code(questionnaire: Questionnaire, moment: str) -> Round:
    for _try in range(TRIES):
        code = codes.draw()
        if Round.objects.filter(code=code).exists():
            continue
        try:
            with transaction.atomic():
                return Round.objects.create(questionnaire=questionnaire, moment=moment, code=code)
        except IntegrityError:  # drawn by another at the same moment
            continue
    raise RuntimeError("no code is free: too many questionnaires are open")
