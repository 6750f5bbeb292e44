"""Ways to reach an entry, each as a link that the visitor's telephone or browser understands."""

import re
from dataclasses import dataclass

from campaigns.outreach.directory.sheets.telephones import from_abroad


@dataclass(frozen=True)
class Way:
    """`kind` is the field's name; `link` is empty where a number cannot be written as one."""

    kind: str
    shown: str
    link: str


def digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


def ways(entry) -> list[Way]:
    """Each way that the entry has, the quickest first."""
    abroad = {name: from_abroad(getattr(entry, name)) for name in ("whatsapp", "signal")}
    links = {
        "telephone": f"tel:{digits(entry.telephone)}",
        "sms": f"sms:{digits(entry.sms)}",
        "whatsapp": abroad["whatsapp"] and f"https://wa.me/{abroad['whatsapp']}",
        "signal": abroad["signal"] and f"https://signal.me/#p/+{abroad['signal']}",
        "chat_url": entry.chat_url,
        "website": entry.website or entry.organisation.website,
    }
    values = {"website": links["website"]} | {name: getattr(entry, name) for name in links if name != "website"}
    return [Way(name, values[name], link) for name, link in links.items() if values[name]]
