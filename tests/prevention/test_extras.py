"""What is uploaded to a kit: in its archive with language, licence and alternative, on its page, and in its formats."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from campaigns.prevention.kits import editions
from campaigns.prevention.kits.models import KitEdition
from core.files.showing import although_it_is_shown
from core.models import CampaignMedia
from tests import factories
from tests.core import specimens
from tests.factories import block
from tests.prevention import kits


@pytest.fixture
def document(db):
    return factories.document(title="Affiche de la classe")


@pytest.fixture
def film(db):
    return factories.video()


@pytest.fixture
def sound(db):
    return CampaignMedia.objects.create(
        title="Une voix",
        type="audio",
        file=ContentFile(specimens.MP3, name="voix.mp3"),
        transcript="Ce que dit la voix.",
        language="fr",
    )


@pytest.fixture
def kit(home, document, film, sound):
    extras = [
        block("document", document=document.pk, alternative="Les mêmes mots."),
        block("media", media=film.pk),
        block("media", media=sound.pk),
    ]
    return kits.whole(kits.catalogue(home), extras=extras)


def made(kit) -> KitEdition:
    editions.renew.func(kit.pk)
    return kit.finished_editions.first()


def archive_of(edition: KitEdition) -> zipfile.ZipFile:
    with edition.files.get(part="archive").file.open("rb") as stored:
        return zipfile.ZipFile(io.BytesIO(stored.read()))


def name_of(file) -> str:
    return f"extras/{file.name.rpartition('/')[2]}"


def test_archive_holds_each_file_and_says_its_language_licence_and_alternative(kit, document, film, sound):
    archive = archive_of(made(kit))

    said = {entry["name"]: entry for entry in json.loads(archive.read("manifest.json"))["files"]}
    read = {name: archive.read(name) for name in said if name.startswith("extras/")}
    assert read == {
        name_of(document.file): b"Une ligne.\n",
        name_of(film.file): specimens.MP4,
        name_of(film.captions): b"WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n",
        name_of(sound.file): 3 * specimens.FRAME,
    }
    alternatives = {name: said[name]["alternative"] for name in read}
    assert list(alternatives.values()) == ["Les mêmes mots.", "Tout ce qui est dit.", "", "Ce que dit la voix."]
    assert [said[name]["language"] for name in read] == ["fr"] * 4
    assert all(said[name]["licence"] for name in read)


def test_archive_holds_what_was_chosen_twice_once_and_what_has_the_same_name_under_another(home, document, sound):
    name = sound.file.name.rpartition("/")[2]
    sounds = {name: specimens.MP3, name.upper(): specimens.MP3 * 2}
    others = [factories.document(file=ContentFile(heard, name=other)) for other, heard in sounds.items()]
    extras = [block("media", media=sound.pk)] * 2
    extras += [block("document", document=one.pk, alternative="Les mots.") for one in (document, *others, document)]

    archive = archive_of(made(kits.whole(kits.catalogue(home), extras=extras)))

    stem, _dot, _form = name.rpartition(".")
    found = [one for one in archive.namelist() if one.startswith("extras/")]
    said = [entry["name"] for entry in json.loads(archive.read("manifest.json"))["files"]]
    assert found == [
        name_of(sound.file),
        name_of(document.file),
        f"extras/{stem}-2.mp3",
        f"extras/{stem.upper()}-3.MP3",
    ]
    stored = [len(one.file.read()) for one in others]
    assert [len(archive.read(one)) for one in found[2:]] == stored == sorted(set(stored))
    assert said[-4:] == found


def test_kit_is_stale_once_the_bytes_of_its_video_are_others(kit, film):
    """Files of before have no digest: kits that hold them stay what they are."""
    CampaignMedia.objects.filter(pk=film.pk).update(sha256="")
    first = made(kit)
    assert made(kit).pk == first.pk

    CampaignMedia.objects.filter(pk=film.pk).update(**film.measured(film.file))

    fresh = type(kit).objects.get(pk=kit.pk)
    assert not editions.is_current(fresh)
    assert made(fresh).number == first.number + 1


def test_page_shows_each_with_its_alternative(client, kit, document, film, sound):
    html = client.get(kit.url).content.decode()

    assert document.url in html
    assert "Les mêmes mots." in html
    assert f'src="{film.captions.url}"' in html
    assert "Tout ce qui est dit." in html
    assert f'<audio controls preload="none" src="{sound.url}" aria-label="Une voix">' in html
    assert "Ce que dit la voix." in html


def test_catalogue_finds_kits_with_video_or_sound(client, kit):
    made(kit)

    found = {form: client.get(f"/fr/dossiers/?format={form}").content.decode() for form in ("video", "audio", "pptx")}
    assert [form for form, html in found.items() if kit.url in html] == ["video", "audio", "pptx"]


def test_kit_without_video_is_not_found_by_it(client, home):
    kit = kits.whole(kits.catalogue(home))
    made(kit)

    assert kit.url not in client.get("/fr/dossiers/?format=video").content.decode()


def test_another_file_or_another_alternative_makes_another_version(kit, document):
    first = made(kit)
    document.file = ContentFile(b"Une autre ligne.\n", name="autre.txt")
    with although_it_is_shown():
        document.save()

    second = made(kit)

    assert (first.number, second.number) == (1, 2)
    assert archive_of(second).read(name_of(document.file)) == b"Une autre ligne.\n"


def test_video_that_is_withdrawn_leaves_page_archive_and_formats_and_takes_former_versions_away(
    client, kit, film, django_capture_on_commit_callbacks
):
    first = made(kit)
    address = first.files.get(part="archive").url
    before = client.get(address).status_code

    with django_capture_on_commit_callbacks(execute=True):
        film.withdraw(taken_down=True)

    second = kit.finished_editions.first()
    assert (before, client.get(address).status_code) == (200, 404)
    assert [edition.number for edition in kit.finished_editions] == [2]
    assert name_of(film.file) not in archive_of(second).namelist()
    assert second.formats.split(",") == ["pdf", "odt", "docx", "pptx", "audio", "zip"]
    assert film.captions.url not in client.get(kit.url).content.decode()


def test_takedown_that_is_undone_brings_former_versions_back(client, kit, film, django_capture_on_commit_callbacks):
    first = made(kit)
    with django_capture_on_commit_callbacks(execute=True):
        film.withdraw(taken_down=True)
    with django_capture_on_commit_callbacks(execute=True):
        film.restore()

    assert client.get(first.files.get(part="archive").url).status_code == 200
    last = kit.finished_editions.first()
    assert (last.number, name_of(film.file) in archive_of(last).namelist()) == (3, True)


def test_document_that_is_deleted_takes_the_versions_that_hold_it_away(
    client, kit, document, django_capture_on_commit_callbacks
):
    address = made(kit).files.get(part="archive").url

    with django_capture_on_commit_callbacks(execute=True), although_it_is_shown():
        document.delete()

    assert client.get(address).status_code == 404


def test_video_that_is_withdrawn_while_its_kit_is_made_is_in_no_version(kit, film, monkeypatch):
    write = editions.archive.write

    def withdrawn_meanwhile(*arguments) -> None:
        write(*arguments)
        CampaignMedia.objects.filter(pk=film.pk).update(withdrawn_at=timezone.now(), taken_down=True)

    monkeypatch.setattr(editions.archive, "write", withdrawn_meanwhile)

    assert made(kit) is None
