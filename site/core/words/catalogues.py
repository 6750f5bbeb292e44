"""The catalogues of the interface, `locale/<language>/LC_MESSAGES/django.po`: extracted, updated and compiled without GNU gettext."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_javascript, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

from core.words import libraries

ROOMS = ["site", "campaigns", "home"]
# Not for people: the demonstration's French, and what machines alone read.
LEFT_OUT = ("migrations", "demo")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""


def paths() -> list[Path]:
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def compile_catalogues() -> list[Path]:
    """Compile each catalogue that changed since it was compiled; returns what was written."""
    written = []
    for source in [*paths(), *libraries.catalogues()]:
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Several processes may start in a fresh clone at once: each writes a file of its own.
        with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
            write_mo(file, _read(source))
        part = Path(file.name)
        part.chmod(0o644)
        part.replace(target)
        # What this process has already read of the language, it reads anew.
        translation_file_changed(None, target)
        written.append(target)
    return written


def update_catalogues() -> dict[str, Catalog]:
    """Bring each catalogue up to date with the code and the templates, and write it; {language: catalogue}."""
    template = extract()
    updated = {}
    for path in paths():
        catalogue = _updated(path, template)
        path.write_bytes(_text(catalogue))
        updated[path.parts[-3]] = catalogue
    return updated


def problems() -> list[str]:
    """What keeps the catalogues from being complete and up to date, a line each."""
    template = extract()
    found = []
    for path in paths():
        language, catalogue = path.parts[-3], _updated(path, template)
        if _text(catalogue) != path.read_bytes():
            found.append(f"{language}: not up to date with the code; run `make messages`")
        found += [
            f"{language}: not translated: {message.id!r}"
            for message in catalogue
            if message.id and not _is_complete(message)
        ]
        found += [f"{language}: marked fuzzy: {message.id!r}" for message in catalogue if message.id and message.fuzzy]
        found += [
            f"{language}: {message.id!r}: {error}"
            for message, errors in catalogue.check()
            if _is_complete(message)
            for error in errors
        ]
    return found


def extract() -> Catalog:
    """Every string that the code and the templates mark as translatable."""
    template = Catalog()
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and not set(LEFT_OUT) & set(
                path.relative_to(settings.BASE_DIR).parts
            ):
                for _line, text, comments, context in _messages(path):
                    template.add(
                        text,
                        locations=[(str(path.relative_to(settings.BASE_DIR)), None)],
                        auto_comments=comments,
                        context=context,
                    )
    return template


def _messages(path: Path) -> Iterator[tuple]:
    if path.suffix == ".py":
        reader, source = extract_python, path.read_bytes()
    else:
        # Django turns a template into calls of gettext with noise between them, which a lexer of JavaScript tolerates.
        reader, source = extract_javascript, templatize(path.read_text(), origin=str(path)).encode()
    for line, function, arguments, comments in reader(BytesIO(source), KEYWORDS.keys(), ["Translators:"], {}):
        if arguments is None:
            continue  # what is translated stands in a variable; it is marked where it is written
        yield line, *_arguments(function, arguments, comments)


def _arguments(function: str, arguments, comments: list[str]) -> tuple:
    """(text or (singular, plural), comments, context) of a call."""
    texts = [arguments] if isinstance(arguments, str) else list(arguments)
    spec = KEYWORDS[function] or (1,)
    context = next((texts[position[0] - 1] for position in spec if isinstance(position, tuple)), None)
    chosen = [texts[position - 1] for position in spec if isinstance(position, int)]
    return tuple(chosen) if len(chosen) > 1 else chosen[0], comments, context


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3].replace("-", "_"))


def _updated(path: Path, template: Catalog) -> Catalog:
    catalogue = _read(path)
    # A copy: Babel puts the very messages of the template into the catalogue, where they are then changed.
    catalogue.update(deepcopy(template), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if path.parts[-3] == libraries.SOURCE_LANGUAGE:
        for message in catalogue:
            if message.id:
                message.string = message.id
    return catalogue


def _is_complete(message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def _text(catalogue: Catalog) -> bytes:
    """The file, with a header that says nothing that changes from one day to the next."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)
    return (
        HEADER.format(language=catalogue.locale_identifier, plural=catalogue.plural_forms).encode() + buffer.getvalue()
    )
