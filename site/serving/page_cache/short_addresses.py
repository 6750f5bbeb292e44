"""Short addresses, `/<beginning>/<code>` and `/<beginning>/<code>/<language>`: each leads on, to a page in the visitor's language.

What one answers depends on its code, on the language, and on whether the query has one of a few parameters: it is kept once
for each of these, however the address is spelled.
"""

from urllib.parse import parse_qsl

_beginnings: dict[str, frozenset[str]] = {}


def lead_on(beginning: str, parameters: frozenset[str]) -> None:
    """For a room to say, when it is loaded, how its short addresses begin, and what in their query changes more than where they lead."""
    _beginnings[beginning] = parameters


def are_at(beginning: str) -> bool:
    return beginning in _beginnings


def asked(path: str, query: str) -> str:
    """Which of its parameters the query has, whatever it says of them: who varies them fills no memory."""
    parameters = _beginnings[path.split("/", 2)[1]]
    return "&".join(sorted({name for name, _value in parse_qsl(query, keep_blank_values=True) if name in parameters}))


def spelled(path: str) -> tuple[str, str] | None:
    """The one spelling of a short address without its language, and that; None for what is none."""
    _empty, beginning, code, *rest = path.split("/", 3)
    language = rest[0].lower().removesuffix("/") if rest else ""
    return (f"/{beginning}/{code.lower()}", language) if code.isascii() and code.isalnum() else None
