"""Uploads: judged by what they hold; the reason and the remedy are said where the file was chosen."""

import struct
import time
import tracemalloc
import zipfile
import zlib
from contextlib import suppress

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from core import uploads
from core.checks import check_uploads
from core.uploads import inspection
from tests.core import specimens as made

SOUND = made.sound_files()
KINDS = sorted(SOUND)


def refusal(name: str, data: bytes, kinds=KINDS, largest: int | None = None) -> tuple[str, str]:
    """The code and the words with which a file is refused."""
    with pytest.raises(ValidationError) as refused:
        uploads.check(ContentFile(data, name=name), kinds, largest)
    (error,) = refused.value.error_list
    return error.code, refused.value.messages[0]


pytestmark = pytest.mark.usefixtures("in_english")


def test_every_kind_is_known_by_a_sound_file():
    assert uploads.FORMATS.keys() == SOUND.keys()


def test_kind_that_is_accepted_and_not_known_stops_the_start(settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["pdf", "rtf"]

    assert [error.msg for error in check_uploads(None)] == [
        "WAGTAILDOCS_EXTENSIONS accepts 'rtf', and nothing knows what such a file holds."
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_sound_file_is_taken_and_left_at_its_beginning(kind):
    file = ContentFile(SOUND[kind], name=f"Guide de l’éducateur.{kind.upper()}")

    uploads.check(file, [kind])

    assert (file.tell(), file.read()) == (0, SOUND[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_empty_file_is_refused(kind):
    assert refusal(f"a.{kind}", b"")[0] == "empty"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"vtt"}))
def test_web_page_under_another_name_is_refused(kind):
    code, words = refusal(f"a.{kind}", b"<!DOCTYPE html><script>alert(1)</script>")

    assert code == "mistaken"
    assert "holds a web page or an SVG drawing" in words
    assert f"save it as .{kind}" in words


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "zip", "png", "jpg", "webp", "gif", "mp4", "m4a"])
def test_file_that_was_cut_short_is_refused(kind):
    data = SOUND[kind]

    assert {refusal(f"a.{kind}", data[: len(data) * part // 4])[0] for part in (2, 3)} <= {"damaged", "mistaken"}


@pytest.mark.parametrize(
    ("name", "kinds", "shown"),
    [
        ("virus.exe", ["odt", "pdf"], "“.exe” are not accepted here. Save it as one of: odt, pdf."),
        ("dessin.svg", ["png"], "“.svg” are not accepted here. Save it as one of: png."),
        ("sans-fin", ["pdf"], "“–” are not accepted here. Save it as one of: pdf."),
    ],
)
def test_kind_that_is_not_accepted_is_refused_with_those_that_are(name, kinds, shown):
    assert shown in refusal(name, b"MZ", kinds)[1]


@pytest.mark.parametrize("name", ["a\u200b.csv", "a\u202evsc.csv", "a\u3164.csv"])
def test_file_with_a_name_that_is_not_what_it_looks_like_is_refused(name):
    code, words = refusal(name, b"a")

    assert code == "not_plain"
    assert words.startswith("The name of the file: U+")


def test_file_over_the_limit_is_refused_with_both_sizes():
    assert refusal("a.txt", b"x" * 2048, largest=1024) == (
        "too_large",
        "This file is too large (2.0\xa0KB). At most 1.0\xa0KB: make it smaller, or split it.",
    )


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.pdf", b"MZ\x90\0", "a program"),
        ("a.pdf", SOUND["docx"], "a ZIP archive or an office document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document with a password or of an Office before 2007"),
        ("a.png", SOUND["jpg"], "a picture"),
        ("a.mp4", SOUND["avif"], "a picture"),
        ("a.avif", SOUND["mp4"], "a video or a sound"),
        ("a.txt", SOUND["pdf"], "a PDF"),
        ("a.csv", "Numéro".encode("utf-16"), "text in UTF-16"),
        ("a.mp3", SOUND["ogg"], "a sound or a video"),
        ("a.zip", made.packed([]), "an empty ZIP archive"),
    ],
)
def test_file_whose_name_says_something_else_is_refused_with_what_it_is(name, data, found):
    code, words = refusal(name, data)

    assert (code, f"it holds {found}. Open it" in words) == ("mistaken", True)


def test_office_document_under_the_name_of_another_is_refused():
    assert refusal("a.xlsx", SOUND["docx"])[0] == "mistaken"
    assert refusal("a.odt", SOUND["ods"])[0] == "mistaken"
    assert refusal("a.docx", SOUND["odt"])[0] == "mistaken"
    assert refusal("a.docx", made.packed([("a.txt", "a")]))[0] == "mistaken"


# PDF


@pytest.mark.parametrize("objects", [True, False])
@pytest.mark.parametrize(("action", "code"), [(made.SCRIPT, "script"), (made.PROGRAM, "script")])
def test_pdf_that_runs_something_is_refused_wherever_that_lies(objects, action, code):
    assert refusal("a.pdf", made.pdf(objects, action=action))[0] == code


@pytest.mark.parametrize("objects", [True, False])
def test_pdf_with_links_is_taken(objects):
    uploads.check(ContentFile(made.pdf(objects, action=made.LINK), name="a.pdf"), ["pdf"])


def test_pdf_whose_script_is_spelled_in_numbers_is_refused():
    data = made.pdf(objects=False, action=made.SCRIPT).replace(b"/JavaScript", b"/J#61v#61Scr#69pt")

    assert refusal("a.pdf", made.pointed(data))[0] == "script"


@pytest.mark.parametrize("objects", [True, False])
def test_pdf_with_a_password_is_refused(objects):
    data = made.pdf(objects, encryption=pikepdf.Encryption(owner="a", user=""))

    assert refusal("a.pdf", data)[0] == "encrypted"


def test_pdf_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(inspection, "MAX_UNPACKED", 5_000_000)
    packed = zlib.compress(bytes(5_000_001))
    stream = b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % packed

    assert refusal("a.pdf", made.pointed(b"%PDF-1.5\n" + stream + b"xref\n0 0\ntrailer<<>>\nstartxref"))[0] == "bomb"


def test_pdf_whose_objects_are_packed_in_a_way_of_its_own_is_refused():
    data = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/Filter[/ASCIIHexDecode/FlateDecode]>>\nstream\n00\nendstream\nendobj\nxref\nstartxref"

    assert refusal("a.pdf", made.pointed(data))[0] == "unusual"


# Office


MACROS = [
    ("a.docx", made.ooxml(entries=[("word/vbaProject.bin", b"\0")])),
    ("a.docx", made.ooxml(made.WORD_WITH_MACROS)),
    ("a.docx", made.ooxml(entries=[("word/activeX/activeX1.xml", "<ocx/>")])),
    ("a.docx", made.ooxml(entries=[("xl/macrosheets/sheet1.xml", "<xm/>")])),
    ("a.odt", made.opendocument(entries=[("Basic/Standard/Module1.xml", "<module/>")])),
    ("a.odt", made.opendocument(entries=[("Scripts/python/a.py", "")])),
    ("a.odt", made.opendocument(content=f'<listener {made.XLINK} xlink:href="vnd.sun.star.script:a?location=share"/>')),
]


@pytest.mark.parametrize(("name", "data"), MACROS)
def test_office_document_with_macros_is_refused(name, data):
    code, words = refusal(name, data)

    assert code == "macros"
    assert "Save it as a document without macros" in words


@pytest.mark.parametrize(
    ("name", "data", "target"),
    [
        ("a.docx", made.ooxml(entries=[made.relation("attachedTemplate", "https://evil.example/a.dotm")]), "a.dotm"),
        ("a.docx", made.ooxml(entries=[made.relation("image", "https://evil.example/dot.png")]), "dot.png"),
        (
            "a.odt",
            made.opendocument(content=f'<image {made.XLINK} xlink:href="http://evil.example/dot.png"/>'),
            "dot.png",
        ),
        ("a.odt", made.opendocument(content=f'<image {made.XLINK} xlink:href="file:///etc/passwd"/>'), "passwd"),
    ],
)
def test_office_document_that_loads_something_from_elsewhere_is_refused(name, data, target):
    code, words = refusal(name, data)

    assert (code, target in words) == ("elsewhere", True)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", made.ooxml(entries=[("word/embeddings/oleObject1.bin", b"\0")]), "object"),
        ("a.docx", made.ooxml(entries=[("word/embeddings/a.docx", MACROS[0][1])]), "macros"),
        ("a.docx", made.ooxml(entries=[("word/embeddings/a.docm", b"PK")]), "invalid_extension"),
        ("a.docx", made.ooxml('" <'), "damaged"),
        ("a.odt", made.opendocument(manifest="<encryption-data/>"), "encrypted"),
        ("a.odt", made.opendocument(content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged"),
    ],
)
def test_office_document_with_something_else_inside_is_refused(name, data, code):
    assert refusal(name, data)[0] == code


# ZIP


def link_to(target: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = 0o120777 << 16
    return info


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([("../a.txt", "a")], "entry"),
        ([("/etc/a.txt", "a")], "entry"),
        ([("kit/../../a.txt", "a")], "entry"),
        ([("C:/a.txt", "a")], "entry"),
        ([("..\\a.txt", "a")], "entry"),
        ([(link_to("/etc/passwd"), "/etc/passwd")], "entry"),
        ([("A.txt", "a"), ("a.TXT", "b")], "overlap"),
        ([(f"{number}.txt", "") for number in range(2001)], "too_many"),
        ([("autre.zip", "PK")], "nested"),
        ([("a.exe", "MZ")], "invalid_extension"),
        ([("a.pdf", "MZ")], "mistaken"),
        ([("a.docx", MACROS[0][1])], "macros"),
        ([("vide.txt", "")], "empty"),
        (
            [
                (
                    "a.docx",
                    made.ooxml(
                        entries=[
                            ("word/embeddings/b.docx", made.ooxml(entries=[("x/embeddings/c.docx", SOUND["docx"])]))
                        ]
                    ),
                )
            ],
            "nested",
        ),
    ],
)
def test_zip_that_holds_what_it_should_not_is_refused(entries, code):
    assert refusal("kit.zip", made.packed(entries))[0] == code


