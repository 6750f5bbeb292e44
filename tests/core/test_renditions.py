"""Sizes of pictures are made when something goes live, in the background: no visitor waits for one."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.images.models import Filter
from wagtail.models import ReferenceIndex, Revision
from willow.registry import registry

from core.models import CampaignImage, Rendition
from core.periodic_jobs import publish_scheduled
from core.renditions import making, showing
from core.renditions.specs import BASIC, IN_PAGES, SHARED
from core.renditions.waiting import NotMadeYetError, nobody_waits
from serving.page_cache.changes.node import node
from tests import factories

pytestmark = pytest.mark.usefixtures("reference_index")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What follows a commit, in the worker too, is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def decoded(monkeypatch) -> list[str]:
    """What Willow was asked to do with pictures."""
    found: list[str] = []
    original = registry.get_operation

    def watched(image_class, name):
        found.append(name)
        return original(image_class, name)

    monkeypatch.setattr(registry, "get_operation", watched)
    return found


def figure(image: CampaignImage) -> dict:
    value = {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}
    return factories.block("figure", image=value, caption="")


def specs(image: CampaignImage) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_publishing_makes_all_that_the_page_shows_with_its_files(home, tmp_path, commits):
    image = factories.image(tmp_path)

    with commits():
        factories.standard_page(home, body=[figure(image)], social_image=image)

    assert specs(image) == {*IN_PAGES, SHARED}
    assert [one.filter_spec for one in image.renditions.all() if not one.file.storage.exists(one.file.name)] == []


def test_draft_makes_no_more_than_what_its_upload_made(home, tmp_path, commits):
    image = factories.image(tmp_path)

    with commits():
        page = factories.standard_page(home)
        page.body = [figure(image)]
        page.save_revision()

    assert specs(image) == {BASIC}


def test_visitor_before_the_work_is_done_makes_nothing_and_sees_what_there_is(client, home, tmp_path, decoded):
    image = factories.image(tmp_path)
    factories.standard_page(home, slug="image", body=[figure(image)], social_image=image)
    decoded.clear()

    html = client.get("/fr/image/").content.decode()

    assert decoded == []
    assert specs(image) == {BASIC}
    assert html.count("<img") == 1
    assert 'type="image/avif"' not in html
    assert f'src="{image.renditions.get().url}"' in html
    assert 'alt="Un rectangle"' in html


def test_visitor_sees_all_sizes_once_they_are_made(client, home, tmp_path, commits):
    image = factories.image(tmp_path)
    factories.standard_page(home, slug="image", body=[figure(image)], social_image=image)
    client.get("/fr/image/")

    making.mend()

    html = client.get("/fr/image/").content.decode()
    shown = [one for one in image.renditions.all() if one.url in html]
    assert {one.filter_spec for one in shown} == {*IN_PAGES, SHARED}
    assert 'type="image/avif"' in html


def test_page_with_a_picture_of_which_nothing_is_made_is_shown_without_it(client, home, tmp_path):
    image = factories.image(tmp_path)
    factories.standard_page(home, slug="image", body=[figure(image)])
    Rendition.objects.all().delete()

    response = client.get("/fr/image/")

    assert response.status_code == 200
    assert "<img" not in response.content.decode()
    assert Rendition.objects.count() == 0


@pytest.mark.parametrize("tag", ["image picture width-300", "picture picture format-{avif,jpeg} width-{300,600}"])
def test_tags_of_wagtail_make_nothing_for_a_visitor_either(home, tmp_path, tag):
    image = factories.image(tmp_path)
    template = Template("{% load wagtailimages_tags %}{% " + tag + " %}")

    with nobody_waits():
        template.render(Context({"picture": image}))

    assert specs(image) == {BASIC}


def test_team_waits_in_the_admin(admin_client, tmp_path):
    image = factories.image(tmp_path)

    assert admin_client.get(reverse("wagtailimages:index")).status_code == 200

    assert "max-165x165" in specs(image)


def test_size_that_is_in_no_list_is_refused(tmp_path, db):
    image = factories.image(tmp_path)
    template = Template('{% load core_tags %}{% sized_picture picture 1600 sizes="100vw" %}')

    with pytest.raises(ValueError, match="1600"):
        template.render(Context({"picture": image}))


def test_page_that_was_planned_has_its_pictures_when_its_hour_has_come(home, tmp_path, commits):
    image = factories.image(tmp_path)
    page = factories.standard_page(home)
    page.body = [figure(image)]
    page.go_live_at = timezone.now() + timedelta(hours=1)
    planned = page.save_revision()
    factories.approve(planned)
    planned.publish()
    assert specs(image) == {BASIC}
    Revision.objects.filter(pk=planned.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    with time_machine.travel(timezone.now() + timedelta(hours=2)), commits():
        publish_scheduled()

    assert specs(image) == set(IN_PAGES)


def test_translation_that_goes_live_has_its_pictures(home, english_home, tmp_path, commits, translate):
    image = factories.image(tmp_path)
    page = factories.standard_page(home, body=[figure(image)])

    with commits():
        translate(page, english_home.locale)

    assert specs(image) == set(IN_PAGES)


def test_another_focal_point_makes_the_shared_picture_anew(home, tmp_path, commits):
    image = factories.image(tmp_path)
    with commits():
        factories.standard_page(home, social_image=image)
        ReferenceIndex.create_or_update_for_object(type(home).objects.get().get_children().get().specific)

    with commits():
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 9, 9, 9, 9
        image.save()

    assert image.renditions.filter(filter_spec=SHARED).count() == 2


def test_another_file_shows_at_once_and_is_made_in_all_sizes_again(admin_client, home, tmp_path, commits):
    image = factories.image(tmp_path)
    page = factories.standard_page(home, body=[figure(image)])
    making.mend()
    former = set(image.renditions.values_list("pk", flat=True))
    type(page).objects.update(live=False)  # what is live is not replaced: see core.models.shown_live
    other = factories.image(tmp_path)
    with other.file.open() as file:
        sent = {"title": "Autre", "licence": image.licence, "file": ContentFile(file.read(), name="autre.png")}
    admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), sent)
    assert specs(image) == {BASIC}
    type(page).objects.update(live=True)

    making.mend()

    assert specs(image) >= set(IN_PAGES)
    assert former.isdisjoint(image.renditions.values_list("pk", flat=True))


def test_picture_that_is_put_back_is_made_again(home, tmp_path, commits):
    image = factories.image(tmp_path)
    with commits():
        factories.standard_page(home, body=[figure(image)])
    image.withdraw(taken_down=True)
    assert specs(image) == set()

    with commits():
        image.restore()

    assert specs(image) == set(IN_PAGES)


def test_withdrawn_picture_is_not_made(home, tmp_path):
    image = factories.image(tmp_path, rights_until=timezone.localdate() - timedelta(days=1))
    factories.standard_page(home, body=[figure(image)])

    assert making.mend() == (0, 0)
    assert specs(image) == set()


def test_picture_that_is_withdrawn_while_it_is_made_leaves_no_file(home, tmp_path):
    image = factories.image(tmp_path)
    CampaignImage.objects.filter(pk=image.pk).update(taken_down=True)

    making.make(image, IN_PAGES)

    assert specs(image) == set()
    assert storages["default"].listdir("images")[1] == [] or not any(
        Path(image.file.name).stem in name for name in storages["default"].listdir("images")[1]
    )


def test_broken_picture_is_named_with_its_reason_and_keeps_none_of_the_others(home, tmp_path, capsys, admin_client):
    broken, sound = factories.image(tmp_path, title="Abîmée"), factories.image(tmp_path)
    factories.standard_page(home, slug="image", body=[figure(broken), figure(sound)])
    with storages["default"].open(broken.file.name, "wb") as file:
        file.write(b"no picture any more")

    call_command("renditions")

    broken = CampaignImage.objects.get(pk=broken.pk)
    told = capsys.readouterr()
    assert told.out.strip() == "1 made, 1 failed"
    assert f"/{broken.pk}/ Abîmée: {broken.rendition_problem}" in told.err
    assert specs(sound) == set(IN_PAGES)
    assert broken.rendition_problem in admin_client.get(
        reverse("wagtailimages:edit", args=[broken.pk])
    ).content.decode().replace("&#x27;", "'")
    assert making.mend() == (0, 0)  # not again each time


def test_picture_whose_file_is_gone_is_told_so(home, tmp_path):
    image = factories.image(tmp_path)
    factories.standard_page(home, body=[figure(image)])
    storages["default"].delete(image.file.name)

    assert making.mend() == (0, 1)

    assert CampaignImage.objects.get().rendition_problem == gettext(
        "The file is gone from where uploads are kept: add the picture again."
    )


def test_command_makes_what_lost_its_file(home, tmp_path, capsys):
    image = factories.image(tmp_path)
    factories.standard_page(home, body=[figure(image)])
    making.mend()
    lost = image.renditions.get(filter_spec=IN_PAGES[0])
    lost.file.storage.delete(lost.file.name)

    call_command("renditions")

    made = image.renditions.get(filter_spec=IN_PAGES[0])
    assert made.file.storage.exists(made.file.name)
    assert capsys.readouterr().out.strip() == "1 made, 0 failed"


def test_command_deletes_sizes_that_nothing_shows(home, tmp_path, capsys):
    image = factories.image(tmp_path)
    image.get_rendition("width-123")

    call_command("renditions", "--sweep")

    assert specs(image) == {BASIC}
    assert capsys.readouterr().out.strip() == "0 made, 0 failed, 1 deleted"


def test_what_is_missing_is_looked_for_in_as_many_queries_for_three_pages_as_for_one(
    home, tmp_path, django_assert_num_queries
):
    image = factories.image(tmp_path)
    factories.standard_page(home, body=[figure(image)])
    making.mend()
    with django_assert_num_queries(4):
        making.mend()
    factories.standard_page(home, body=[figure(image)])
    factories.standard_page(home, body=[figure(image)])

    with django_assert_num_queries(4):
        making.mend()


def test_nobody_waits_says_what_was_wanted(tmp_path, db):
    image = factories.image(tmp_path)

    with nobody_waits(), pytest.raises(NotMadeYetError, match="width-77"):
        image.get_rendition("width-77")


def test_rendition_that_another_process_deleted_is_remembered_by_none(home, tmp_path):
    wanted = Filter(spec=BASIC)
    image = factories.image(tmp_path)
    before = image.find_existing_renditions(wanted)
    showing.made(image, [BASIC])
    Rendition.objects.filter(image=image).delete()
    node().move()

    fresh = CampaignImage.objects.get(pk=image.pk)

    assert list(before) == [wanted]
    assert fresh.find_existing_renditions(wanted) == {}
