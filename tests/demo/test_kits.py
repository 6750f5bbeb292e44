"""The demonstration kits: safe to publish, timed, and complete in the catalogues, without building the demonstration."""

import re

import pytest
from django.conf import settings
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.kits.models import KitPage
from demo import kits
from demo.facts import FACTS
from demo.helplines import HELPLINES
from demo.kits import college, lycee, professionals
from demo.translate import catalogue
from facts import parity
from facts.models import Helpline

pytestmark = pytest.mark.django_db
EVERY = [code for code, _name in settings.LANGUAGES]
IDS = {key: number for number, key in enumerate(FACTS, 1)}
MINUTES = {college: 55, lycee: 55, professionals: 90}
whole = pytest.mark.parametrize("written", MINUTES, ids=lambda module: module.SLUG)


@pytest.fixture(autouse=True)
def helplines():
    Helpline.objects.bulk_create(Helpline(name=name) for name in HELPLINES)


def page(written) -> KitPage:
    return KitPage(**written.kit(IDS))


def languages(slug: str) -> list[str]:
    return [code for code in EVERY if code in kits.LANGUAGES.get(slug, EVERY)]


def sentences(made) -> set[str]:
    """What a translator is given of a page."""
    made.serializable_data()  # gives each block its id
    return {segment.string.data for segment in extract_segments(made) if isinstance(segment, StringSegmentValue)}


@whole
def test_kit_has_nothing_that_keeps_it_from_being_published(written):
    made = page(written)
    made.full_clean(exclude=["path", "depth", "locale", "translation_key", "content_type", "slug"])

    assert made.problems() == []


@whole
def test_kit_has_three_sessions_of_the_same_length_with_all_that_they_need(written):
    made = page(written)

    assert [session.value.minutes for session in made.sessions] == [MINUTES[written]] * 3
    assert len(made.sheets) == 3
    assert all({"table", "lines"} <= {block.block_type for block in blocks} for _title, blocks in made.sheets)
    assert 8 <= len(made.slides) <= 10
    assert len(made.evaluation) == 4


@whole
def test_every_fact_of_a_kit_is_in_words_in_the_languages_of_the_kit(written):
    shown = {int(number) for number in re.findall(r'linktype="fact" id="(\d+)"', str(written.kit(IDS)))}

    lacking = {
        key for key, number in IDS.items() if number in shown and not {*languages(written.SLUG)} <= FACTS[key].languages
    }

    assert shown
    assert lacking == set()


@pytest.mark.parametrize("language", EVERY[1:])
def test_kits_and_their_catalogue_are_translated_with_the_same_numbers_and_facts(language):
    told = [page(written) for written in MINUTES if language in languages(written.SLUG)]
    french = set().union(*(sentences(made) for made in [CataloguePage(**kits.catalogue()), *told]))
    words = catalogue(language)

    assert len(french) > 140
    assert french - words.keys() == set()
    assert [
        (sentence, problem.message)
        for sentence in sorted(french)
        for problem in parity.problems(sentence, "fr", words[sentence], language)
        if problem.kind != "unread"
    ] == []
