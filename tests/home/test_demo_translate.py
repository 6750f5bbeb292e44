"""A translation of the demonstration is published when every sentence is there, and not before."""

import pytest
from django.test import TestCase
from wagtail.models import Locale

from campaigns.plan.models import CampaignPage
from home.demo import translate
from home.demo.accounts import create_accounts
from home.demo.build import build_french
from home.demo.facts import FACTS
from tests import factories


def test_missing_translation_is_named_and_nothing_of_the_language_is_published(db, monkeypatch):
    words = {
        french: english
        for french, english in translate.catalogue("en").items()
        if french != "Un corps ne s’achète pas."
    }
    monkeypatch.setattr(translate, "catalogue", lambda language: words)
    create_accounts()
    with TestCase.captureOnCommitCallbacks(execute=True):
        build_french()
    english = Locale.objects.create(language_code="en")

    with pytest.raises(translate.IncompleteTranslationError, match=r"en\.po lacks: Un corps ne s’achète pas\."):
        translate.translate(english)

    assert CampaignPage.objects.count() == 1
    assert not CampaignPage.objects.filter(locale=english, live=True).exists()


def test_page_and_words_declared_for_fewer_languages_are_translated_into_these_alone(home):
    page = factories.standard_page(home, slug="la-loi-expliquee")
    other = factories.standard_page(home, slug="partout")
    words = factories.fact(name=FACTS["sweden"].name, value="1999-01", unit="date").wordings.get()

    told = {language: translate.sources(language) for language in ("en", "es")}

    assert {language: [one in told[language] for one in (page, words, other)] for language in told} == {
        "en": [True, True, True],
        "es": [False, False, True],
    }
