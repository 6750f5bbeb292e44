"""A file is answered to a stranger while something public shows it; before and after, to who sees it elsewhere alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from campaigns.plan.models import Campaign
from core.editor.roles import ADMINISTRATOR, ANALYST, EDITOR, LAWYER, PUBLISHER
from core.files.shown import is_shown
from core.models import CampaignImage
from editorial.access import roles
from editorial.review import links as review_links
from editorial.takedown.acts import take_down, undo
from home.models import StandardPage
from serving.served import MARK
from testimonies.models import Consent
from tests import factories
from tests.core import specimens
from tests.core.files import file_states
from tests.core.files.file_states import NOT_PUBLIC, PUBLIC, Uploads, in_review, restrict

pytestmark = pytest.mark.usefixtures("reference_index")

LAUNCH = datetime(2026, 11, 25, 6, tzinfo=UTC)


@pytest.fixture
def uploads(db, tmp_path) -> Uploads:
    return file_states.uploads(tmp_path)


@pytest.fixture
def person(django_user_model) -> Callable[..., Client]:
    """Somebody who is signed in, in the group of a role or in none."""

    def signed_in(group: str = "") -> Client:
        user = django_user_model.objects.create_user(group or "nobody", f"{len(group)}@example.org", "a long password")
        if group:
            user.groups.add(*user.groups.model.objects.filter(name=group))
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.mark.parametrize("state", NOT_PUBLIC, ids=lambda state: state.__name__)
def test_file_that_nothing_public_shows_is_not_there_for_strangers(client, home, uploads, state):
    state(home, uploads)

    assert uploads.statuses(client) == uploads.all(404)


def test_file_that_is_not_shown_is_answered_like_one_that_does_not_exist(client, uploads):
    for address in uploads.addresses.values():
        missing = f"{address.rpartition('/')[0]}/n-existe-pas.txt"
        hidden, absent = client.get(address), client.get(missing)

        assert (hidden.status_code, dict(hidden.items())) == (404, dict(absent.items()))
        assert hidden.content.replace(address.encode(), b"") == absent.content.replace(missing.encode(), b"")
        assert "no-store" in hidden["Cache-Control"]


@pytest.mark.parametrize("state", PUBLIC, ids=lambda state: state.__name__)
def test_file_that_a_live_page_shows_is_public(client, home, uploads, state):
    state(home, uploads)

    assert uploads.statuses(client) == uploads.all(200)


@pytest.mark.parametrize("way", ["social image", "link in a text", "picture in a text", "two pages, one of them gone"])
def test_file_is_public_in_whatever_way_a_page_shows_it(client, home, uploads, way):
    image, document = uploads.things[:2]
    link = f'<p><a linktype="document" id="{document.pk}">le guide</a></p>'
    picture = f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="Un rectangle"/>'
    match way:
        case "social image":
            factories.standard_page(home, social_image=image)
        case "link in a text":
            factories.standard_page(home, body=[factories.block("text", text=link)])
        case "picture in a text":
            factories.standard_page(home, body=[factories.block("text", text=picture)])
        case _:
            factories.standard_page(home, body=uploads.body).unpublish()
            factories.standard_page(home, body=uploads.body)

    shown = {"link in a text": {"document"}, "two pages, one of them gone": set(uploads.addresses) - {"original"}}
    pictures = {"rendition", "thumbnail of the admin"}
    found = {kind for kind, status in uploads.statuses(client).items() if status == 200}
    assert found == shown.get(way, pictures)


def test_file_goes_and_comes_with_the_page_that_is_taken_down(client, home, uploads, admin):
    page = factories.standard_page(home, body=uploads.body)

    taken = take_down(page, admin)
    gone = uploads.statuses(client)
    undo(taken, admin)

    assert (gone, uploads.statuses(client)) == (uploads.all(404), uploads.all(200))


def test_file_becomes_public_at_the_moment_of_the_launch_and_not_before(home, uploads):
    with time_machine.travel(LAUNCH - timedelta(days=1), tick=False):
        campaign = factories.campaign(starts_at=LAUNCH)
        Campaign.objects.update(launched_at=LAUNCH)
        factories.campaign_page(factories.campaign_index(home), campaign, body=uploads.body)

    found = {}
    for seconds in (-86400, -1, 0, 60):
        with time_machine.travel(LAUNCH + timedelta(seconds=seconds), tick=False):
            found[seconds] = uploads.statuses(Client())

    assert found == {-86400: uploads.all(404), -1: uploads.all(404), 0: uploads.all(200), 60: uploads.all(200)}


def test_file_goes_with_a_page_that_goes_with_its_campaign(client, home, uploads):
    page = factories.campaign_page(factories.campaign_index(home), body=uploads.body)
    before = uploads.statuses(client)

    page.campaign.outcomes.create(translation_key=page.translation_key, outcome="gone")
    Campaign.objects.update(closed_at=timezone.now())

    assert (before, uploads.statuses(client)) == (uploads.all(200), uploads.all(404))


def test_recording_of_a_testimony_is_public_while_the_testimony_is_live(client, home, uploads):
    address = uploads.addresses["video"]
    testimony = factories.voice("", medium="video", media=uploads.things[2])
    live = client.get(address).status_code
    testimony.unpublish()

    assert (live, client.get(address).status_code) == (200, 404)


def test_recording_whose_consent_has_ended_is_answered_like_one_that_does_not_exist(client, home, uploads):
    factories.voice("", medium="video", media=uploads.things[2])
    Consent.objects.update(valid_until=timezone.localdate() - timedelta(days=1))

    ended, missing = client.get(uploads.addresses["video"]), client.get("/media/media/n-existe-pas.mp4")

    assert (ended.status_code, dict(ended.items())) == (
        404,
        dict(missing.items()) | {"Content-Length": ended["Content-Length"]},
    )


def test_picture_whose_rights_have_ended_is_not_served_even_before_it_is_withdrawn(client, home, uploads):
    factories.standard_page(home, body=uploads.body)
    CampaignImage.objects.update(rights_until=timezone.localdate() - timedelta(days=1))

    assert uploads.statuses(client) == uploads.all(200) | {"rendition": 404, "thumbnail of the admin": 404}


def test_visitor_who_has_the_password_of_the_page_has_its_files_and_no_cache_keeps_them(client, home, uploads):
    page = factories.standard_page(home, body=uploads.body)
    restrict(page)
    asked = client.get(page.url)

    client.post(asked.context["action_url"], {"password": "given out", "return_url": page.url})

    assert uploads.statuses(client) == uploads.all(200)
    assert {client.get(uploads.addresses[kind])["Cache-Control"] for kind in ("rendition", "video", "document")} == {
        "private, no-cache"
    }
    assert uploads.statuses(Client()) == uploads.all(404)


def test_file_in_a_folder_that_nobody_answers_for_is_not_public(client, admin, db):
    name = default_storage.save("avatar_images/me.png", ContentFile(specimens.picture("png")))
    stranger = client.get(f"/media/{name}").status_code
    client.force_login(admin)

    answer = client.get(f"/media/{name}")

    assert (stranger, answer.status_code, answer["Cache-Control"]) == (404, 200, "private, no-cache")


# The team


TEAM = [EDITOR, LAWYER, PUBLISHER, ADMINISTRATOR]


@pytest.mark.parametrize("state", NOT_PUBLIC, ids=lambda state: state.__name__)
def test_team_sees_every_file_in_the_admin(home, uploads, person, state):
    state(home, uploads)

    seen = {role.name: uploads.statuses(person(role.name)) for role in TEAM}

    assert seen == dict.fromkeys(seen, uploads.all(200))


def test_translator_sees_every_file_and_no_cache_keeps_it(english_home, uploads, person):
    client = person(roles.translators_of("en"))

    assert uploads.statuses(client) == uploads.all(200)
    assert client.get(uploads.addresses["rendition"])["Cache-Control"] == "private, no-cache"


def test_who_may_see_no_text_in_the_admin_sees_no_file_of_one(uploads, person):
    assert uploads.statuses(person(ANALYST.name)) == uploads.all(404)
    assert uploads.statuses(person()) == uploads.all(404)


def test_session_that_the_admin_would_end_or_stop_sees_nothing(uploads, person, settings):
    client = person(PUBLISHER.name)
    settings.REQUIRE_SECOND_FACTOR = True
    without_factor = uploads.statuses(client)
    settings.REQUIRE_SECOND_FACTOR = False

    with time_machine.travel(timezone.now() + timedelta(hours=settings.SESSION_HOURS + 1)):
        after_its_end = uploads.statuses(client)

    assert (without_factor, after_its_end) == (uploads.all(404), uploads.all(404))


def test_download_by_the_team_of_what_is_not_public_is_not_counted(uploads, person):
    response = person(EDITOR.name).get(uploads.addresses["document"])

    assert (response.status_code, MARK in response.wsgi_request.META) == (200, False)


# Reviewers without an account


@pytest.fixture
def review(home, uploads, admin) -> str:
    """The address at which the draft is shown to whom the link was sent."""
    in_review(home, uploads)
    page = StandardPage.objects.get(slug="brouillon")
    link = review_links.create(page, reviewer=factories.outside_reviewer(), days=7, user=admin)
    return f"{urlsplit(review_links.address(link)).path}{link.items.get().pk}/"


def from_page(client: Client, uploads: Uploads, address: str) -> dict[str, int]:
    client.defaults["HTTP_REFERER"] = f"http://testserver{address}"
    return uploads.statuses(client)


def test_reviewer_sees_the_files_of_the_draft_that_the_link_shows(client, uploads, review):
    assert from_page(client, uploads, review) == uploads.all(200)


@pytest.mark.parametrize("end", ["no link", "another item", "revoked", "expired", "decided", "other draft"])
def test_link_that_does_not_show_it_opens_no_file(client, home, uploads, review, end):
    link = review_links.ReviewLink.objects.get()
    match end:
        case "no link":
            review = "/review/forged/1/"
        case "another item":
            review = review.replace(f"/{link.items.get().pk}/", "/999/")
        case "revoked" | "expired" | "decided":
            field = {"revoked": "revoked_at", "expired": "expires_at", "decided": "decided_at"}[end]
            type(link).objects.update(**{field: timezone.now() - timedelta(seconds=1)})
        case _:
            page = StandardPage.objects.get(slug="brouillon")
            page.body = []
            page.save_revision()

    assert from_page(client, uploads, review) == uploads.all(404)


# What it costs


def test_public_picture_costs_two_queries_however_many_pages_show_it(client, home, uploads, django_assert_num_queries):
    address = uploads.addresses["rendition"]
    for _number in range(2):
        factories.standard_page(home, body=uploads.body)
        client.get(address)

        with django_assert_num_queries(2):
            assert client.get(address).status_code == 200


def test_file_of_nothing_public_costs_two_queries_however_many_drafts_show_it(home, uploads, django_assert_num_queries):
    for number in range(2):
        draft = StandardPage(title="Un brouillon", slug=f"brouillon-{number}", live=False, body=uploads.body)
        home.add_child(instance=draft)
        is_shown(uploads.image)

        with django_assert_num_queries(2):
            assert not is_shown(uploads.image)
