"""What live pages show is neither deleted nor replaced, whatever the way."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from wagtail.models import ReferenceIndex

from core.files import showing
from core.models import CampaignDocument, CampaignImage, CampaignMedia
from core.publication.sign_off import SignOffError
from tests import factories

pytestmark = pytest.mark.usefixtures("reference_index")


def shown(home, thing):
    """A live page that shows it, of the name “Le guide en ligne”."""
    body = {
        CampaignDocument: lambda: ("downloads", {"heading": "À lire", "documents": [thing.pk]}),
        CampaignMedia: lambda: ("video", {"video": thing.pk, "title": "Un film"}),
    }
    if isinstance(thing, CampaignImage):
        return factories.standard_page(home, title="Le guide en ligne", social_image=thing)
    name, value = body[type(thing)]()
    return factories.standard_page(home, title="Le guide en ligne", body=[factories.block(name, **value)])


@pytest.fixture(params=["image", "document", "video"])
def thing(request, tmp_path, db):
    return factories.image(tmp_path) if request.param == "image" else getattr(factories, request.param)()


ADDRESSES = {CampaignImage: "wagtailimages", CampaignDocument: "wagtaildocs", CampaignMedia: "wagtailmedia"}


def delete_in_view(client, thing):
    return client.post(reverse(f"{ADDRESSES[type(thing)]}:delete", args=[thing.pk]), follow=True)


def delete_in_bulk(client, thing):
    meta = thing._meta
    address = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])
    return client.post(f"{address}?id={thing.pk}", follow=True)


@pytest.mark.parametrize("delete", [delete_in_view, delete_in_bulk])
def test_what_a_live_page_shows_is_not_deleted_in_the_admin(admin_client, home, thing, delete):
    shown(home, thing)
    if delete is delete_in_bulk and isinstance(thing, CampaignMedia):
        pytest.skip("videos have no bulk actions")

    html = delete(admin_client, thing).content.decode()

    assert type(thing).objects.filter(pk=thing.pk).exists()
    assert "Le guide en ligne" in html


def test_what_a_live_page_shows_is_not_deleted_by_a_program(home, thing):
    page = shown(home, thing)

    for delete in (thing.delete, type(thing).objects.filter(pk=thing.pk).delete):
        with translation.override("en"), pytest.raises(SignOffError, match="Le guide en ligne"), transaction.atomic():
            delete()

    page.unpublish()
    thing.delete()
    assert not type(thing).objects.exists()


def test_what_was_taken_down_may_be_deleted(home, thing):
    shown(home, thing)
    thing.withdraw(taken_down=True)

    thing.delete()

    assert not type(thing).objects.exists()


def test_file_that_a_live_page_shows_is_not_replaced_by_a_program(home, thing):
    shown(home, thing)
    thing.refresh_from_db()
    before = thing.file.name

    with thing.file.open() as file:
        thing.file = ContentFile(file.read(), name=before.rpartition("/")[2])
    with pytest.raises(SignOffError):
        thing.save()

    assert type(thing).objects.get().file.name == before


def test_everything_else_of_it_may_change(home, tmp_path):
    image = factories.image(tmp_path)
    shown(home, image)
    image = CampaignImage.objects.get()

    image.credit = "Une photographe"
    image.save()

    assert CampaignImage.objects.get().credit == "Une photographe"


def test_publication_guards_at_once_before_the_worker_has_come_to_it(home, thing):
    page = shown(home, thing)
    page.unpublish()
    ReferenceIndex.objects.all().delete()

    page.save_revision()
    factories.go_live(page)

    assert [one.pk for one in showing.shown_by(thing)] == [page.pk]


@pytest.mark.parametrize("number", [1, 3])
def test_who_shows_it_is_asked_in_as_many_queries_for_one_as_for_many(
    number, home, tmp_path, django_assert_num_queries
):
    image = factories.image(tmp_path)
    for _one in range(number):
        factories.standard_page(home, social_image=image)

    with django_assert_num_queries(2):
        assert len(showing.shown_by(image)) == number
