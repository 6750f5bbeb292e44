"""Uploads through the admin, as an editor: the reason is where the file was chosen, and nothing is kept."""

import json
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from core.editor import roles
from core.models import CampaignDocument, CampaignImage, CampaignMedia
from core.uploads import traces
from tests import factories
from tests.core import specimens as made

pytestmark = pytest.mark.usefixtures("in_english")

MACROS = made.ooxml(entries=[("word/vbaProject.bin", b"\0")])
NO_MACROS = "It holds macros, which could run on a reader’s computer. Save it as a document without macros."
CUT_SHORT = "This picture is damaged or cut short. Export it again, and choose the new one."
SOUND = made.sound_files()


@pytest.fixture
def editor(client, db, django_user_model):
    person = django_user_model.objects.create_user("editor", "editor@example.org", "a long enough password")
    person.groups.add(Group.objects.get(name=roles.EDITOR.name))
    client.force_login(person)
    return client


def root() -> int:
    return Collection.get_first_root_node().pk


def document(name: str, data: bytes) -> dict:
    return {"title": "Guide", "collection": root(), "licence": "etalab-2.0", "file": SimpleUploadedFile(name, data)}


def film(**files: bytes) -> dict:
    good = {"file": ("film.mp4", made.MP4), "captions": ("film.vtt", made.VTT)}
    chosen = {name: SimpleUploadedFile(*file) for name, file in (good | files).items()}
    words = {
        "title": "Film",
        "language": "fr",
        "transcript": "Tout ce qui est dit.",
        "duration": 0,
        "licence": "reserved",
    }
    return words | chosen | {"collection": root()}


def errors(response) -> dict:
    return dict(response.context["form"].errors)


def test_document_with_macros_is_refused_at_its_field(editor):
    response = editor.post(reverse("wagtaildocs:add"), document("guide.docx", MACROS))

    assert errors(response) == {"file": [NO_MACROS]}
    assert NO_MACROS in response.content.decode()
    assert CampaignDocument.objects.count() == 0


def test_document_is_taken(editor):
    editor.post(reverse("wagtaildocs:add"), document("guide.docx", SOUND["docx"]))

    assert CampaignDocument.objects.get().format == "DOCX"


def test_document_of_several_that_is_wrong_says_why_beside_it(editor):
    chosen = SimpleUploadedFile("guide.docx", MACROS)

    response = editor.post(reverse("wagtaildocs:add_multiple"), {"title": "Guide", "files[]": chosen})

    assert json.loads(response.content) == {"success": False, "error_message": NO_MACROS}
    assert (CampaignDocument.objects.count(), UploadedFile.objects.count()) == (0, 0)


def test_document_of_several_is_completed_with_its_licence(editor):
    chosen = SimpleUploadedFile("guide.pdf", SOUND["pdf"])
    sent = json.loads(editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": chosen}).content)
    waiting = sent["uploaded_file_id"]
    place = f"uploaded-document-{waiting}-"
    words = {f"{place}title": "Guide", f"{place}licence": "cc0-1.0", f"{place}collection": root()}

    response = editor.post(reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting]), words)

    assert json.loads(response.content)["success"]
    kept = CampaignDocument.objects.get()
    assert kept.licence == "cc0-1.0"
    assert kept.file.read() == traces.cleaned(ContentFile(SOUND["pdf"], name="guide.pdf")).read()


def test_document_is_not_replaced_by_one_that_is_wrong(editor, django_user_model):
    author = django_user_model.objects.get()
    kept = CampaignDocument.objects.create(
        title="Guide", file=ContentFile(b"guide", name="guide.txt"), uploaded_by_user=author
    )

    response = editor.post(reverse("wagtaildocs:edit", args=[kept.pk]), document("guide.docx", MACROS))

    assert errors(response) == {"file": [NO_MACROS]}
    assert CampaignDocument.objects.get().file.read() == b"guide"


def test_document_that_is_chosen_for_a_page_is_refused_at_its_field(editor):
    place = "document-chooser-upload-"
    data = {place + name: value for name, value in document("guide.docx", MACROS).items()}

    response = editor.post(reverse("wagtaildocs_chooser:create"), data)

    assert NO_MACROS in json.loads(response.content)["htmlFragment"]
    assert CampaignDocument.objects.count() == 0


def test_picture_that_was_cut_short_is_refused_at_its_field(editor):
    half = made.picture("JPEG", (640, 480))[:9000]

    response = editor.post(
        reverse("wagtailimages:add"), document("photo.jpg", half) | {"licence": "reserved", "description": "Une place"}
    )

    assert errors(response) == {"file": [CUT_SHORT]}
    assert CampaignImage.objects.count() == 0


