"""What the doctor looks at: whether forms can take messages."""

from core.upkeep.doctor import Finding, check, ok, problem
from letterbox.models import CorrectionPage, FormPage, Message
from letterbox.sealing import MESSAGES


@check("messages", needs_database=True)
def messages() -> Finding:
    forms = FormPage.objects.live().count() + CorrectionPage.objects.live().count()
    if MESSAGES.can_seal() or not (forms or Message.objects.exists()):
        return ok(f"{forms} forms take messages.")
    return problem(f"{forms} forms take no message: MESSAGE_KEY is not set.", "Make a key as docs/operations.md says.")
