"""A message is sealed, kept until its day, and forgotten."""

import json
import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from letterbox.models import Kind, Message, MessageFormPage
from letterbox.models.message import last_day
from letterbox.post.forms import ABOUT, MAIL, LetterForm, answers, page_about
from letterbox.sealing import MESSAGES

LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"  # none is taken for another
TRIES = 20


@dataclass(frozen=True)
class Opened:
    """What was sent, in clear: (what was asked, what was answered), and the address for the answer, or nothing."""

    answers: list[tuple[str, str]]
    reply_to: str


@dataclass(frozen=True)
class Written:
    """A message as it came: `ticket` tells the form that was sent from all others, `about` is the page with an error."""

    ticket: str
    answers: list[tuple[str, str]]
    reply_to: str = ""
    about: Page | None = None


def written(page: MessageFormPage, form: LetterForm) -> Written:
    about = page_about(form.cleaned_data[ABOUT], page.locale_id) if page.kind == Kind.CORRECTION else None
    return Written(form.ticket, answers(page, form), form.cleaned_data.get(MAIL, ""), about)


def keep(page: MessageFormPage, said: Written) -> Message:
    """Raises SealingError where there is no key. Sent twice, it is kept once."""
    sealed = _seal({"answers": said.answers, "reply_to": said.reply_to})
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return _row(page, said, sealed)
        except IntegrityError:  # the same form at the same moment, or a reference that is taken
            if found := known(said.ticket):
                return found
    raise RuntimeError("no reference is free")


def known(ticket: str) -> Message | None:
    return Message.objects.kept().filter(ticket=ticket).first()


def open_sealed(message: Message) -> Opened:
    """Raises SealingError where no key opens it. Whoever calls has asked who may read it."""
    said = _unsealed(message.sealed)
    return Opened([tuple(pair) for pair in said["answers"]], said["reply_to"])


def given_answers(message: Message) -> list[dict[str, str]]:
    """{"at", "by", "text"} of each answer that was mailed."""
    return _unsealed(message.sealed_answers) if message.sealed_answers else []


def seal_answers(given: list[dict[str, str]]) -> str:
    return _seal(given)


def forget_due() -> int:
    """Those whose day has come; returns how many."""
    gone, _each = Message.objects.filter(delete_on__lte=timezone.localdate()).delete()
    return gone


def _row(page: MessageFormPage, said: Written, sealed: str) -> Message:
    return Message.objects.create(
        reference=_reference(),
        ticket=said.ticket,
        form_id=page.pk,
        form_title=page.title,
        kind=page.kind,
        readers_id=page.readers_id,
        language=page.locale.language_code,
        about=said.about,
        sealed=sealed,
        delete_on=last_day(page.kept_days),
    )


def _reference() -> str:
    drawn = "".join(secrets.choice(LETTERS) for _letter in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def _seal(said: dict | list) -> str:
    return MESSAGES.seal(json.dumps(said).encode()).decode()


def _unsealed(sealed: str) -> dict | list:
    return json.loads(MESSAGES.unseal(sealed.encode()))
