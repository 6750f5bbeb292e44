"""Translates the demonstration through wagtail-localize: extract, fill from the language's PO file, publish."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Site
from wagtail_localize.models import StringTranslation, Translation

from demo import campaigns, events, explaining, hotels, kits, letterbox, newsroom, youth
from demo.accounts import account
from demo.facts import FACTS
from editorial.sign_off.approvals import sign_off_by
from editorial.translation import drafting
from facts.models import Fact, FactWording, HelplineWording
from facts.shelf import TOKEN
from home.models import HomePage
from testimonies.models import TestimonyWording

# What exists in fewer languages than the site: facts by their name, pages by their slug.
LANGUAGES = {
    **{fact.name: fact.languages for fact in FACTS.values()},
    **dict.fromkeys(explaining.slugs(), explaining.LANGUAGES),
    hotels.SLUG: hotels.LANGUAGES,
    **letterbox.LANGUAGES,
    **dict.fromkeys(events.slugs(), events.LANGUAGES),
    **dict.fromkeys(newsroom.slugs(), newsroom.LANGUAGES),
    **dict.fromkeys(youth.slugs(), youth.LANGUAGES),
    **kits.LANGUAGES,
    **campaigns.LANGUAGES,
}
NAMED = re.compile(r"\{fact:(?P<key>[a-z_0-9]+)\}")
TRANSLATIONS = Path(__file__).parent / "translations"


class IncompleteTranslationError(Exception):
    """Names the language and the French sentences that its PO file lacks."""


def translate(locale: Locale) -> None:
    """Translate every source object into a language and sign it off. What was done before, if it was broken off, stays."""
    into(locale, sources(locale.language_code))


def into(locale: Locale, texts: Iterable) -> None:
    """Translate these texts, in their order; nothing is published before every sentence is there, and the home page last.

    Each in a transaction of its own: whoever looks around meanwhile waits for none of them, and is offered no half of a language.
    """
    words = catalogue(locale.language_code)
    missing: set[str] = set()
    translations = []
    for source in texts:
        with transaction.atomic():
            translation = submit(source, locale)
            missing |= fill(translation, words)
        translations.append(translation)
    if missing:
        raise IncompleteTranslationError(f"{locale.language_code}.po lacks: {'; '.join(sorted(missing))}")
    for translation in sorted(translations, key=_is_of_the_home_page):
        if not translation.get_target_instance().live:
            sign_off(translation)


def _is_of_the_home_page(translation: Translation) -> bool:
    return translation.source.specific_content_type.model_class() is HomePage


@transaction.atomic
def sign_off(translation: Translation) -> None:
    translator, lawyer, publisher = map(account, ("translator", "lawyer", "publisher"))
    drafting.save_draft(translation, translator)
    target = translation.get_target_instance()
    sign_off_by(target, author=translator, lawyer=lawyer, publisher=publisher)


def sources(language: str) -> list:
    """What is translated into a language, each thing before what refers to it: words, home, then its pages."""
    home = Site.objects.get(is_default_site=True).root_page
    french = {"locale__language_code": settings.LANGUAGE_CODE}
    words = [
        *FactWording.objects.filter(**french).select_related("fact"),
        *HelplineWording.objects.filter(**french),
        *TestimonyWording.objects.filter(**french),
    ]
    pages = home.get_descendants(inclusive=True).live().order_by("path").specific()
    return [source for source in (*words, *pages) if exists_in(source, language)]


def exists_in(source, language: str) -> bool:
    """Whether this source is declared for a language; all are but those that say otherwise."""
    name = source.fact.name if isinstance(source, FactWording) else getattr(source, "slug", "")
    return name not in LANGUAGES or language in LANGUAGES[name]


def submit(source, locale: Locale) -> Translation:
    """The translation of an object, created as a draft where it is missing."""
    return drafting.start(source, locale, account("translator"))


def fill(translation: Translation, words: dict[str, str]) -> set[str]:
    """Write the words of the catalogue; returns the French sentences that it lacks."""
    locale = translation.target_locale
    rows = StringTranslation.objects.filter(context__object_id=translation.source.object_id, locale=locale)
    there = {(row.translation_of_id, row.context_id): row for row in rows}
    tokens = Tokens()
    missing = set()
    for segment in translation.source.stringsegment_set.order_by("order").select_related("string", "context"):
        named = tokens.named(segment.string.data)
        said = tokens.numbered(words.get(named, ""))
        new = StringTranslation(translation_of=segment.string, context=segment.context, locale=locale)
        row = there.setdefault((segment.string_id, segment.context_id), new)
        if not said:
            missing.add(named)
        elif row.data != said:
            row.data, row.translation_type = said, StringTranslation.TRANSLATION_TYPE_MANUAL
            row.tool_name, row.last_translated_by, row.has_error = "", None, False
            row.save()
    return missing


class Tokens:
    """Facts in plain text: a catalogue names them by their key, as their ids are those of one database."""

    def __init__(self):
        keys = {fact.name: key for key, fact in FACTS.items()}
        self.keys = {pk: keys[name] for pk, name in Fact.objects.values_list("pk", "name") if name in keys}
        self.ids = {key: pk for pk, key in self.keys.items()}

    def named(self, text: str) -> str:
        return TOKEN.sub(lambda match: f"{{fact:{self.keys[int(match['id'])]}}}", text)

    def numbered(self, text: str) -> str:
        return NAMED.sub(lambda match: f"{{fact:{self.ids[match['key']]}}}", text)


@cache
def catalogue(language: str) -> dict[str, str]:
    """{French: translation} of a language's PO file."""
    po = polib.pofile(str(TRANSLATIONS / f"{language}.po"))
    return {entry.msgid: entry.msgstr for entry in po if entry.translated()}


def update_catalogues() -> dict[str, int]:
    """Write each French sentence of the built demonstration into every PO file; returns {language: untranslated}."""
    locales = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
    left = {}
    for locale in locales:
        path = TRANSLATIONS / f"{locale.language_code}.po"
        known = catalogue(locale.language_code) if path.exists() else {}
        po = polib.POFile(check_for_duplicates=True)
        po.metadata = {
            "Language": locale.language_code,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
        }
        seen, tokens = set(), Tokens()
        for source in sources(locale.language_code):
            for entry in submit(source, locale).export_po():
                msgid = tokens.named(entry.msgid)
                if msgid not in seen:
                    seen.add(msgid)
                    po.append(polib.POEntry(msgid=msgid, msgstr=known.get(msgid, "")))
        po.save(str(path))
        left[locale.language_code] = len(po.untranslated_entries())
    return left
