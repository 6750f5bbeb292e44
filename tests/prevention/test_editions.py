"""The files of a kit: whole or not there, made again when what they say has changed, the same bytes for the same version."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from urllib.parse import quote

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale

from campaigns.prevention.kits import doctor_checks, editions, following, periodic_jobs
from campaigns.prevention.kits.models import KitEdition, KitFile, KitPage
from campaigns.prevention.kits.models.editions import private
from campaigns.prevention.kits.writing import write
from core.upkeep.doctor import ok
from made.work import STUCK
from press.content import PressError
from press.documents.slides.pptx import pptx
from press.documents.tree import check
from serving.served import MARK
from tests import factories
from tests.factories import block
from tests.prevention import kits


@pytest.fixture
def fact(home):
    return factories.fact("1500")


@pytest.fixture
def kit(home, fact):
    return kits.whole(kits.catalogue(home), fact)


def made(kit) -> KitEdition:
    editions.renew.func(kit.pk)
    return kit.finished_editions.first()


def zip_of(edition: KitEdition) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(read(edition.files.get(part="archive"))))


def read(file: KitFile) -> bytes:
    with file.file.open("rb") as stored:
        return stored.read()


def test_version_holds_guide_handouts_slides_and_everything_in_one_file(kit):
    edition = made(kit)

    parts = [(file.part, file.format) for file in edition.files.all()]
    assert parts == [
        ("archive", "zip"),
        *[("guide", form) for form in ("pdf", "odt", "docx")],
        *[("handout", form) for form in ("pdf", "odt", "docx")] * 2,
        ("slides", "pptx"),
    ]
    assert {file.sha256 for file in edition.files.all()} == {
        hashlib.sha256(read(file)).hexdigest() for file in edition.files.all()
    }


def test_archive_holds_what_its_manifest_says(kit):
    edition = made(kit)

    archive = zip_of(edition)
    manifest = json.loads(archive.read("manifest.json"))

    assert archive.testzip() is None
    assert manifest["version"] == 1
    assert manifest["licence"] == "Licence Ouverte 2.0 (Etalab)"
    assert [entry["name"] for entry in manifest["files"]] == archive.namelist()[1:]
    for entry in manifest["files"]:
        data = archive.read(entry["name"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (entry["size"], entry["sha256"])
    words = archive.read("README.txt").decode()
    assert [entry["name"] for entry in manifest["files"][1:] if entry["sha256"] not in words] == []


def test_guide_is_tagged_and_says_the_fact_of_today(kit):
    guide = made(kit).files.get(part="guide", format="pdf")

    with pikepdf.open(io.BytesIO(read(guide))) as pdf:
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.docinfo["/Title"] == kit.title


def test_nothing_is_made_again_while_the_kit_says_the_same(kit):
    first = made(kit)

    assert made(kit) == first
    assert editions.is_current(kit)
    assert kit.editions.count() == 1


def test_another_value_of_a_fact_makes_another_version(kit, fact):
    first = made(kit)
    fact.value = "3750"
    factories.go_live(fact)

    second = made(kit)

    assert (first.number, second.number) == (1, 2)
    assert second.note
    assert KitFile.objects.filter(edition=first).count() == 11


TOO_FULL = [block("slide", title="Trop de mots", text=f"<p>{'mot ' * 600}</p>", notes="")]
REVISED = "The text was revised."
REMADE = "Remade because a fact, a helpline, a picture or the name of the site has changed."


def published(kit, **fields):
    for name, value in fields.items():
        setattr(kit, name, value)
    return factories.go_live(kit)


def test_words_of_the_editor_are_told_once_and_again_only_where_they_were_written_anew(kit):
    notes = [made(published(kit, change_note="Une fiche de plus.")).note]
    notes.append(made(published(kit, title="Un autre titre")).note)
    notes.append(made(published(kit, title="Un titre", change_note="Un titre plus court.")).note)
    notes.append(made(published(kit, title="Titre", change_note="")).note)
    notes.append(made(published(kit, title="Titre !", change_note="Un titre plus court.")).note)

    assert notes == ["Une fiche de plus.", _(REVISED), "Un titre plus court.", _(REVISED), "Un titre plus court."]


def test_fact_that_changes_after_a_publication_without_a_change_is_the_reason_that_is_told(kit, fact):
    first = made(published(kit, change_note="Une fiche de plus."))
    assert made(published(kit)) == first
    fact.value = "3750"
    factories.go_live(fact)
    second = made(KitPage.objects.get())
    third = made(published(kit, title="Un autre titre"))

    assert [one.note for one in (first, second, third)] == ["Une fiche de plus.", _(REMADE), _(REVISED)]


NEW = "https://new.example.org"
MOVED = "Remade because the site has another address; facts, helplines and pictures are those of today."


def test_another_address_of_the_site_makes_another_version_that_leads_there(kit, settings):
    first = made(kit)
    settings.BASE_URL = NEW
    assert not editions.is_current(kit)

    assert periodic_jobs.renew_kits() == "1 enqueued"

    second = kit.finished_editions.first()
    manifest = json.loads(zip_of(second).read("manifest.json"))
    assert (first.number, second.number, second.note) == (1, 2, _(MOVED))
    assert manifest["address"] == NEW + kit.url
    assert write(kit).guide.blocks[1].url == NEW + kit.url
    assert editions.is_current(kit)


def test_doctor_counts_the_last_versions_that_lead_to_a_former_address(kit, settings):
    before = settings.BASE_URL
    made(kit)
    assert list(doctor_checks.kits()) == [ok(f"Last versions of kits: all with {before}.")]
    settings.BASE_URL = NEW

    (found,) = doctor_checks.kits()
    made(kit)

    assert found.level == "warning"
    assert found.said == f"Last versions of kits: 1 with {before}, and the site is at {NEW}."
    assert f"{before} must keep leading here" in found.remedy
    assert list(doctor_checks.kits()) == [ok(f"Last versions of kits: all with {NEW}.")]


def test_kit_that_is_withdrawn_or_of_before_is_not_counted_among_them(kit, settings):
    made(kit)
    settings.BASE_URL = NEW
    KitEdition.objects.update(address="")
    assert not editions.elsewhere().exists()

    KitEdition.objects.update(address="http://old.example.org")
    assert editions.elsewhere().exists()
    kit.unpublish()
    assert not editions.elsewhere().exists()


def test_editor_of_a_kit_says_that_its_files_lead_to_a_former_address(kit, admin_client, settings, in_english):
    before = settings.BASE_URL
    made(kit)
    address = reverse("wagtailadmin_pages:edit", args=[kit.pk])
    said = f"Its files were made with another address of the site, {before}:"
    assert said not in admin_client.get(address).content.decode()

    settings.BASE_URL = NEW
    assert said in admin_client.get(address).content.decode()
    made(kit)
    assert said not in admin_client.get(address).content.decode()


def test_version_that_could_not_be_made_is_told_with_the_words_and_the_day_of_what_was_made(kit):
    made(kit)
    made(published(kit, slides=TOO_FULL, change_note="Une image de plus."))
    begun = KitEdition.objects.filter(finished_at=None)
    begun.update(requested_at=timezone.now() - timedelta(days=20))

    mended = made(published(kit, slides=[], change_note="Plus d’images."))

    assert (mended.number, mended.note, mended.problem) == (2, "Plus d’images.", "")
    assert mended.requested_at > timezone.now() - timedelta(days=1)


def test_same_version_made_twice_has_the_same_bytes(kit):
    edition = made(kit)
    before = {file.name: file.sha256 for file in edition.files.all()}
    KitFile.objects.filter(edition=edition).delete()
    KitEdition.objects.filter(pk=edition.pk).update(finished_at=None, moved_at=timezone.now() - STUCK * 2)

    again = made(kit)

    assert again.number == edition.number
    assert {file.name: file.sha256 for file in again.files.all()} == before


def test_version_that_a_killed_worker_left_is_made_whole_under_its_number(kit, django_capture_on_commit_callbacks):
    left = KitEdition.objects.create(kit=kit, number=1, made_from="x", moved_at=timezone.now() - timedelta(hours=1))
    half = private().save(f"{left.folder}/guide.pdf", io.BytesIO(b"half"))

    with django_capture_on_commit_callbacks(execute=True):
        edition = made(kit)

    assert edition == left
    assert edition.files.get(part="guide", format="pdf").size > 1000
    assert not private().exists(half)


@pytest.mark.parametrize("step", ["pptx", "archive.write"])
def test_version_that_is_taken_over_while_it_is_made_has_the_files_of_who_took_it(
    kit, step, monkeypatch, django_capture_on_commit_callbacks
):
    """The kit is published again between two files of the first worker, which finds out at the next, or at the end."""
    room, name = (editions.archive, "write") if step == "archive.write" else (editions, step)
    make, left = getattr(room, name), []

    def published_meanwhile(*arguments):
        if not left:
            left.append(KitEdition.objects.get().folder)
            kit.title = "D’autres mots"
            factories.go_live(kit)
            editions.renew.func(kit.pk)
        return make(*arguments)

    monkeypatch.setattr(room, name, published_meanwhile)
    with django_capture_on_commit_callbacks(execute=True):
        edition = made(kit)

    stored = {file.name: hashlib.sha256(read(file)).hexdigest() for file in edition.files.all()}
    manifest = zip_of(edition).read("manifest.json")
    assert (edition.number, kit.editions.count(), edition.problem) == (1, 1, "")
    assert json.loads(manifest)["title"] == kit.title
    assert {file.name: file.sha256 for file in edition.files.all()} == stored
    assert not private().exists(left[0])
    assert sorted(private().listdir(edition.folder)[1]) == sorted(stored)


def test_reason_of_a_worker_that_was_overtaken_is_not_told_of_the_version_that_another_made(kit, monkeypatch):
    claimed = []

    def failing(deck):
        claimed.append(KitEdition.objects.get().claim)
        if len(claimed) == 1:
            KitEdition.objects.update(moved_at=timezone.now() - STUCK * 2)
            editions.renew.func(kit.pk)
            raise OSError("the files of the one that was overtaken are gone")
        return pptx(deck)

    monkeypatch.setattr(editions, "pptx", failing)
    edition = made(kit)

    assert len(set(claimed)) == 2
    assert (edition.claim, edition.problem) == (claimed[1], "")


def test_two_workers_make_one_version(kit):
    edition = editions._claimed(kit, "the same")

    assert edition.number == 1
    assert editions._claimed(kit, "the same") is None


def test_what_cannot_be_printed_is_told_in_the_editor_and_keeps_the_version_before(kit, admin_client):
    first = made(kit)
    kit = published(kit, slides=TOO_FULL)

    assert made(kit) == first
    html = admin_client.get(f"/admin/pages/{kit.pk}/edit/").content.decode()
    assert "« Trop de mots »" in html


def test_reason_is_told_in_the_language_of_the_site_and_not_in_that_of_the_kit(kit):
    arabic = Locale.objects.create(language_code="ar")
    KitPage.objects.filter(pk=kit.pk).update(locale=arabic, title="دليل \U0001f600")

    assert made(kit) is None

    with pytest.raises(PressError) as refused:
        check(write(KitPage.objects.get()).guide)
    assert kit.begun_edition.problem == refused.value.message


def test_picture_that_cannot_be_decoded_is_named_in_the_editor_and_stops_no_other_kit(
    home, kit, fact, tmp_path, admin_client
):
    image = factories.image(tmp_path, title="La classe")
    figure = block("figure", image={"image": image.pk, "alt_text": "Une classe", "decorative": False}, caption="")
    broken = kits.whole(kit.get_parent().specific, slug="autre", handouts=[block("handout", title="Fiche"), figure])
    first = made(broken)
    image.file.storage.delete(image.file.name)
    image.file.storage.save(image.file.name, io.BytesIO(b"\x89PNG\r\n\x1a\n, and no picture"))
    image.renditions.all().delete()

    with pytest.raises(RuntimeError, match=rf"2 enqueued; {broken.title} \({broken.pk}\): .*La classe"):
        periodic_jobs.renew_kits()

    html = admin_client.get(f"/admin/pages/{broken.pk}/edit/").content.decode()
    assert (kit.finished_editions.count(), list(broken.finished_editions)) == (1, [first])
    assert "La classe" in broken.begun_edition.problem
    assert escape(broken.begun_edition.problem) in html


def test_picture_that_decorates_says_nothing_in_any_file(kit, tmp_path):
    image = {"image": factories.image(tmp_path).pk, "alt_text": "", "decorative": True}
    figure = block("figure", image=image, caption="")
    slide = block("picture_slide", title="Regarder", image=image, notes="")

    written = write(published(kit, handouts=[block("handout", title="Fiche"), figure], slides=[slide]))

    pictures = [written.handouts[0].blocks[0], written.slides.slides[0].blocks[0]]
    assert [(picture.alt, picture.decorative) for picture in pictures] == [("", True)] * 2
    check(written.handouts[0])
    check(written.slides)


def test_interrupted_work_is_taken_up_again_once(kit):
    KitEdition.objects.create(kit=kit, number=1, made_from="x", moved_at=timezone.now() - timedelta(hours=1))
    KitEdition.objects.create(
        kit=kit, number=2, made_from="x", problem="Un signe.", moved_at=timezone.now() - timedelta(hours=1)
    )

    assert editions.ENGINE.resume() == 1


def test_files_go_with_the_kit(kit, django_capture_on_commit_callbacks):
    names = [file.file.name for file in made(kit).files.all()]

    begun = KitEdition.objects.create(kit=kit, number=2, made_from="x")
    names.append(private().save(f"{begun.folder}/guide.pdf", io.BytesIO(b"half")))

    with django_capture_on_commit_callbacks(execute=True):
        kit.delete()

    assert [name for name in names if private().exists(name)] == []


def test_fact_that_goes_live_again_has_the_kits_that_show_it_made(home, kit, fact):
    another = kits.whole(kit.get_parent().specific, factories.fact())

    assert following.kits_with(fact) == [kit.pk]
    kit.unpublish()
    assert following.kits_with(fact) == []
    assert another.live


def test_files_are_called_by_their_titles_in_every_script_from_storage_to_download(kit, client, settings):
    titles = ["Où aller, à qui parler ?", "Къде да намеря помощ", "أين أجد المساعدة؟", "去哪里求助", "?!"]
    names = ["01-ou-aller-a-qui-parler", "02-къде-да-намеря-помощ", "03-أين-أجد-المساعدة", "04-去哪里求助", "05-fiche"]
    text = block("text", text=kits.TEXT)
    edition = made(published(kit, handouts=[one for title in titles for one in (block("handout", title=title), text)]))

    files = {file.name: file for file in edition.files.filter(part="handout", format="pdf")}
    entries = {entry.filename: entry for entry in zip_of(edition).infolist()}
    assert list(files) == [f"{kit.slug}-{name}-fr-v1.pdf" for name in names]
    for name, file in files.items():
        settings.ACCEL_REDIRECT = ""
        answer = client.get(file.url)
        settings.ACCEL_REDIRECT = "/sent-by-nginx/"
        sent = client.get(file.url)
        called = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quote(name)}"
        assert (answer.status_code, b"".join(answer)) == (200, read(file))
        assert answer["Content-Disposition"] == sent["Content-Disposition"] == f"attachment; {called}"
        assert sent["X-Accel-Redirect"] == f"/sent-by-nginx/private/{quote(edition.folder)}/{quote(name)}"
        assert bool(entries[name].flag_bits & 0x800) is not name.isascii(), "said to be UTF-8"


def test_longest_names_in_any_script_fit_a_file_system(kit):
    text = block("text", text=kits.TEXT)
    long = [block("handout", title="请" * 120), text]

    edition = made(published(kit, slug="去" * 80, handouts=long))

    names = [file.name for file in edition.files.all()]
    assert max(len(name.encode()) for name in names) <= 255
    assert {name.rpartition(".")[2] for name in names} == {"zip", "pdf", "odt", "docx", "pptx"}


def test_download_counts_once_at_its_first_byte(client, kit):
    address = made(kit).files.get(part="archive").url

    first = client.get(address)
    later = client.get(address, headers={"Range": "bytes=100-199"})
    asked = client.head(address)

    assert (later.status_code, later["Content-Length"]) == (206, "100")
    marks = [answer.wsgi_request.META.get(MARK) for answer in (first, later, asked)]
    assert [mark and mark.kind for mark in marks] == ["kit_download", None, None]


def test_download_that_nginx_sends_is_decided_on_and_counted_here(client, kit, settings):
    settings.ACCEL_REDIRECT = "/sent-by-nginx/"
    file = made(kit).files.get(part="archive")

    answer = client.get(file.url)

    assert answer["X-Accel-Redirect"] == f"/sent-by-nginx/private/{quote(file.file.name)}"
    assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert answer.wsgi_request.META[MARK].kind == "kit_download"
