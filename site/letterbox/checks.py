"""What the doctor looks at: whether forms can take messages, whether these can be opened, and whether anybody reads them."""

from collections.abc import Iterator

from django.contrib.auth.models import Group

from core.protection.seals import SealingError
from core.upkeep.doctor import Finding, check, ok, problem
from letterbox.models import CorrectionPage, FormPage, Message, MessageFormPage
from letterbox.post import keeping
from letterbox.sealing import MESSAGES


@check("messages", needs_database=True)
def messages() -> list[Finding]:
    forms = [form for model in (FormPage, CorrectionPage) for form in model.objects.live().select_related("locale")]
    return [*_key(len(forms)), *_readers(forms)] or [ok(f"{len(forms)} forms take messages.")]


def _key(forms: int) -> Iterator[Finding]:
    oldest = Message.objects.kept().last()
    if not MESSAGES.can_seal():
        if forms or oldest:
            remedy = "Set it to a key made as docs/operations.md says (Messages from the public), and restart."
            yield problem(f"{forms} forms take no message: MESSAGE_KEY is not set.", remedy)
    elif oldest:
        try:
            keeping.open_sealed(oldest)
        except SealingError:
            remedy = "Put the key that sealed it back after the newer one (MESSAGE_KEY=new,old), and restart."
            yield problem("No key in MESSAGE_KEY opens the oldest message.", remedy)


def _readers(forms: list[MessageFormPage]) -> Iterator[Finding]:
    read = set(Group.objects.filter(user__is_active=True).values_list("pk", flat=True))
    if unread := [f"{form.title} ({form.locale.language_code})" for form in forms if form.readers_id not in read]:
        remedy = "Give somebody the role that reads them, or choose another role in the form."
        yield problem(f"Nobody reads what is sent by: {', '.join(unread)}.", remedy)
