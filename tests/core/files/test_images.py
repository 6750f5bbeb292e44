"""Images: their rights end by themselves."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as PillowImage

from core.models import CampaignImage
from core.models.images import withdraw_out_of_rights
from core.renditions.making import mend
from tests import factories

pytestmark = pytest.mark.usefixtures("reference_index")

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def page_with(home, image):
    value = {"image": image.pk, "alt_text": "Un rectangle, dans son contexte", "decorative": False}
    return factories.standard_page(home, slug="image", body=[factories.block("figure", image=value, caption="Légende")])


@pytest.mark.parametrize(("until", "shown"), [(None, True), (TODAY, True), (YESTERDAY, False)])
def test_image_is_shown_until_the_last_day_of_its_rights(client, home, tmp_path, until, shown):
    page_with(home, factories.image(tmp_path, rights_until=until, credit="Une photographe"))

    html = client.get("/fr/image/").content.decode()

    assert ("Une photographe" in html) is shown
    assert ('alt="Un rectangle, dans son contexte"' in html) is shown


def test_image_is_offered_in_several_widths_and_formats(client, home, tmp_path):
    page_with(home, factories.image(tmp_path))
    mend()

    html = client.get("/fr/image/").content.decode()

    assert html.count("400w") == 2
    assert 'type="image/avif"' in html
    assert 'loading="lazy"' in html


def test_image_out_of_rights_leaves_the_public_folder_with_its_renditions(
    client, home, tmp_path, django_capture_on_commit_callbacks
):
    image = factories.image(tmp_path)
    page_with(home, image)
    mend()
    files = [rendition.file.name for rendition in image.renditions.all()]
    CampaignImage.objects.update(rights_until=YESTERDAY)

    with django_capture_on_commit_callbacks(execute=True):
        assert withdraw_out_of_rights() == 1

    public, private = storages["default"], storages["private"]
    assert [name for name in [image.file.name, *files] if public.exists(name)] == []
    assert private.exists(image.file.name)
    assert withdraw_out_of_rights() == 0


def test_image_whose_rights_are_extended_comes_back(client, home, tmp_path):
    image = factories.image(tmp_path, rights_until=YESTERDAY)
    page_with(home, image)
    withdraw_out_of_rights()

    image = CampaignImage.objects.get()
    image.rights_until = TODAY
    image.save()

    assert "<picture>" in client.get("/fr/image/").content.decode()
    assert not storages["private"].exists(image.file.name)


def test_withdrawal_that_was_cut_short_is_finished_by_the_next(tmp_path, db):
    image = factories.image(tmp_path, rights_until=YESTERDAY)
    with storages["default"].open(image.file.name) as file:
        storages["private"].save(image.file.name, file)

    withdraw_out_of_rights()

    assert storages["private"].size(image.file.name) > 0
    assert not storages["default"].exists(image.file.name)


def test_report_lists_images_by_their_end_of_rights(admin_client, home, tmp_path):
    factories.image(tmp_path, title="Sans limite")
    factories.image(tmp_path, title="Finit", rights_until=TODAY)

    html = admin_client.get("/admin/reports/image-rights/").content.decode()

    assert "Finit" in html
    assert "Sans limite" not in html


def test_link_preview_is_always_a_jpeg(client, home, tmp_path):
    factories.standard_page(home, slug="image", social_image=factories.image(tmp_path))
    mend()

    html = client.get("/fr/image/").content.decode()

    assert '.jpg">' in html[html.index("og:image") :]
    assert '<meta property="og:image:width" content="1200">' in html


def huge() -> bytes:
    """A hundred million pixels in a few kilobytes."""
    file = io.BytesIO()
    PillowImage.new("1", (10_000, 10_000)).save(file, "PNG")
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("huge.png", huge(), "too_many_pixels"),
        ("program.bmp", b"BM", "invalid_extension"),
        ("script.png", SVG, "mistaken"),
    ],
)
def test_upload_that_no_page_may_show_is_refused_with_its_reason(admin_client, name, data, code):
    uploaded = SimpleUploadedFile(name, data)

    response = admin_client.post(reverse("wagtailimages:add"), {"title": "Une image", "file": uploaded})

    assert [error.code for error in response.context["form"].errors["file"].as_data()] == [code]
    assert CampaignImage.objects.count() == 0
