"""Files that are withdrawn: nothing of them is public, and each comes back as it was."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone, translation

from core.models import CampaignDocument, CampaignImage
from core.models.images import withdraw_out_of_rights
from core.publication import withdrawal
from tests import factories
from tests.core import specimens

pytestmark = [pytest.mark.usefixtures("search_index"), pytest.mark.usefixtures("reference_index")]

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
NUMBERS = iter(range(1, 10_000))


def document(**fields) -> CampaignDocument:
    name = f"guide-{next(NUMBERS)}.txt"
    return CampaignDocument.objects.create(**{"title": "Guide", "file": ContentFile(b"guide", name=name)} | fields)


def page_showing(home, *blocks):
    return factories.standard_page(home, slug="fichiers", body=[factories.block(*one[:1], **one[1]) for one in blocks])


def downloads(*documents):
    return ("downloads", {"heading": "À télécharger", "documents": [item(one) for one in documents]})


def item(one) -> dict:
    return {"type": "item", "id": f"id-{one.pk}", "value": one.pk}


def figure(image):
    return ("figure", {"image": {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}, "caption": ""})


def html_of(client) -> str:
    return client.get("/fr/fichiers/").content.decode()


def is_public(file) -> list[str]:
    return [name for name in file.file_names if storages["default"].exists(name)]


@pytest.fixture
def purged():
    told = []
    withdrawal.PURGES.append(told.append)
    yield told
    withdrawal.PURGES.remove(told.append)


def test_document_that_is_taken_down_has_no_address(client, home):
    guide = document()
    factories.shown(guide)
    address = guide.url

    guide.withdraw(taken_down=True)

    assert client.get(address).status_code == 404
    assert is_public(guide) == []


def test_document_that_is_taken_down_is_not_even_called_unchanged(client, home):
    guide = document()
    factories.shown(guide)
    unchanged = {"if-none-match": client.get(guide.url)["ETag"]}
    assert client.get(guide.url, headers=unchanged).status_code == 304

    guide.withdraw(taken_down=True)

    assert client.get(guide.url, headers=unchanged).status_code == 404


def test_document_that_is_put_back_is_served_at_its_address(client, home):
    guide = document()
    factories.shown(guide)
    guide.withdraw(taken_down=True)

    CampaignDocument.objects.get().restore()

    assert b"".join(client.get(guide.url)) == b"guide"


def test_downloads_offer_what_is_left(client, home):
    gone, left = document(title="Retiré"), document(title="Laissé")
    page_showing(home, downloads(gone, left))

    gone.withdraw(taken_down=True)

    html = html_of(client)
    assert "Retiré" not in html
    assert left.url in html


def test_downloads_without_any_file_show_nothing(client, home):
    gone = document()
    page_showing(home, downloads(gone))

    gone.withdraw(taken_down=True)

    assert "À télécharger" not in html_of(client)


def test_link_in_a_text_to_a_withdrawn_document_leads_nowhere(client, home):
    guide = document()
    text = f'<p>Lire <a linktype="document" id="{guide.pk}">le guide</a>.</p>'
    page_showing(home, ("text", {"text": text}))
    assert guide.url in html_of(client)

    guide.withdraw(taken_down=True)

    html = html_of(client)
    assert "le guide" in html
    assert guide.url not in html


def test_video_that_is_taken_down_leaves_neither_film_nor_captions(client, home):
    film = factories.video()
    page_showing(home, ("video", {"video": film.pk, "title": "Un film"}))
    assert film.url in html_of(client)

    film.withdraw(taken_down=True)

    assert "Un film" not in html_of(client)
    assert [client.get(address).status_code for address in (film.url, film.captions.url)] == [404, 404]
    film.restore()
    assert [client.get(address).status_code for address in (film.url, film.captions.url)] == [200, 200]


def test_image_that_is_taken_down_stays_so_when_it_is_saved(tmp_path, db):
    image = factories.image(tmp_path)
    image.withdraw(taken_down=True)

    image = CampaignImage.objects.get()
    image.rights_until = timezone.localdate()
    image.save()

    assert (image.may_be_shown, is_public(image)) == (False, [])


def test_image_put_back_after_its_rights_ended_stays_withdrawn(tmp_path, db):
    image = factories.image(tmp_path)
    image.withdraw(taken_down=True)
    CampaignImage.objects.update(rights_until=YESTERDAY)

    image = CampaignImage.objects.get()
    image.restore()

    assert (image.taken_down, image.may_be_shown, is_public(image)) == (False, False, [])


def test_rendition_that_was_in_the_making_is_swept_away(client, home, tmp_path):
    image = factories.image(tmp_path)
    image.withdraw(taken_down=True)
    name = storages["default"].save("images/late.jpg", ContentFile(b"late"))
    image.renditions.create(filter_spec="width-10", file=name, width=10, height=10)

    withdraw_out_of_rights()

    assert not storages["default"].exists(name)


def test_upload_to_a_file_that_is_taken_down_is_not_public(client, db):
    film = factories.video()
    factories.shown(film)
    film.withdraw(taken_down=True)

    film.file = ContentFile(specimens.MP4, name="autre.mp4")
    film.save()

    assert client.get(film.url).status_code == 404


def test_upload_does_not_take_the_name_of_a_withdrawn_file(client, db):
    first = document(file=ContentFile(b"premier", name="meme-nom.txt"))
    first.withdraw(taken_down=True)

    second = document(file=ContentFile(b"second", name="meme-nom.txt"))
    CampaignDocument.objects.get(pk=first.pk).restore()
    factories.shown(first, second)

    assert second.file.name != first.file.name
    assert [b"".join(client.get(one.url)) for one in (first, second)] == [b"premier", b"second"]


def test_deleted_file_leaves_nothing_in_the_private_folder(db, django_capture_on_commit_callbacks):
    guide = document()
    guide.withdraw(taken_down=True)

    with django_capture_on_commit_callbacks(execute=True):
        guide.delete()

    assert not storages["private"].exists(guide.file.name)


def test_whoever_keeps_copies_is_told_once_it_is_committed(db, purged, django_capture_on_commit_callbacks):
    guide = document()

    with django_capture_on_commit_callbacks(execute=True):
        guide.withdraw(taken_down=True)
        assert purged == []

    assert purged == [[guide]]


def test_failure_of_one_copy_keeper_keeps_no_other_from_being_told(
    db, purged, caplog, django_capture_on_commit_callbacks
):
    def fail(objects):
        raise OSError("cache is down")

    withdrawal.PURGES.insert(0, fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            document().withdraw(taken_down=True)
    finally:
        withdrawal.PURGES.remove(fail)

    assert len(purged) == 1
    assert "cache is down" in caplog.text


def test_choosers_mark_what_is_withdrawn(admin_client, home, tmp_path):
    guide, image = document(title="Guide retiré"), factories.image(tmp_path, title="Photo retirée")
    document(title="Guide laissé")
    for one in (guide, image):
        one.withdraw(taken_down=True)

    with translation.override("fr"):
        documents = admin_client.get(reverse("wagtaildocs_chooser:choose")).json()["html"]
        images = admin_client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
        listed = admin_client.get(reverse("wagtailimages_chooser:choose") + "?layout=list").json()["html"]

    assert str(CampaignDocument.objects.get(pk=guide.pk)) in documents
    assert "Guide laissé (" not in documents
    assert 'class="w-status"' in images
    assert 'class="w-status"' in listed


# What is approved with a page is not replaced under it.

ANOTHER = ContentFile(specimens.pdf(), name="autre.pdf")


@pytest.mark.parametrize(("name", "value"), [("file", ANOTHER), ("title", "Autre titre")])
def test_document_shown_by_a_live_page_is_not_replaced(home, name, value):
    guide = document()
    page = page_showing(home, downloads(guide))

    setattr(guide, name, value)

    with translation.override("en"), pytest.raises(ValidationError) as refused:
        guide.full_clean()
    assert list(refused.value.message_dict) == [name]
    assert page.title in refused.value.message_dict[name][0]


def test_document_shown_by_no_live_page_is_replaced(home):
    guide = document()
    page_showing(home, downloads(guide)).unpublish()

    guide.file = ANOTHER

    guide.full_clean()


def test_document_shown_by_a_live_page_takes_another_licence(home):
    guide = document()
    page_showing(home, downloads(guide))

    guide.licence = "cc0-1.0"

    guide.full_clean()


def test_image_shown_by_a_live_page_keeps_its_description(home, tmp_path):
    image = factories.image(tmp_path, description="Un rectangle vert")
    page_showing(home, figure(image))

    image.description = "Autre chose"

    with pytest.raises(ValidationError) as refused:
        image.full_clean()
    assert list(refused.value.message_dict) == ["description"]


def test_video_shown_by_a_live_page_keeps_its_captions_and_transcript(home):
    film = factories.video()
    page_showing(home, ("video", {"video": film.pk, "title": "Un film"}))

    film.transcript = "Autre chose"
    film.captions = ContentFile(b"WEBVTT\n", name="autre.vtt")

    with pytest.raises(ValidationError) as refused:
        film.full_clean()
    assert set(refused.value.message_dict) == {"captions", "transcript"}


def test_editor_is_told_in_the_form(admin_client, home):
    guide = document()
    page = page_showing(home, downloads(guide))

    address = reverse("wagtaildocs:edit", args=[guide.pk])
    response = admin_client.post(address, {"title": "Autre titre", "licence": "cc0-1.0", "language": "", "tags": ""})

    assert page.title in response.content.decode()
    assert CampaignDocument.objects.get().title == "Guide"


def test_image_form_refuses_another_file(admin_client, home, tmp_path):
    image, other = factories.image(tmp_path), factories.image(tmp_path)
    page_showing(home, figure(image))
    before = image.file.name

    with other.file.open() as file:
        fields = {
            "title": image.title,
            "description": "",
            "file": file,
            "licence": "reserved",
            "tags": "",
            "credit": "",
        }
        response = admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)

    assert "file" in response.context["form"].errors
    assert CampaignImage.objects.get(pk=image.pk).file.name == before


def test_pages_that_show_a_file_are_found_where_they_are_live(home, tmp_path):
    image = factories.image(tmp_path)
    live = page_showing(home, figure(image))
    factories.standard_page(home, social_image=image).unpublish()

    assert [page.pk for page in image.shown_by()] == [live.pk]
