"""Whoever translates is told what the tokens of the sentences stand for, in the language of the translation."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from facts.sentences.translating import meanings
from tests import factories


@pytest.fixture
def fact(db):
    return factories.fact(value="1500", name="Amende")


def translation_of(target) -> Translation:
    return Translation.objects.get(source__object_id=target.translation_key, target_locale=target.locale)


def test_token_is_told_with_its_fact_and_its_value_in_the_language(home, english_home, translate, fact):
    source = factories.standard_page(home, slug="la-loi", lead=f"La loi prévoit {{fact:{fact.pk}}}.")
    page = translate(source, english_home.locale, publish=False)

    assert meanings(translation_of(page), page) == {f"{{fact:{fact.pk}}}": {"name": "Amende", "value": "€1,500"}}


def test_value_in_the_words_of_a_fact_is_told(english_home, translate, fact):
    words = translate(fact.wordings.get(), english_home.locale, publish=False)

    assert meanings(translation_of(words), words) == {"{value}": {"name": "Amende", "value": "€1,500"}}


def test_editor_without_tokens_is_left_alone(admin_client, home, english_home, translate, fact):
    pages = [
        translate(factories.standard_page(home, slug=slug, title=slug, lead=lead), english_home.locale, publish=False)
        for slug, lead in (("un", f"{{fact:{fact.pk}}} d’amende."), ("deux", "Une amende."))
    ]

    told = [admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode() for page in pages]

    assert ["translated_tokens.js" in html for html in told] == [True, False]
