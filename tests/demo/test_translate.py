"""A translation of the demonstration is published when every sentence is there, and not before."""

import pytest
from wagtail.models import Page

from demo import translate
from demo.accounts import create_accounts
from demo.facts import FACTS
from tests import factories


def test_missing_translation_is_named_and_nothing_of_the_language_is_published(home, english, monkeypatch):
    create_accounts()
    whole = factories.standard_page(home, title="Une page", slug="une-page")
    lacking = factories.standard_page(home, title="Une autre", slug="une-autre", lead="Un corps ne s’achète pas.")
    monkeypatch.setattr(translate, "catalogue", lambda language: {"Une page": "A page", "Une autre": "Another"})

    with pytest.raises(translate.IncompleteTranslationError, match=r"en\.po lacks: Un corps ne s’achète pas\."):
        translate.into(english, [whole, lacking])

    assert not Page.objects.filter(locale=english, live=True).exists()


def test_home_page_of_a_language_is_published_last(home, english, monkeypatch):
    create_accounts()
    page = factories.standard_page(home, title="Une page", slug="une-page")
    words = {sentence: sentence for source in (home, page) for sentence in sentences(source, english)}
    monkeypatch.setattr(translate, "catalogue", lambda language: words)

    translate.into(english, [home, page])

    published = Page.objects.filter(locale=english, live=True).order_by("first_published_at")
    assert [found.translation_key for found in published] == [page.translation_key, home.translation_key]


def sentences(source, locale) -> list[str]:
    return [entry.msgid for entry in translate.submit(source, locale).export_po()]


def test_page_and_words_declared_for_fewer_languages_are_translated_into_these_alone(home):
    page = factories.standard_page(home, slug="la-loi-expliquee")
    other = factories.standard_page(home, slug="partout")
    words = factories.fact(name=FACTS["sweden"].name, value="1999-01", unit="date").wordings.get()

    told = {language: translate.sources(language) for language in ("en", "es")}

    assert {language: [one in told[language] for one in (page, words, other)] for language in told} == {
        "en": [True, True, True],
        "es": [False, False, True],
    }
