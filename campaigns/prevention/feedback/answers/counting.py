"""A form that was sent becomes one more in each total, and is not kept."""

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from campaigns.prevention.feedback.models import Round, Tally, UsedTicket


class ClosedError(Exception):
    """The round closed before the form came."""


def count(round: Round, ticket: str, chosen: Mapping[str, int]) -> None:
    """Add one to the total of each chosen answer, once for a ticket. `ticket` is a digest. Raises ClosedError.

    The round is locked first: forms that come together wait for each other, and a second one with the same ticket sees it.
    """
    with transaction.atomic():
        still_open = Round.objects.select_for_update().filter(pk=round.pk, closes_at__gt=timezone.now())
        if still_open.first() is None:
            raise ClosedError
        if UsedTicket.objects.filter(round=round, digest=ticket).exists():
            return
        UsedTicket.objects.create(round=round, digest=ticket)
        Round.objects.filter(pk=round.pk).update(forms=F("forms") + 1)
        answers = reduce(or_, (Q(question=question, answer=answer) for question, answer in chosen.items()))
        Tally.objects.filter(answers, round=round).update(count=F("count") + 1)
