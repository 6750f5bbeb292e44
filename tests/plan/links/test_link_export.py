"""Links given out: a table that computes nothing, and codes that a reader reads."""

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone, translation
from PIL import Image

from campaigns.plan.links.exports.archive import Archive
from campaigns.plan.links.exports.tables import Links
from campaigns.plan.models import Channel, Partner, Placement, TrackedLink, Wave
from core.words.spreadsheets import neutral
from tests import factories


@pytest.fixture
def campaign(home):
    return factories.campaign(name="La loi")


def link(campaign, channel: str = "Affiches", **fields) -> TrackedLink:
    found, _new = Channel.objects.get_or_create(campaign=campaign, name=channel, defaults={"kind": "poster"})
    return TrackedLink.objects.create(campaign=campaign, channel=found, **fields)


def place(campaign, name: str, wave=None) -> Placement:
    channel, _new = Channel.objects.get_or_create(campaign=campaign, name="Affiches", defaults={"kind": "poster"})
    return Placement.objects.create(channel=channel, name=name, wave=wave)


def address(campaign, rest: str) -> str:
    return f"/admin/campaigns/{campaign.pk}/links/{rest}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def table(response) -> list[list[str]]:
    text = body(response).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def read(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("Mairie", "Mairie"),
        ("", ""),
        ("a=1", "a=1"),
    ],
)
def test_cell_is_never_a_formula(cell, written):
    assert neutral(cell) == written


def test_table_tells_all_of_a_link(admin_client, campaign):
    wave = Wave.objects.create(
        campaign=campaign, name="Vague 1", starts_at=campaign.starts_at, ends_at=campaign.starts_at
    )
    partner = Partner.objects.create(name="Une; association", email="a@example.org")
    # In Paris it is the next day already.
    late = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)
    link(
        campaign,
        code="abc234",
        placement=place(campaign, "=cmd|' /C calc'!A1", wave),
        partner=partner,
        address="/fr/aide/",
        created_at=late,
        retired_at=late,
    )

    header, row = table(admin_client.get(address(campaign, "links.csv")))

    assert len(header) == len(row)
    assert row[:3] == ["abc234", "http://localhost/s/abc234", "Affiches"]
    assert row[4:] == [
        "'=cmd|' /C calc'!A1",
        "Vague 1",
        "Une; association",
        "/fr/aide/",
        "2027-02-01",
        "2027-02-01",
    ]


def test_filters_apply_and_other_campaigns_stay_out(admin_client, campaign):
    link(factories.campaign(), "Autre")
    link(campaign, "Radio", code="aaa")
    link(campaign, "Affiches", code="bbb", retired_at=timezone.now())

    rows = [table(admin_client.get(address(campaign, f"links.csv{query}")))[1:] for query in ("", "?state=retired")]

    assert [[row[0] for row in found] for found in rows] == [["bbb", "aaa"], ["bbb"]]


@pytest.mark.parametrize("number", [3, 60])
def test_table_costs_the_same_with_few_and_many_links(campaign, number, django_assert_num_queries):
    places = [place(campaign, f"Lieu {position}") for position in range(number)]
    TrackedLink.objects.bulk_create(
        TrackedLink(campaign=campaign, channel=one.channel, placement=one, code=f"{position:04}")
        for position, one in enumerate(places)
    )
    sheet = Links()

    with django_assert_num_queries(1):
        assert len(list(sheet.rows(campaign.links.all()))) == number + 1


def test_words_are_those_of_the_language_in_which_the_table_was_asked_for(campaign):
    link(campaign)
    with translation.override("en"):
        rows = Links().rows(campaign.links.all())

    with translation.override("ar"):
        header, row = b"".join(rows).decode().splitlines()

    assert header.startswith("\ufeffcode,address,channel,kind")
    assert ",street poster," in row


