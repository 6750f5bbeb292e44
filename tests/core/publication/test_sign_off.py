"""What approval speaks of: the words and files that the public sees, all of them and nothing else."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from core.publication.sign_off import VOLATILE, SignOffError, digest, digest_of, same_words
from home.models import HomePage, StandardPage
from tests import factories
from tests.factories import block

SOME_TIME = datetime(2026, 3, 1, 8, tzinfo=UTC)
UNREAD = {
    "path": "000100010009", "depth": 9, "numchild": 7, "url_path": "/ailleurs/", "draft_title": "Autre titre", "owner_id": 7,
    "content_type_id": 7, "live": False, "expired": True, "has_unpublished_changes": True, "first_published_at": SOME_TIME,
    "last_published_at": SOME_TIME, "go_live_at": SOME_TIME, "expire_at": SOME_TIME, "locked": True, "locked_at": SOME_TIME,
    "locked_by_id": 7, "latest_revision_id": 7, "latest_revision_created_at": SOME_TIME, "live_revision_id": 7,
    "alias_of_id": 7, "translation_key": UUID(int=7), "id": 7, "page_ptr_id": 7,
}  # fmt: skip


def page_of(*blocks: dict, **fields) -> StandardPage:
    """Not stored: what is approved is read of the page as it is in memory."""
    page = StandardPage(title="La loi", slug="la-loi", lead="Deux mois au plus.", path="00010001", depth=2)
    page.body = list(blocks)
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def heading(text: str, **keys) -> dict:
    return block("quote", text=text, attribution="", role="") | keys


@pytest.fixture
def live_page(home) -> HomePage:
    return HomePage.objects.get()


def test_place_state_schedule_and_locks_are_no_part_of_what_is_approved(db):
    approved = digest(page_of())

    assert {name for name, value in UNREAD.items() if digest(page_of(**{name: value})) != approved} == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "La loi de 2016"),
        ("slug", "loi"),
        ("lead", "Six mois."),
        ("search_description", "Une loi"),
        ("audience", "young"),
    ],
)
def test_every_word_is_part_of_what_is_approved(db, field, value):
    assert digest(page_of(**{field: value})) != digest(page_of())


def test_key_of_a_block_is_no_word_and_its_text_its_kind_and_its_place_are(db):
    first, second = heading("Deux mois."), heading("Six mois.")
    approved = digest(page_of(first, second))

    assert digest(page_of(first | {"id": "a"}, second | {"id": "b"})) == approved
    assert digest(page_of(second, first)) != approved
    assert digest(page_of(first)) != approved
    assert digest(page_of(first, heading("Sept mois."))) != approved


@pytest.mark.parametrize(
    ("made", "changes"),
    [
        (factories.document, {"title": "Autre titre", "file": ContentFile(b"Autre.\n", name="autre.txt")}),
        (factories.video, {"transcript": "Autre chose.", "file": ContentFile(b"Autre.", name="autre.mp4")}),
    ],
)
def test_file_that_a_page_shows_is_part_of_what_is_approved(db, made, changes):
    shown, other = made(), made()
    approved = digest(page_of(factories.showing(shown)))

    for name, value in changes.items():
        type(shown).objects.filter(pk=shown.pk).update(**{name: value.name if name == "file" else value})
        assert digest(page_of(factories.showing(shown))) != approved
        approved = digest(page_of(factories.showing(shown)))

    type(other).objects.filter(pk=other.pk).update(**{name: value for name, value in changes.items() if name != "file"})
    assert digest(page_of(factories.showing(shown))) == approved


def test_picture_that_a_page_shows_is_part_of_what_is_approved(db, tmp_path):
    shown = factories.image(tmp_path)
    approved = digest(page_of(factories.showing(shown)))

    type(shown).objects.filter(pk=shown.pk).update(file="original_images/autre.png")

    assert digest(page_of(factories.showing(shown))) != approved


def test_drafts_say_the_same_where_their_words_are_the_same():
    words = {"title": "La loi", "body": '[{"type": "quote", "value": "Deux mois.", "id": "a"}]'}
    draft = Revision(content=words | {"live": True, "locked": False})

    assert same_words(draft, Revision(content=words | {"live": False, "locked": True}))
    assert same_words(draft, Revision(content=words | {"body": words["body"].replace('"id": "a"', '"id": "b"')}))
    assert not same_words(draft, Revision(content=words | {"title": "Les lois"}))
    assert not same_words(draft, Revision(content=words | {"body": words["body"].replace("Deux", "Six")}))


def test_child_objects_of_drafts_are_compared_by_their_words_and_not_by_their_keys():
    def draft(**child) -> Revision:
        return Revision(content={"targets": [{"pk": 1, "id": 1, "live": True, "goal": 5} | child]})

    assert same_words(draft(), draft(pk=2, id=2, live=False))
    assert not same_words(draft(), draft(goal=6))


def test_value_that_is_no_block_keeps_what_it_calls_its_id():
    def draft(key: str, **value) -> Revision:
        return Revision(content={"body": {"id": key} | value})

    assert not same_words(draft("a"), draft("b"))
    assert not same_words(draft("a", type="quote"), draft("b", type="quote"))
    assert not same_words(draft("a", value=1), draft("b", value=1))
    assert same_words(draft("a", value=1, type="quote"), draft("b", value=1, type="quote"))


@pytest.mark.parametrize("fields", [None, ["title"], ["title", "locked"], ["live"], ["live", "locked"]])
def test_row_with_words_that_nobody_approved_is_not_saved_live(live_page, fields):
    live_page.title = "Un titre que personne n’a lu"

    with pytest.raises(SignOffError) as refused:
        live_page.save(update_fields=fields)

    assert "Un titre que personne n’a lu" in refused.value.message
    assert str(refused.value) == refused.value.message
    assert HomePage.objects.get().title != live_page.title


@pytest.mark.parametrize("name", ["locked", "draft_title"])
def test_what_the_public_does_not_read_is_saved_without_an_approval_and_alone(live_page, name):
    live_page.title, live_page.locked, live_page.draft_title = "Non lu", True, "Non lu"
    before = HomePage.objects.get()

    live_page.save(update_fields=[name], clean=False)

    after = HomePage.objects.get()
    assert (after.title, getattr(after, name)) == (before.title, getattr(live_page, name))
    assert getattr(before, name) != getattr(after, name)


def test_draft_is_saved_whatever_it_says(live_page):
    HomePage.objects.update(live=False)
    page = HomePage.objects.get()
    page.title = "Un titre que personne n’a lu"

    page.save()

    assert HomePage.objects.get().title == "Un titre que personne n’a lu"


def test_everything_volatile_is_tried_here():
    """Of comments and index entries nothing is read anyway; "pk" is what child objects call their id; embargoes are tried with what has them."""
    tried = {name.removesuffix("_id") if name != "id" else name for name in UNREAD}

    assert VOLATILE - tried == {"pk", "wagtail_admin_comments", "index_entries", "embargo"}


def test_every_field_of_wagtail_s_pages_is_words_or_none():
    """One that a new version adds would be approved as words, and each change of it ask for a new approval."""
    fields = {field.name for field in Page._meta.concrete_fields}

    assert fields - VOLATILE == {"title", "slug", "seo_title", "search_description", "show_in_menus", "locale"}


def test_draft_is_known_by_its_words_without_being_read_whole(home, tmp_path):
    page = factories.standard_page(home, body=[factories.showing(factories.image(tmp_path)), heading("Deux mois.")])
    page.title = "La loi de 2016"
    drafts = [Revision.objects.get(pk=page.save_revision().pk) for _draft in range(2)]

    with CaptureQueriesContext(connection) as of_all:
        whole = digest(drafts[0].as_object())
    with CaptureQueriesContext(connection) as of_words:
        words = digest_of(drafts[1])

    assert words == whole
    assert digest_of(page.live_revision) == digest(page.live_revision.as_object()) != words
    assert len(of_words) < len(of_all) - 2