def test_zip_says_which_file_in_it_is_wrong():
    words = refusal("kit.zip", made.packed([("kit/Affiche.PDF", "MZ")]))[1]

    assert words.startswith("“kit/Affiche.PDF” in it: Its name says PDF, but it holds a program.")


def test_zip_with_a_password_is_refused():
    data = bytearray(made.packed([("a.txt", "a")]))
    data[data.index(b"PK\1\2") + 8] |= 1

    assert refusal("kit.zip", bytes(data))[0] == "entry"


def test_zip_that_is_packed_in_a_way_of_its_own_is_refused():
    assert refusal("kit.zip", made.packed([("a.txt", "a")], zipfile.ZIP_LZMA))[0] == "entry"


def overlapping(times: int) -> bytes:
    """One megabyte of nothing, listed again and again at the same place."""
    data = made.packed([("000.txt", bytes(1024 * 1024))])
    at = data.index(b"PK\1\2")
    entry = data[at : data.index(b"PK\5\6")]
    entries = b"".join(entry.replace(b"000.txt", b"%03d.txt" % number) for number in range(times))
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, times, times, len(entries), at, 0)
    return data[:at] + entries + end


def many_bombs() -> bytes:
    """As 42.zip: sixteen archives, each of which holds sixteen."""
    inner = made.packed([(f"{number}.zip", made.packed([("a.txt", bytes(10_000_000))])) for number in range(16)])
    return made.packed([(f"lib {number}.zip", inner) for number in range(16)], zipfile.ZIP_STORED)


