"""Words that must not stand on the side of a card that others see."""

import re
import unicodedata

# The beginnings of words in the site's languages, without accents.
TELLING = (
    "prostitu", "sex", "escort", "proxenet", "racolage", "putain", "pimp", "whore", "hooker", "traffick", "проститу", "секс", "сводни",
)  # fmt: skip
# Arabic puts articles and particles before its words, Chinese puts nothing between them.
TELLING_ANYWHERE = ("دعارة", "بغاء", "卖淫", "嫖", "性交易", "性工作")
BEGINNING = re.compile(rf"(?<![^\W_])(?:{'|'.join(TELLING)})\w*", re.IGNORECASE)
ANYWHERE = re.compile("|".join(TELLING_ANYWHERE))


def telling(text: str) -> str:
    """The first word by which somebody who sees the card would learn what it is for; empty where there is none."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    found = BEGINNING.search(unicodedata.normalize("NFC", plain)) or ANYWHERE.search(text)
    return found[0] if found else ""
