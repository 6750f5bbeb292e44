"""Helplines inside a kit are those of the site: on its page, in its guide, on its sheets and slides, in each language."""

import pytest
from django.utils import timezone

from campaigns.prevention.kits import editions, following
from campaigns.prevention.kits.writing.parts import write
from tests import factories, markup
from tests.factories import block
from tests.prevention import kits

TEXT = "<p>Ou un adulte de confiance.</p>"


@pytest.fixture
def helpline(home):
    made = factories.helpline("Enfance en danger", number="119", always_open=True)
    made.wordings.update(note="Absent des factures.")
    return made


@pytest.fixture
def kit(home, helpline):
    chosen = [{"type": "item", "id": "11111111-0000-4000-8000-000000000001", "value": helpline.pk}]
    others = ("ground_rules", "distancing", "disclosure")
    return kits.whole(
        kits.catalogue(home),
        safety=[
            *[block(name, text=TEXT) for name in others],
            block("signposting", text=TEXT, helplines=chosen),
        ],
        handouts=[block("handout", title="Fiche 1"), block("helplines", helplines=chosen)],
        slides=[block("helpline_slide", title="À qui parler", helplines=chosen, text=TEXT, notes="")],
    )


def renumber(helpline) -> None:
    helpline.number = "116 111"
    factories.go_live(helpline)


def test_page_shows_the_helpline_of_today_where_it_is_named(client, kit, helpline):
    renumber(helpline)

    page = markup.read(client.get(kit.url).content.decode())

    assert page.count('href="tel:116111"') == 3
    assert page.count("<strong>Enfance en danger</strong>") == 3
    assert page.count("Écoute et oriente. Absent des factures.") == 3
    assert "Jour et nuit, tous les jours" in page
    assert "tel:119" not in page


def test_files_say_the_helpline_of_today(kit, helpline):
    renumber(helpline)

    written = write(kit)

    in_full = (
        "116 111 – Enfance en danger. Écoute et oriente. Absent des factures. (Jour et nuit, tous les jours · gratuit)"
    )
    assert in_full in said(written.guide)
    assert in_full in said(written.handouts[0])
    assert "116 111 – Enfance en danger" in said(written.slides)
    assert "Jour et nuit" not in said(written.slides)  # seen from afar


def test_words_of_the_sites_first_language_are_marked_in_another(kit, helpline, english_home, translate):
    translate(kit.get_parent().specific, english_home.locale)
    english = translate(kit, english_home.locale)

    (listing,) = write(english).handouts[0].blocks

    assert [run.language for run in listing.items[0]] == ["", "fr", ""]


def test_helpline_that_is_not_live_is_printed_nowhere(client, kit, helpline):
    helpline.unpublish()

    written = write(kit)

    assert "119" not in said(written.guide) + said(written.handouts[0]) + said(written.slides)
    assert "tel:119" not in client.get(kit.url).content.decode()


def test_kits_that_name_it_are_made_anew_when_it_changes(home, kit, helpline, django_capture_on_commit_callbacks):
    other = kits.whole(kit.get_parent().specific)
    for each in (kit, other):
        editions.renew.func(each.pk)

    with django_capture_on_commit_callbacks(execute=True):
        renumber(helpline)
        factories.go_live(helpline.wordings.get())

    assert following.kits_with(helpline) == [kit.pk]
    assert [each.finished_editions.first().number for each in (kit, other)] == [2, 1]
    assert kit.finished_editions.first().finished_at <= timezone.now()


def said(document) -> str:
    """All words of a document, with plain spaces."""
    return " ".join("".join(words(document)).replace("\u202f", " ").split())


def words(part):
    """Those of the runs of a tree, whatever holds them."""
    if hasattr(part, "text"):
        yield part.text
    for name in getattr(part, "__dataclass_fields__", ()):
        value = getattr(part, name)
        for child in value if isinstance(value, tuple) else ():
            yield from words(child)
    if isinstance(part, tuple):
        for child in part:
            yield from words(child)
        yield " "