def endless_list() -> bytes:
    """An archive that declares a list of entries of a hundred megabytes."""
    data = bytearray(made.packed([("a.txt", "a")]))
    at = data.index(b"PK\5\6")
    listed = bytes(data[data.index(b"PK\1\2") : at]) * 100_000
    return (
        bytes(data[: data.index(b"PK\1\2")])
        + listed
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, len(listed), data.index(b"PK\1\2"), 0)
    )


BOMBS = {
    "one file": made.packed([("a.txt", bytes(200 * 1024 * 1024))]),
    "overlapping": overlapping(900),
    "nested": many_bombs(),
    "list": endless_list(),
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", ["kit.zip", "kit.docx", "kit.odt"])
def test_bomb_is_refused_at_once_without_being_unpacked(bomb, name):
    start = time.thread_time()
    refusal(name, BOMBS[bomb])
    seconds = time.thread_time() - start  # of processor: others may be at work
    tracemalloc.start()
    refusal(name, BOMBS[bomb])
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert seconds < 0.3
    assert most < 8 * 1024 * 1024


def test_documents_in_a_zip_share_what_may_be_unpacked(monkeypatch):
    monkeypatch.setattr(inspection, "MAX_UNPACKED", 5_000_000)
    one = made.ooxml(entries=[("word/media/a.bin", bytes(900_000))])

    uploads.check(ContentFile(made.packed([(f"{number}.docx", one) for number in range(5)]), name="kit.zip"), ["zip"])

    assert refusal("kit.zip", made.packed([(f"{number}.docx", one) for number in range(6)]))[0] == "bomb"


# Text, pictures, films


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"a" * 3_000_000 + b"\0", "no_text"),
        ("a.csv", "Numéro".encode("utf-16-le"), "no_text"),
        ("a.vtt", b"1\n00:00:01,000 --> 00:00:02,000\nBonjour", "no_captions"),
        ("a.vtt", b"WEBVTTX\n", "no_captions"),
        ("a.vtt", b"WEBVTT\n\0", "no_text"),
        ("a.png", made.picture("PNG", (10_000, 10))[:200], "damaged"),
        ("a.mp4", made.box(b"ftyp", b"isom\0\0\0\0") + made.box(b"mdat", bytes(9)), "damaged"),
        ("a.mp4", made.MP4 + made.box(b"free")[:-1], "damaged"),
    ],
)
def test_file_that_no_program_would_show_is_refused(name, data, code):
    assert refusal(name, data)[0] == code


def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000

    assert refusal("a.png", made.picture("PNG", (40, 30))) == (
        "too_many_pixels",
        "This picture has more than 1000 pixels. Make it smaller.",
    )


# Whatever comes


def judged(name: str, data: bytes) -> None:
    """Taken, or refused; nothing else may be raised."""
    with suppress(ValidationError):
        uploads.check(ContentFile(data, name=name), KINDS)


@given(st.sampled_from(KINDS), st.binary(max_size=300))
def test_random_bytes_are_judged(kind, data):
    judged(f"a.{kind}", data)


@given(st.sampled_from(KINDS), st.binary(max_size=300))
def test_random_bytes_after_a_good_beginning_are_judged(kind, data):
    judged(f"a.{kind}", SOUND[kind][:16] + data)


@given(st.sampled_from(KINDS), st.data())
def test_damaged_files_are_judged(kind, data):
    content = bytearray(SOUND[kind])
    for _change in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    judged(f"a.{kind}", bytes(content))
    judged(f"a.{kind}", bytes(content[:cut]))
