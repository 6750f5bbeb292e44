"""Films that the team uploads: checked where they are entered, and shown in the place of those that are made."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from campaigns.plan.launch import checks
from campaigns.plan.models import PrintedItem
from campaigns.plan.sheets import runs as press_runs
from campaigns.plan.sheets.recall import recall
from campaigns.plan.sheets.staleness import check
from core.publication.readiness import Subject
from press.content import PressError
from tests import factories
from tests.plan.sheets import filmed, printed
from tests.press.films.uploaded import mp4

VTT = b"WEBVTT\n\n00:00.000 --> 00:14.000\nNe l'envoyez pas.\n"


@pytest.fixture
def fact(home):
    return factories.fact(name="Amende")


@pytest.fixture
def page(home, fact):
    body = [factories.block("fact_card", fact=fact.pk)]
    campaign = factories.campaign(slug="la-loi")
    return factories.campaign_page(factories.campaign_index(home), campaign, statement="C’est interdit.", body=body)


@pytest.fixture
def link(page):
    return printed.link(page.campaign, "social")


def picture(kind: str = "PNG", size: tuple[int, int] = (640, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#ffb627").save(out, kind)
    return out.getvalue()


def sent(client, page, code, **fields):
    shown = fields.pop("picture", picture())
    data = {
        "language": "fr",
        "link": code.pk,
        "film": SimpleUploadedFile("Mon film.mp4", fields.pop("film", mp4((1080, 1080)))),
        "captions": SimpleUploadedFile("film.vtt", fields.pop("captions", VTT)),
        "picture": SimpleUploadedFile("film.jpg" if shown.startswith(b"\xff\xd8") else "film.png", shown),
        "transcript": "Une main repose un téléphone.\nNe l’envoyez pas.",
        "names_facts": "on",
    }
    return client.post(reverse("campaign_print_own_film", args=[page.campaign_id]), data | fields)


def video(client, page) -> str:
    return client.get(page.url).content.decode()


def test_uploaded_film_takes_the_place_of_the_made_one_everywhere(admin_client, client, page, link):
    made = filmed.film(printed.link(page.campaign), "film-1x1-15")

    response = sent(admin_client, page, link)

    assert response.status_code == 302
    own = PrintedItem.objects.get(is_own=True)
    made.refresh_from_db()
    assert (own.format, own.language, own.link, own.is_current) == ("film-1x1-15", "fr", link, True)
    assert made.replaced_at is not None
    html = video(client, page)
    assert own.file.url in html
    assert "Une main repose un téléphone." in html
    assert "15 s, " in html
    assert made.file.url not in html
    listed = client.get("/fr/relay/la-loi/").content.decode()
    assert (own.poster.url in listed, made.poster.url in listed) == (True, False)
    pack = client.get("/fr/relay/la-loi/pack.zip?language=fr")
    names = zipfile.ZipFile(io.BytesIO(b"".join(pack.streaming_content))).namelist()
    stem = f"fr/film-1x1-15-{link.code}"
    assert {name for name in names if "film" in name} == {
        f"{stem}.mp4", f"{stem}.mp4.txt", f"{stem}.vtt", f"{stem}.srt", f"{stem}-poster.png",
    }  # fmt: skip


def test_picture_is_cut_to_the_film_and_captions_are_kept(admin_client, page, link):
    sent(
        admin_client, page, link, picture=picture("JPEG"), film=mp4((720, 1280), 6), captions=VTT.replace(b"14", b"06")
    )

    own = PrintedItem.objects.get()
    with own.poster.open() as file, Image.open(file) as shown:
        assert (shown.format, shown.size) == ("PNG", (1080, 1920))
    assert (own.width, own.height) == (720, 1280)
    assert own.cues == [{"start": 0, "end": 6, "text": "Ne l'envoyez pas."}]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("film", mp4(seconds=9)),
        ("film", mp4(codec=b"hvc1")),
        ("film", b"GIF89a"),
        ("film", mp4()[:300]),
        ("captions", b"1\n00:00:01,000"),
        ("captions", b"WEBVTT\n\n00:00.000 --> 00:40.000\nTrop tard.\n"),
        ("captions", b"WEBVTT\n\n\xff\xfe"),
        ("picture", b"\x89PNG"),
        ("transcript", ""),
        ("language", "ro"),
        ("link", "0"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(admin_client, page, link, field, value):
    response = sent(admin_client, page, link, **{field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not PrintedItem.objects.exists()


def test_words_are_kept_where_a_file_is_refused(admin_client, page, link):
    html = sent(admin_client, page, link, film=mp4(seconds=9)).content.decode()

    assert "Une main repose un téléphone." in html


def test_film_keeps_no_trace_of_who_made_it(admin_client, page, link):
    sent(admin_client, page, link, film=mp4() + b"\0\0\0\x14uuidQuokkarossig", captions=VTT)

    own = PrintedItem.objects.get()
    assert "Mon" not in own.file.name
    assert b"Quokka" not in default_storage.open(own.file.name).read()


@pytest.mark.parametrize(("names_facts", "is_stale"), [("on", True), ("", False)])
def test_uploaded_film_is_stale_with_the_numbers_that_it_names(admin_client, page, link, fact, names_facts, is_stale):
    sent(admin_client, page, link, names_facts=names_facts)
    page.lead, page.statement = "Autre chose.", "Une autre phrase."
    factories.go_live(page)
    check(PrintedItem.objects.all())
    assert PrintedItem.objects.get().stale_since is None

    fact.value = "1800"
    factories.go_live(fact)
    check(PrintedItem.objects.all())

    assert bool(PrintedItem.objects.get().stale_since) == is_stale
    subject = Subject(page.campaign, "buyers", page.locale, [page], [page])
    assert len(checks.films.ask(subject)) == is_stale
    if is_stale:
        with pytest.raises(PressError):  # nothing here can make it again
            press_runs.begin_again(page.campaign, None)


def test_no_film_is_made_in_the_place_of_an_uploaded_one(admin_client, page, link, django_capture_on_commit_callbacks):
    sent(admin_client, page, link)

    with django_capture_on_commit_callbacks(execute=True):
        run = press_runs.begin(page.campaign, ["film-1x1-15"], ["fr"], [printed.link(page.campaign)], None)

    run.refresh_from_db()
    assert [(error["format"], error["language"]) for error in run.errors] == [("film-1x1-15", "fr")]
    assert PrintedItem.objects.get().is_current
    assert checks.films.ask(Subject(page.campaign, "buyers", page.locale, [page], [page])) == []


def test_uploaded_film_is_recalled_like_any_other(admin_client, client, page, link, django_capture_on_commit_callbacks):
    sent(admin_client, page, link)
    own = PrintedItem.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        recall(page.campaign, [own.pk], "Le montant est faux.", None)

    assert own.file.url not in video(client, page)


def test_who_may_not_launch_uploads_nothing(client, page, link, people):
    client.force_login(people["editor"])

    assert sent(client, page, link).status_code in (302, 403)
    assert not PrintedItem.objects.exists()
    html = client.get(reverse("campaign_print", args=[page.campaign_id])).content.decode()
    assert reverse("campaign_print_own_film", args=[page.campaign_id]) not in html


def test_team_has_captions_picture_and_transcript_of_a_film(admin_client, page, link):
    film = filmed.film(link)
    html = admin_client.get(reverse("campaign_print", args=[page.campaign_id])).content.decode()

    for address, kind in [
        (reverse("campaign_print_captions", args=[page.campaign_id, film.pk, "vtt"]), "text/vtt; charset=utf-8"),
        (reverse("campaign_print_captions", args=[page.campaign_id, film.pk, "srt"]), "application/x-subrip; charset=utf-8"),
        (reverse("campaign_print_poster", args=[page.campaign_id, film.pk]), "image/png"),
    ]:  # fmt: skip
        assert f'href="{address}"' in html
        response = admin_client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert "no-store" in response["Cache-Control"]
    assert "Transcription." in html


def test_sheet_has_neither(admin_client, page, link):
    sheet = printed.item(link)

    for name, more in (("campaign_print_captions", ["vtt"]), ("campaign_print_poster", [])):
        assert admin_client.get(reverse(name, args=[page.campaign_id, sheet.pk, *more])).status_code == 404
