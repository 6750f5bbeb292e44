"""What browsers do not show, or what may run programs, is drawn anew as it comes in: HEIC as JPEG, SVG as PNG."""

import base64
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from core.models import CampaignImage
from core.uploads.kinds import drawings
from core.uploads.kinds.redrawn import redrawn
from tests.core.files import traced

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.processes]

# 64 × 48, red with a blue quarter, on its side, with the word of `traced` in EXIF (place, maker, author) and XMP.
HEIC = base64.b64decode(
    """
    AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAhJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAEZpbG9jAA
    AAAERAAAMAAQAAAAACNgABAAAAAAAAAFIAAgAAAAACiAABAAAAAAAAAUYAAwAAAAADzgABAAAAAAAAACYAAABiaWluZgAAAAAAAwAAABVpbmZl
    AgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waX
    RtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroC
    QGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFG
    lzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAA
    ABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAoaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAA5jZHNjAAMAAQABAAABxm1kYXQAAABOKAGvE4DlMf
    f/24NEHT6g+TJmTqDEKLsPf+e3y5hssQb3hLYCyidqxz/inW38ie5Zmj7MlTFpL0n99EpctN71oeiqo3EaubFnpIeuTYW2AAAABkV4aWYAAE1N
    ACoAAAAIAAgBDgACAAAAEAAAAG4BDwACAAAAEAAAAH4BEAACAAAAEAAAAI4BEgADAAAAAQAGAAABMQACAAAAEAAAAJ4BOwACAAAAEAAAAK6CmA
    ACAAAAEAAAAL6IJQAEAAAAAQAAAM4AAAAAUXVva2thcm9zc2lnbm9sAFF1b2trYXJvc3NpZ25vbABRdW9ra2Fyb3NzaWdub2wAUXVva2thcm9z
    c2lnbm9sAFF1b2trYXJvc3NpZ25vbABRdW9ra2Fyb3NzaWdub2wAAAQAAQACAAAAAk4AAAAAAgAFAAAAAwAAAQQAGwAHAAAADwAAARwAHQACAA
    AAEAAAASwAAAAAAAAAMAAAAAEAAAAzAAAAAQAAABgAAAABUXVva2thcm9zc2lnbm9sAFF1b2trYXJvc3NpZ25vbAA8eDp4bXBtZXRhPlF1b2tr
    YXJvc3NpZ25vbDwveDp4bXBtZXRhPg==
"""
)
SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">
<metadata>%s</metadata><!-- %s --><script>alert("%s")</script><rect width="20" height="20" fill="#c81e1e"/>%s</svg>"""
RED, BLUE = (200, 30, 30), (30, 30, 200)


def svg(more: str = "") -> bytes:
    return (SVG % (traced.CANARY, traced.CANARY, traced.CANARY, more)).encode()


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 6 for one, other in zip(found, wanted, strict=True))


def drawn(data: bytes, name: str) -> tuple[str, bytes]:
    file = redrawn(ContentFile(data, name=name))
    return file.name, file.read()


def refusal(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(ValidationError) as refused:
        drawn(data, name)
    return refused.value.code, refused.value.messages[0]


def test_picture_of_a_telephone_becomes_an_upright_jpeg_without_traces():
    assert traced.has_canary(HEIC)

    name, data = drawn(HEIC, "IMG 1.HEIC")

    with Image.open(io.BytesIO(data)) as picture:
        assert (name, picture.format, picture.size, dict(picture.getexif())) == ("IMG 1.jpg", "JPEG", (48, 64), {})
        assert near(picture.getpixel((40, 5)), BLUE)
        assert near(picture.getpixel((5, 60)), RED)
    assert not traced.has_canary(data)


def test_drawing_becomes_a_picture_that_runs_nothing_and_keeps_its_transparency():
    name, data = drawn(svg(), "logo.svg")

    with Image.open(io.BytesIO(data)) as picture:
        assert (name, picture.format, picture.size, picture.mode) == ("logo.png", "PNG", (2560, 1280), "RGBA")
        assert picture.getpixel((100, 100)) == (*RED, 255)
        assert picture.getpixel((2500, 100))[3] == 0
    assert not traced.has_canary(data)
    assert b"alert" not in data


def test_drawing_may_lead_elsewhere_and_use_its_own_parts():
    more = '<a href="https://example.org/"><rect fill="url(#a)" width="3" height="3"/></a>'

    assert drawn(svg(more), "logo.svg")[0] == "logo.png"


def test_tall_drawing_is_no_larger_than_a_wide_one():
    _name, data = drawn(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 500"/>', "a.svg")

    assert Image.open(io.BytesIO(data)).size[1] == 2560


def test_what_is_kept_is_left_alone():
    file = ContentFile(b"anything", name="a.jpg")

    assert redrawn(file) is file


@pytest.mark.parametrize(
    ("more", "code", "named"),
    [
        ("<text>Non</text>", "text", "Turn the text into paths"),
        ('<image href="file:///etc/logo.png"/>', "elsewhere", "file:///etc/logo.png"),
        ('<image xlink:href="https://example.org/a.png"/>', "elsewhere", "https://example.org/a.png"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "elsewhere", "data:image/svg"),
        ("<style>@import url(http://example.org/a.css)</style>", "elsewhere", "http://example.org/a.css"),
        ("<style>@import 'b.css';</style>", "elsewhere", "b.css"),
        ('<rect style="fill: url(http://example.org/a.svg#b)"/>', "elsewhere", "http://example.org/a.svg#b"),
        ("<g>", "damaged", "XML"),
    ],
)
def test_drawing_that_is_not_whole_in_itself_says_why(more, code, named):
    found, said = refusal(svg(more), "a.svg")

    assert (found, named in said) == (code, True)


def test_drawing_that_asks_for_hours_is_refused(monkeypatch):
    """Each of its groups shows the next one ten times: 10^12 rectangles."""
    monkeypatch.setattr(drawings, "SECONDS", 5)
    groups = "".join(f'<g id="a{n}">{f"""<use href="#a{n + 1}"/>""" * 10}</g>' for n in range(12))

    code, _said = refusal(svg(f'<defs>{groups}<rect id="a12" width="9" height="9"/></defs><use href="#a0"/>'), "a.svg")

    assert code == "damaged"


def test_drawing_reads_no_file_of_the_server(tmp_path):
    entity = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'.encode()

    assert refusal(entity + svg("&a;"), "a.svg")[0] == "damaged"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (HEIC[:500], "a.heic", "damaged"),
        (b"%PDF-1.7", "a.heic", "mistaken"),
        (b"<html></html>", "a.svg", "mistaken"),
        (b"", "a.svg", "empty"),
    ],
)
def test_picture_that_cannot_be_drawn_is_refused(data, name, code):
    assert refusal(data, name)[0] == code


def test_picture_with_too_many_pixels_is_refused_before_it_is_decoded(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64 * 48 - 1

    assert refusal(HEIC, "a.heic")[0] == "too_many_pixels"


def test_file_that_is_too_large_is_refused_before_it_is_drawn(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100

    assert refusal(svg(), "a.svg")[0] == "too_large"


@pytest.mark.parametrize(("name", "data", "kept"), [("a.heic", HEIC, ".jpg"), ("a.svg", svg(), ".png")])
@pytest.mark.parametrize("way", ["form", "one of several", "program"])
def test_image_is_kept_as_it_was_drawn_whatever_way_it_comes(admin_client, name, data, kept, way):
    file, said = SimpleUploadedFile(name, data), {"title": "Une image", "licence": "reserved", "collection": 1}
    said["description"] = "Un carré"
    if way == "form":
        admin_client.post(reverse("wagtailimages:add"), said | {"file": file})
    elif way == "one of several":
        admin_client.post(reverse("wagtailimages:add_multiple"), {"title": "Une image", "files[]": file})
        waiting = UploadedFile.objects.get().pk
        said = {f"uploaded-image-{waiting}-{field}": value for field, value in said.items()}
        admin_client.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]), said)
    else:
        CampaignImage.objects.create(title="Une image", file=file)

    image = CampaignImage.objects.get()
    assert image.file.name.endswith(kept)
    assert (image.width, image.height) == {".jpg": (48, 64), ".png": (2560, 1280)}[kept]
    with image.file.open() as stored:
        assert not traced.has_canary(stored.read())


def test_form_says_what_becomes_of_them(admin_client):
    html = admin_client.get(reverse("wagtailimages:add")).content.decode()

    assert "A HEIC of a telephone is kept as JPEG, an SVG without text as PNG." in html
