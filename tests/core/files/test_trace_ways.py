"""The ways by which a file comes in and reaches a visitor: what it says of who made it goes none of them."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Filter
from wagtail.models import Collection

from campaigns.prevention.kits import editions
from core.models import CampaignDocument, CampaignImage, CampaignMedia
from core.renditions.specs import ALL, BASIC
from core.uploads.traces import cleaned
from press.pictures import covering
from tests import factories
from tests.core import specimens
from tests.core.files import traced
from tests.factories import block
from tests.prevention import kits

FORMS = ("format-png", "format-webp", "format-jpeg", "format-avif")
FULL = traced.files()
PICTURES = [*traced.FORMATS, "gif"]


def read(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def stored(file) -> bytes:
    with file.storage.open(file.name) as kept:
        return kept.read()


def image(kind: str = "jpg", data: bytes | None = None) -> CampaignImage:
    file = ContentFile(data or traced.picture(kind, size=(1300, 700)), name=f"photo.{kind}")
    return CampaignImage.objects.create(title="Une photo", file=file)


def document(kind: str = "pdf") -> CampaignDocument:
    return CampaignDocument.objects.create(
        title="Guide", file=ContentFile(FULL[kind], name=f"guide.{kind}"), language="fr"
    )


def media(kind: str = "mp4") -> CampaignMedia:
    return CampaignMedia.objects.create(
        title="Film",
        type="video" if kind in ("mp4", "webm") else "audio",
        file=ContentFile(FULL[kind], name=f"film.{kind}"),
        captions=ContentFile(FULL["vtt"], name="film.vtt"),
        thumbnail=ContentFile(FULL["png"], name="film.png"),
        transcript="Tout ce qui est dit.",
        language="fr",
    )


def kit_with(home, photo, *extras):
    picture = {"image": photo.pk, "alt_text": "Une classe", "decorative": False}
    kit = kits.whole(
        kits.catalogue(home),
        extras=list(extras),
        slides=[block("picture_slide", title="Regarder", image=picture, notes="")],
    )
    editions.renew.func(kit.pk)
    return kit


@pytest.fixture
def old(db) -> tuple[CampaignImage, CampaignDocument, CampaignMedia]:
    """As they were stored before uploads were cleaned."""
    things = image(), document(), media()
    files = FULL["jpg"], FULL["pdf"], FULL["mp4"]
    for thing, data in zip(things, files, strict=True):
        thing.file.storage.delete(thing.file.name)
        thing.file.storage.save(thing.file.name, ContentFile(data))
    for rendition in things[0].renditions.all():
        rendition.file.storage.delete(rendition.file.name)
        rendition.file.storage.save(rendition.file.name, ContentFile(FULL["jpg"]))
    return things


@pytest.mark.parametrize("kind", PICTURES)
def test_picture_and_its_renditions_hold_no_trace(db, kind):
    kept = image(kind, FULL["gif"] if kind == "gif" else None)
    if kind != "gif":
        for spec in {*ALL, BASIC, *(f"width-100|{form}" for form in FORMS)}:
            assert not traced.has_canary(stored(kept.create_rendition(Filter(spec=spec)).file)), spec

    data = stored(kept.file)

    assert not traced.has_canary(data)
    assert (kept.file_size, kept.file_hash) == (len(data), hashlib.sha1(data).hexdigest())


def test_picture_that_lies_on_its_side_is_stored_as_it_is_seen(db):
    kept = image("jpg", traced.picture("jpg", orientation=6, size=(640, 480)))

    assert (kept.width, kept.height) == (480, 640)
    assert Image.open(io.BytesIO(stored(kept.file))).size == (480, 640)


def test_rendition_holds_no_trace_of_an_original_that_has_some(old):
    assert traced.has_canary(stored(old[0].file))

    assert not traced.has_canary(stored(old[0].create_rendition(Filter(spec="width-30|format-jpeg")).file))


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"])
def test_document_is_given_away_without_traces(client, db, kind):
    kept = document(kind)
    factories.shown(kept)

    data = read(client.get(kept.url))

    assert not traced.has_canary(data)
    assert (kept.sha256, kept.file_size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert kept.file_hash == hashlib.sha1(data).hexdigest()


@pytest.mark.parametrize("kind", ["mp4", "webm", "mp3", "m4a", "ogg"])
def test_media_are_given_away_without_traces(client, db, kind):
    kept = media(kind)
    factories.shown(kept)

    for file in (kept.file, kept.captions, kept.thumbnail):
        assert not traced.has_canary(read(client.get(file.url)))


def test_no_way_of_storing_goes_past_the_cleaning(db):
    kept = image()
    kept.file.save("autre.jpg", ContentFile(FULL["jpg"]))
    (many,) = CampaignDocument.objects.bulk_create(
        [
            CampaignDocument(
                title="Guide", file=ContentFile(FULL["pdf"], name="b.pdf"), collection=Collection.get_first_root_node()
            )
        ]
    )

    assert not traced.has_canary(stored(kept.file))
    assert not traced.has_canary(stored(many.file))


def test_form_stores_a_clean_picture_and_measures_it(admin_client):
    form = {"title": "Photo", "collection": Collection.get_first_root_node().pk, "licence": "reserved"}
    form["description"] = "Une place"
    chosen = SimpleUploadedFile("photo.jpg", traced.picture("jpg", 6, (640, 480)), "image/jpeg")

    response = admin_client.post(reverse("wagtailimages:add"), form | {"file": chosen})

    kept = CampaignImage.objects.get()
    data = stored(kept.file)
    assert response.status_code == 302
    assert not traced.has_canary(data)
    assert (kept.file_size, kept.file_hash) == (len(data), hashlib.sha1(data).hexdigest())
    assert (kept.width, kept.height) == (480, 640)


def test_form_says_at_the_field_what_was_found(admin_client, in_english):
    form = {"title": "Guide", "collection": Collection.get_first_root_node().pk, "licence": "etalab-2.0"}
    reviewed = specimens.opendocument(content="<a><annotation/></a>")

    response = admin_client.post(reverse("wagtaildocs:add"), form | {"file": SimpleUploadedFile("guide.odt", reviewed)})

    assert "holds comments" in response.context["form"].errors["file"][0]
    assert CampaignDocument.objects.count() == 0


def test_kit_and_its_archive_hold_no_trace(home, db):
    guide, film = document("docx"), media("mp4")
    kit = kit_with(
        home,
        image(),
        block("document", document=guide.pk, alternative="Les mêmes mots."),
        block("media", media=film.pk),
    )

    files = {file.format: stored(file.file) for file in kit.finished_editions.get().files.all()}

    assert {"pdf", "docx", "odt", "pptx", "zip"} <= files.keys()
    assert [form for form, data in files.items() if traced.has_canary(data)] == []


def test_card_and_poster_take_the_picture_alone():
    shown = covering(FULL["jpg"], 40, 30)

    assert shown.info == {}


def test_what_is_stored_already_is_cleaned_in_its_place(old, capsys):
    photo, guide, film = old
    names = [thing.file.name for thing in old]

    call_command("clean_files")

    said = capsys.readouterr().out
    for thing in old:
        thing.refresh_from_db()
        assert not traced.has_canary(stored(thing.file))
        assert f"{thing._meta.model_name} {thing.pk} {thing.file.name}: cleaned" in said
    assert [thing.file.name for thing in old] == names
    assert guide.sha256 == hashlib.sha256(stored(guide.file)).hexdigest()
    assert film.sha256 == hashlib.sha256(stored(film.file)).hexdigest()
    assert photo.file_hash == hashlib.sha1(stored(photo.file)).hexdigest()
    assert not any(traced.has_canary(stored(one.file)) for one in photo.renditions.all())
    assert photo.renditions.count() == 1


def test_second_cleaning_changes_nothing(old, capsys):
    call_command("clean_files")
    capsys.readouterr()

    call_command("clean_files")

    assert capsys.readouterr().out == "0 cleaned, 0 refused\n"


def test_cleaning_that_was_cut_short_is_finished(old, monkeypatch, capsys):
    """After the file, before its row."""
    guide = old[1]
    monkeypatch.setattr(CampaignDocument, "measured", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("clean_files")
    monkeypatch.undo()

    call_command("clean_files")

    guide.refresh_from_db()
    assert guide.sha256 == hashlib.sha256(stored(guide.file)).hexdigest()
    assert not any(traced.has_canary(stored(thing.file)) for thing in old)


def test_withdrawn_file_is_cleaned_where_it_waits(old, capsys):
    guide = old[1]
    guide.withdraw(taken_down=True)

    call_command("clean_files")
    guide.restore()

    assert not traced.has_canary(stored(guide.file))


def test_what_cannot_be_cleaned_is_told(old, in_english, capsys):
    guide = old[1]
    guide.file.storage.delete(guide.file.name)
    guide.file.storage.save(guide.file.name, ContentFile(b"%PDF-1.7 and no more"))

    with pytest.raises(CommandError, match="public as it is"):
        call_command("clean_files")

    assert f"{guide.file.name}: refused: " in capsys.readouterr().err


def test_kit_is_made_anew_once_its_files_are_cleaned(home, old, django_capture_on_commit_callbacks, client):
    photo, guide, _film = old
    kit = kit_with(home, photo, block("document", document=guide.pk, alternative="Les mêmes mots."))
    before = kit.finished_editions.get()
    former = [file.url for file in before.files.all()]
    assert any(traced.has_canary(stored(file.file)) for file in before.files.all())

    with django_capture_on_commit_callbacks(execute=True):
        call_command("clean_files")
    editions.renew.func(kit.pk)

    after = kit.finished_editions.get()
    assert after.number == 2
    assert not any(traced.has_canary(stored(file.file)) for file in after.files.all())
    assert {client.get(address).status_code for address in former} == {404}


def test_cleaned_file_is_not_cleaned_twice():
    once = cleaned(ContentFile(FULL["jpg"], name="a.jpg"))

    assert cleaned(once) is once
