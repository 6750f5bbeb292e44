"""What the editors of a page and of a translation ask of the database: the same however long the text is, and in however many languages."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from home.models import StandardPage
from tests import factories
from tests.editorial.conftest import say
from tests.factories import block

LANGUAGES = ["en", "es", "ar"]
PAGE = {"editor": 47, "publisher": 45, "superuser": 46}  # one for the audiences of the sections above
TRANSLATION = {"publisher": 77, "superuser": 72}


def long_page(home, number: int) -> StandardPage:
    """With paragraphs, facts, pages that it leads to, and translations."""
    leading = [factories.standard_page(home) for _each in range(number)]
    facts = [factories.fact(name=f"Fait {n}") for n in range(number)]
    body = [
        *(block("text", text=f"<p>Phrase {n}.</p>") for n in range(number)),
        *(
            block("call_to_action", text=f"Suite {n}", page=page.pk, address="", detail="")
            for n, page in enumerate(leading)
        ),
        *(block("fact_card", fact=fact.pk) for fact in facts),
    ]
    page = factories.standard_page(home, body=body)
    for code in LANGUAGES[:number]:
        factories.translate(page, factories.home_in(code).locale, publish=False)
    return page


def editor_of(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("person", PAGE)
@pytest.mark.parametrize("number", [1, 3])
def test_editor_of_a_page_costs_the_same(client, home, people, django_assert_num_queries, number, person):
    url = editor_of(long_page(home, number))
    client.force_login(people[person])
    client.get(url)

    with django_assert_num_queries(PAGE[person]):
        answer = client.get(url)

    assert answer.status_code == 200


@pytest.mark.parametrize("person", TRANSLATION)
@pytest.mark.parametrize("number", [1, 3])
def test_editor_of_a_translation_costs_the_same(client, home, people, django_assert_num_queries, number, person):
    page = long_page(home, number)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")
    for n in range(number):
        say(translation, f"Phrase {n}.", f"Sentence {n}.")
    url = editor_of(page.get_translation(Locale.objects.get(language_code="en")))
    client.force_login(people[person])
    client.get(url)

    with django_assert_num_queries(TRANSLATION[person]):
        answer = client.get(url)

    assert "wagtail_localize/admin/edit_translation.html" in [template.name for template in answer.templates]


def test_editor_of_a_translation_knows_the_sentence_of_each(client, home, people):
    page = long_page(home, 3)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="en")
    for n in range(3):
        say(translation, f"Phrase {n}.", f"Sentence {n}.")
    client.force_login(people["superuser"])

    html = client.get(editor_of(page.get_translation(translation.target_locale))).content.decode()

    props = json.loads(unescape(re.search(r'data-props="([^"]*)"', html)[1]))
    said = {one["segment_id"]: one["data"] for one in props["initialStringTranslations"]}
    sentences = StringSegment.objects.filter(source=translation.source, string__data__startswith="Phrase")
    assert said == {one.pk: one.string.data.replace("Phrase", "Sentence") for one in sentences}


def test_editor_of_a_page_shows_each_choice(client, home, people):
    page = long_page(home, 3)
    client.force_login(people["editor"])

    html = unescape(client.get(editor_of(page)).content.decode())

    assert all(f"Fait {n}" in html for n in range(3))
    assert all(str(other.title) in html for other in StandardPage.objects.child_of(home.specific))


def test_editor_of_a_page_finds_the_choice_of_a_deleted_fact_empty(client, home, people):
    fact = factories.fact(name="Bientôt parti")
    page = factories.standard_page(home, body=[block("fact_card", fact=fact.pk)])
    fact.delete()
    client.force_login(people["editor"])

    answer = client.get(editor_of(page))

    assert (answer.status_code, "Bientôt parti" in answer.content.decode()) == (200, False)


def test_ancestors_that_are_protected_are_named_so(client, home, people):
    section = factories.standard_page(home, title="Vos droits", zone="protected")
    page = factories.standard_page(section, title="Dessous", zone="protected")
    client.force_login(people["editor"])

    html = unescape(client.get(editor_of(page)).content.decode())

    assert "Vos droits (zone protégée)" in html
