"""Ways to reach an entry, each as a link that the visitor's telephone or browser understands."""

import re
from dataclasses import dataclass

# Numbers that begin so belong to a territory with a country code of its own (Arcep, plan national de numérotation).
OVERSEAS = {
    "0590": "590", "0690": "590", "0691": "590",
    "0594": "594", "0694": "594",
    "0596": "596", "0696": "596", "0697": "596",
    "0262": "262", "0263": "262", "0269": "262", "0639": "262", "0692": "262", "0693": "262",
}  # fmt: skip
FICTITIOUS = "063998"  # in the middle of those of Mayotte: numbers of mainland France that are nobody's


@dataclass(frozen=True)
class Way:
    """`kind` is the field's name; `link` is empty where a number cannot be written as one."""

    kind: str
    shown: str
    link: str


def digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


def international(number: str) -> str:
    """Digits with the country's code and without a plus; empty where the country is not certain."""
    plain = digits(number)
    if plain.startswith("+"):
        return plain[1:]
    if plain.startswith("00"):
        return plain[2:]
    if re.fullmatch(r"0[1-9]\d{8}", plain):
        country = "33" if plain.startswith(FICTITIOUS) else OVERSEAS.get(plain[:4], "33")
        return country + plain[1:]
    return ""


def ways(entry) -> list[Way]:
    """Each way that the entry has, the quickest first."""
    abroad = {name: international(getattr(entry, name)) for name in ("whatsapp", "signal")}
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
