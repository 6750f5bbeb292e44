"""What libraries say in the admin, in the languages of the site.

What they say badly in one, or not at all, `locale/libraries/` says: catalogues of ours, written by hand, until theirs say it.
"""

import gettext
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import to_locale
from django.utils.translation.trans_real import DjangoTranslation

from core.words import languages

SOURCE_LANGUAGE = "en"
# Whose words are read where a library has none in the language itself: Wagtail's Portuguese is that of Portugal or of Brazil.
VARIETIES = {"pt": ["pt_PT", "pt_BR"]}
# Nobody meets the names of all the languages that Django knows, nor an ordinal number of its.
LEFT_OUT = {info.get("name") for info in LANG_INFO.values()} | {"ordinal is 1\x04{}st"}

type Word = tuple[str, str]  # the domain, "django" or "djangojs", and the text


def read_varieties() -> None:
    """Teach Django, which reads the words of a language in one place of a library."""
    DjangoTranslation._new_gnu_trans = _of_all_varieties


def _of_all_varieties(self, localedir, use_null_fallback=True):
    return gettext.translation(self.domain, localedir, _folders(self.language()), fallback=use_null_fallback)


def catalogues() -> list[Path]:
    """Those that we write for libraries."""
    return sorted(
        path for folder in settings.LOCALE_PATHS[1:] for path in Path(folder).glob("*/LC_MESSAGES/django*.po")
    )


def problems() -> list[str]:
    """What a library says and a language lacks, and what we say that no library says any more, a line each."""
    theirs = {code: set(_compiled(_of_libraries(), code)) for code in languages.codes()}
    asked = {word for folder in _of_libraries() for word in _sources(folder)}
    lacking = [
        f"libraries/{to_locale(code)}: no word for {text!r}"
        for code, said in theirs.items()
        for domain, text in sorted(asked - said - set(_compiled(settings.LOCALE_PATHS, code)))
        if code != SOURCE_LANGUAGE and text not in LEFT_OUT
    ]
    return lacking + _that_no_library_says(asked.union(*theirs.values())) + _ill_formed()


def _that_no_library_says(said: set[Word]) -> list[str]:
    """Another version of a library may say something else: what is left of it is taken away."""
    return [
        f"libraries/{path.parts[-3]}: no library says any more: {text!r}"
        for path in catalogues()
        for domain, text in _written(path)
        if (domain, text) not in said
    ]


def _ill_formed() -> list[str]:
    """Words of ours without a placeholder of the text, or with one too many."""
    return [
        f"libraries/{path.parts[-3]}: {message.id!r}: {error}"
        for path in catalogues()
        for message, errors in _read(path).check()
        for error in errors
    ]


def _folders(language: str) -> list[str]:
    return [to_locale(language), *VARIETIES.get(language, [])]


def _of_libraries() -> list[Path]:
    return [
        Path(path) / "locale"
        for path in (Path(django.__file__).parent / "conf", *(app.path for app in apps.get_app_configs()))
    ]


def _sources(folder: Path) -> Iterator[Word]:
    """Every text of a library."""
    for path in (folder / SOURCE_LANGUAGE).glob("LC_MESSAGES/django*.po"):
        yield from _written(path)


def _written(path: Path) -> Iterator[Word]:
    domain = path.stem
    for message in _read(path):
        text = message.id[0] if message.pluralizable else message.id
        if text:
            yield domain, f"{message.context}\x04{text}" if message.context else text


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _compiled(folders: Iterable[Path], language: str) -> Iterator[Word]:
    """Every text that has words in a language."""
    for folder in folders:
        for name in _folders(language):
            for path in (Path(folder) / name).glob("LC_MESSAGES/django*.mo"):
                domain = path.stem
                with path.open("rb") as file:
                    for text in gettext.GNUTranslations(file)._catalog:
                        yield domain, text[0] if isinstance(text, tuple) else text
