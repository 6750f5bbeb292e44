"""An answer goes to the address that the sender gave, and stays sealed beside the message."""

import logging
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import Operator
from core.protection.seals import SealingError
from letterbox.models import CorrectionPage, FormPage, Message, State
from letterbox.post import keeping

logger = logging.getLogger(__name__)


class NotSentError(Exception):
    """The answer did not leave; the message says what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def answer(message: Message, text: str, user) -> None:
    """Raises NotSentError where there is no address, or the mail server is away; nothing is changed then."""
    try:
        opened, given = keeping.open_sealed(message), keeping.given_answers(message)
    except SealingError as error:
        raise NotSentError(error.message) from error
    if not opened.reply_to:
        raise NotSentError(_("This person left no address."))
    try:
        EmailMessage(_subject(message), text, to=[opened.reply_to], reply_to=_address_of_the_operator()).send()
    except (OSError, SMTPException) as error:
        logger.warning("the answer to a message could not be sent: %s", type(error).__name__)
        raise NotSentError(
            _("The answer could not be sent. Your text is still here: please try again in a few minutes.")
        ) from None
    by = user.get_full_name() or user.get_username()
    given.append({"at": timezone.localtime().isoformat(timespec="minutes"), "by": by, "text": text})
    sealed = keeping.seal_answers(given)
    Message.objects.filter(pk=message.pk).update(sealed_answers=sealed, state=State.ANSWERED, handler=user)


def beginning(message: Message) -> str:
    """What editors propose, in the language of the form."""
    for model in (FormPage, CorrectionPage):
        if found := model.objects.filter(pk=message.form_id).values_list("answer_template", flat=True).first():
            return found
    return ""


def _address_of_the_operator() -> list[str]:
    """Where somebody who answers is read: no mail comes back into the letterbox."""
    operator = Operator.objects.filter(site__is_default_site=True).first()
    return [operator.contact_email] if operator and operator.contact_email else []


def _subject(message: Message) -> str:
    with override(message.language):
        return _("Your message %(reference)s") % {"reference": message.reference}