def test_picture_of_several_that_is_wrong_says_why_beside_it(editor):
    chosen = SimpleUploadedFile("photo.jpg", made.picture("JPEG", (640, 480))[:9000])

    response = editor.post(reverse("wagtailimages:add_multiple"), {"title": "Photo", "files[]": chosen})

    assert json.loads(response.content) == {"success": False, "error_message": CUT_SHORT}
    assert (CampaignImage.objects.count(), UploadedFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("files", "places"),
    [
        ({"file": ("film.mp4", made.WEBM)}, {"file": "it holds a video."}),
        ({"file": ("film.mp4", made.MP4[:-9])}, {"file": "damaged or cut short"}),
        ({"file": ("film.exe", b"MZ")}, {"file": "Save it as one of: mp4, webm."}),
        ({"captions": ("film.vtt", b"1\n00:00:01,000")}, {"captions": "its first line must be WEBVTT"}),
        ({"thumbnail": ("film.png", made.MP4)}, {"thumbnail": "it holds a video or a sound"}),
        (
            {"file": ("film.mp4", b"x"), "captions": ("film.srt", made.VTT)},
            {"file": "does not hold that", "captions": "“srt” is not allowed"},
        ),
    ],
)
def test_film_is_refused_at_the_field_of_the_file_that_is_wrong(editor, files, places):
    response = editor.post(reverse("wagtailmedia:add", args=["video"]), film(**files))

    assert errors(response).keys() == places.keys()
    assert [name for name, words in places.items() if words not in errors(response)[name][0]] == []
    assert [len(found) for found in errors(response).values()] == [1] * len(places)
    assert CampaignMedia.objects.count() == 0


def test_film_is_taken_and_not_replaced_by_something_else(editor):
    editor.post(reverse("wagtailmedia:add", args=["video"]), film(thumbnail=("film.png", SOUND["png"])))
    kept = CampaignMedia.objects.get()

    response = editor.post(reverse("wagtailmedia:edit", args=[kept.pk]), film(file=("autre.mp4", made.WEBM)))

    assert list(errors(response)) == ["file"]
    assert CampaignMedia.objects.get().file.read() == made.MP4


def stored_image() -> CampaignImage:
    return CampaignImage.objects.create(title="Photo", file=ImageFile(BytesIO(SOUND["png"]), name="photo.png"))


@pytest.mark.parametrize(
    ("stored", "place", "chosen"),
    [
        (stored_image, "wagtailimages", ("autre.png", SOUND["png"])),
        (factories.document, "wagtaildocs", ("autre.txt", b"Une autre ligne.")),
        (factories.video, "wagtailmedia", ("autre.mp4", made.MP4 + made.MP4)),
    ],
)
def test_form_that_is_refused_does_not_say_that_the_stored_file_is_missing(admin_client, stored, place, chosen):
    kept = stored()
    size = kept.file.size
    sent = {"title": "", "collection": root(), "licence": "reserved", "file": SimpleUploadedFile(*chosen)}

    response = admin_client.post(reverse(f"{place}:edit", args=[kept.pk]), sent)

    said = [str(message) for message in response.context["messages"]]
    assert "title" in errors(response)
    assert [words for words in said if "could not be found" in words] == []
    assert (response.context["form"].instance.file.name, response.context["filesize"]) == (kept.file.name, size)
    assert "File not found" not in response.content.decode()


def test_upload_that_waits_for_its_licence_is_not_public(editor):
    chosen = SimpleUploadedFile("photo.png", SOUND["png"])
    editor.post(reverse("wagtailimages:add_multiple"), {"title": "Photo", "files[]": chosen})
    waiting = UploadedFile.objects.get().file.name
    editor.logout()

    assert default_storage.exists(waiting)
    assert editor.get(f"/media/{waiting}").status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "docx", "zip", "csv", "txt", "html", "svg", "xml"])
def test_document_is_saved_and_runs_nothing_whatever_its_kind(client, db, ending):
    kept = factories.document_of_before(f"guide.{ending}", b"<script>")
    factories.shown(kept)

    response = client.get(kept.url)

    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert b"".join(response) == b"<script>"


@pytest.mark.parametrize("place", ["wagtailimages:add", "wagtaildocs:add"])
def test_what_is_uploaded_has_no_licence_until_one_is_chosen(editor, place):
    form = editor.get(reverse(place)).context["form"]
    refused = editor.post(reverse(place), document("photo.pdf", b"%PDF-1.4") | {"licence": ""})

    assert form["licence"].value() == ""
    assert "licence" in errors(refused)


def test_licence_of_what_is_there_stays_chosen(editor, tmp_path):
    kept = factories.image(tmp_path, licence="cc0-1.0")

    assert editor.get(reverse("wagtailimages:edit", args=[kept.pk])).context["form"]["licence"].value() == "cc0-1.0"
