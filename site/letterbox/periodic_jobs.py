"""The periodic work of this room."""

from datetime import timedelta

from core.upkeep.periodic import periodic
from letterbox import telling
from letterbox.post import keeping


@periodic(every=timedelta(hours=1), description="Deletes messages from the public whose day has come.")
def forget_messages() -> str:
    return f"{keeping.forget_due()} messages deleted"


@periodic(every=timedelta(minutes=5), description="Tells those who read messages from the public that some wait.")
def tell_of_messages() -> str:
    return f"{telling.tell()} mails"