@pytest.mark.parametrize(
    ("extension", "media_type"), [("svg", "image/svg+xml"), ("png", "image/png"), ("pdf", "application/pdf")]
)
def test_code_of_a_link_is_downloaded(admin_client, campaign, extension, media_type):
    made = link(campaign)

    response = admin_client.get(address(campaign, f"{made.pk}/code.{extension}"))

    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{made.code}.{extension}"'


def test_code_of_another_kind_does_not_exist(admin_client, campaign):
    made = link(campaign)

    assert admin_client.get(address(campaign, f"{made.pk}/code.exe")).status_code == 404


def test_codes_are_read_by_a_reader(admin_client, campaign):
    made = link(campaign)

    png = admin_client.get(address(campaign, f"{made.pk}/code.png")).content
    pdf = admin_client.get(address(campaign, f"{made.pk}/code.pdf")).content

    document = pypdfium2.PdfDocument(pdf)
    assert read(Image.open(io.BytesIO(png))) == [made.url]
    assert read(document[0].render(scale=4).to_pil()) == [made.url]
    document.close()


def test_archive_holds_the_table_and_every_code_by_channel(admin_client, campaign):
    link(campaign, "Affiches", code="aaa", placement=place(campaign, "../../Mairie / de l’Église"))
    link(campaign, "Radio", code="bbb")

    response = admin_client.get(address(campaign, "links.zip"), headers={"Accept-Encoding": "gzip"})

    archive = zipfile.ZipFile(io.BytesIO(body(response)))
    assert archive.testzip() is None
    assert "Content-Encoding" not in response
    assert archive.namelist()[1:] == [
        "radio/bbb.svg",
        "radio/bbb.png",
        "radio/bbb.pdf",
        "affiches/aaa-mairie-de-leglise.svg",
        "affiches/aaa-mairie-de-leglise.png",
        "affiches/aaa-mairie-de-leglise.pdf",
    ]
    assert archive.read(archive.namelist()[0]).decode().count("/s/") == 2
    assert read(Image.open(io.BytesIO(archive.read("radio/bbb.png")))) == ["http://localhost/s/bbb"]
    assert ElementTree.fromstring(archive.read("radio/bbb.svg")).tag == "{http://www.w3.org/2000/svg}svg"


def test_archive_has_codes_of_one_kind_and_of_the_chosen_links(admin_client, campaign):
    link(campaign, "Affiches", code="aaa")
    link(campaign, "Radio", code="bbb", retired_at=timezone.now())

    response = admin_client.get(address(campaign, "links.zip?state=used&kind=pdf&kind=exe"))

    assert zipfile.ZipFile(io.BytesIO(body(response))).namelist()[1:] == ["affiches/aaa.pdf"]


def test_channels_whose_names_differ_in_no_letter_have_folders_of_their_own(campaign):
    for name, code in (("Télé", "aaa"), ("Tele!", "bbb"), ("电视", "ccc"), ("تلفزيون", "ddd")):
        link(campaign, name, code=code)

    names = zipfile.ZipFile(io.BytesIO(b"".join(Archive(campaign, campaign.links.order_by("pk"), ("svg",))))).namelist()

    second, third, fourth = campaign.channels.order_by("pk").values_list("pk", flat=True)[1:]
    assert names[1:] == [
        "tele/aaa.svg",
        f"tele-{second}/bbb.svg",
        f"channel-{third}/ccc.svg",
        f"channel-{fourth}/ddd.svg",
    ]


def test_archive_of_many_links_takes_little_memory(campaign):
    places = [place(campaign, f"Lieu {position}") for position in range(150)]
    TrackedLink.objects.bulk_create(
        TrackedLink(campaign=campaign, channel=one.channel, placement=one, code=f"{position:04}")
        for position, one in enumerate(places)
    )
    # What is made once, whatever the number of codes, is made before.
    list(Archive(campaign, campaign.links.filter(code="0000")))

    tracemalloc.start()
    size = sum(map(len, Archive(campaign, campaign.links.all(), ("svg", "pdf"))))
    _current, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 2_000_000
    assert size > 1_000_000
