"""A kit is translated like any page: every word of it is a sentence for the translator."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from editorial.translation import drafting
from tests import factories
from tests.prevention import kits

WORDS = [
    "Étude de cas",
    "Savoir qui la loi protège.",
    "Fiche 1 : qui, quoi ?",
    "Ce que dit la loi",
    "Qui achète",
    "Une amende",
    "Laisser parler le groupe.",
    "Qui la loi punit-elle ?",
    "Je ne sais pas",
    "Code de l’éducation",
    "enseignante",
    "les fiches",
    "papier, crayons",
]


def test_every_word_of_a_kit_is_a_sentence_for_the_translator(home):
    activity = {"title": "Étude de cas", "minutes": 25, "grouping": "small", "text": kits.TEXT}
    session = {
        "title": "Séance",
        "aim": "Savoir qui la loi protège.",
        "activities": [activity | {"materials": "papier, crayons"}],
    }
    kit = kits.whole(kits.catalogue(home), factories.fact(), sessions=[factories.block("session", **session)])
    english = Locale.objects.get_or_create(language_code="en")[0]

    translation = drafting.start(kit, english)

    sentences = set(StringSegment.objects.filter(source=translation.source).values_list("string__data", flat=True))
    assert [word for word in WORDS if word not in sentences] == []


def test_translation_shows_the_same_minutes_levels_and_licence(home):
    kit = kits.whole(kits.catalogue(home))
    english = Locale.objects.get_or_create(language_code="en")[0]

    translation = drafting.start(kit, english)
    drafting.save_draft(translation)

    draft = translation.get_target_instance().get_latest_revision_as_object()
    assert (draft.minutes, draft.levels, draft.licence) == (kit.minutes, kit.levels, kit.licence)
    assert [block.block_type for block in draft.safety] == [block.block_type for block in kit.safety]


@pytest.fixture
def translated(home, english_home, translate):
    """A kit in French and in English, both live."""
    kit = kits.whole(kits.catalogue(home))
    translate(kit.get_parent().specific, english_home.locale)
    return kit, translate(kit, english_home.locale)


def older(client, kit) -> tuple[bool, bool]:
    """Whether the page of a kit, and its card, say that its original was revised since."""
    said = "The original (French) was revised on"
    if kit.locale.language_code == "fr":
        said = "a été révisé le"
    return tuple(said in client.get(address).content.decode() for address in (kit.url, kit.get_parent().url))


def test_translation_that_is_older_than_its_original_says_so_until_it_is_live_anew(client, translated):
    kit, english = translated
    assert older(client, english) == (False, False)

    kit.lead = "Le groupe saura aussi qui appeler."
    kit = factories.go_live(kit)
    assert (older(client, english), older(client, kit)) == ((True, True), (False, False))

    revision = drafting.save_draft(Translation.objects.get(source__object_id=kit.translation_key))
    assert older(client, english) == (True, True)

    factories.approve(revision)
    revision.publish()
    assert older(client, english) == (False, False)


def test_what_is_revised_in_a_draft_alone_makes_no_translation_older(client, translated):
    kit, english = translated

    kit.lead = "Le groupe saura aussi qui appeler."
    kit.save_revision()

    assert older(client, english) == (False, False)
