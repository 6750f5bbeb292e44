"""A kit is translated like any page: every word of it is a sentence for the translator."""

from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from editorial import drafting
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
