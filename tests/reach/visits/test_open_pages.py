"""What open pages carry so that a browser can tell of them, and that protected ones carry nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from campaigns.plan.models import Wave
from core import audiences
from reach.visits import tokens
from serving import served
from tests import factories, markup

BEACON = re.compile(
    r'<div hidden data-module="/static/js/reach\.js" data-to="/r" data-page="(\d+)" data-token="([^"]+)"></div>'
)


def beacon(client, path: str, **options):
    return BEACON.search(markup.read(client.get(path, **options).content.decode()))


def test_open_page_carries_its_token(client, home, time_machine_now):
    page = factories.standard_page(home, audience=audiences.BUYERS)

    found = beacon(client, page.url)

    assert found[1] == str(page.pk)
    read = tokens.read(found[2], time_machine_now)
    assert read.served == served.Served("", "buyers", page=page.pk, locale="fr")
    assert read.kinds == {"read_50", "read_90"}


def kinds(client, page, now: float) -> set[str]:
    return set(tokens.read(beacon(client, page.url)[2], now).kinds) - {"read_50", "read_90"}


def test_token_says_what_the_page_can_lead_to(client, home, time_machine_now):
    call = {"text": "Appeler", "page": None, "address": "tel:3919", "detail": ""}
    stage = {
        "text": "Le stage",
        "page": None,
        "address": "https://stage.example/",
        "detail": "",
        "counted_as": "stage_info",
    }
    bodies = {
        "appel": ([factories.block("call_to_action", **call)], {"cta_call"}),
        "sms": ([factories.block("call_to_action", **call | {"address": "sms:114"})], {"cta_sms"}),
        "stage": ([factories.block("call_to_action", **stage)], {"stage_info"}),
        "partage": ([factories.block("share", heading="Partager")], {"share"}),
        "texte": ([{"type": "text", "value": "<p>&lt;video&gt; tel:3919</p>"}], set()),
    }

    found = {
        slug: kinds(client, factories.standard_page(home, slug=slug, title=slug, body=body), time_machine_now)
        for slug, (body, _expected) in bodies.items()
    }

    assert found == {slug: expected for slug, (_body, expected) in bodies.items()}


def test_helpline_and_video_are_seen_on_the_page(client, home, time_machine_now):
    factories.helpline(number="39 19", sms_number="114", chat_url="https://aide.example/chat")
    lines = factories.block("helplines", heading="Parler", audience="buyers")
    with_helplines = factories.standard_page(home, body=[lines])
    film = factories.video()
    with_video = factories.standard_page(
        home, slug="film", body=[factories.block("video", video=film.pk, title="Film")]
    )

    assert kinds(client, with_helplines, time_machine_now) == {"cta_call", "cta_sms", "cta_chat"}
    assert {"video_start", "video_half", "video_end"} <= kinds(client, with_video, time_machine_now)


def test_campaign_page_carries_its_campaign_and_wave(client, home, time_machine_now):
    page = factories.campaign_page(factories.campaign_index(home))
    now = timezone.now()
    dates = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=1)}
    Wave.objects.create(campaign=page.campaign, name="Terminée", started_at=now, ended_at=now, **dates)
    wave = Wave.objects.create(campaign=page.campaign, name="En cours", started_at=now, **dates)
    Wave.objects.create(campaign=page.campaign, name="À venir", **dates)

    read = tokens.read(beacon(client, page.url)[2], time_machine_now)

    assert (read.served.surface, read.served.campaign, read.served.wave) == ("buyers", page.campaign.pk, wave.pk)


@pytest.mark.parametrize("fields", [{"zone": "protected"}, {"audience": "outreach"}, {"audience": "young"}])
def test_protected_page_carries_nothing(client, home, matomo, fields):
    page = factories.standard_page(home, **fields)

    html = client.get(page.url).content.decode()

    assert "reach.js" not in html
    assert "audience.js" not in html
    assert "data-token" not in html
    assert "audience-measurement" in html


def test_page_that_was_not_found_carries_nothing(client, home, matomo):
    html = client.get("/fr/nulle-part/").content.decode()

    assert "reach.js" not in html
    assert "audience.js" not in html


def test_preview_and_the_team_carry_nothing(admin_client, home, matomo):
    page = factories.standard_page(home)

    preview = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    visit = admin_client.get(page.url)

    assert [b"reach.js" in answer.content for answer in (preview, visit)] == [False, False]
    assert (preview.status_code, visit.status_code) == (200, 200)


def test_password_page_carries_nothing_before_the_password(client, home, matomo):
    page = factories.standard_page(home)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")

    assert b"reach.js" not in client.get(page.url).content


def test_matomo_is_loaded_where_there_is_one(client, home, settings, matomo):
    page = factories.standard_page(home)

    with_it = client.get(page.url).content.decode()
    settings.MATOMO_SITE_ID = 0
    without = client.get(page.url).content.decode()

    assert with_it.count('<script src="/audience.js" defer></script>') == 1
    assert "audience.js" not in without


def test_telephone_numbers_stay_plain(client, home):
    factories.helpline(number="39 19", sms_number="114", chat_url="https://aide.example/chat")
    lines = factories.block("helplines", heading="Parler", audience="buyers")
    page = factories.standard_page(home, body=[lines])

    html = markup.read(client.get(page.url).content.decode())

    assert '<a href="tel:3919">' in html
    assert '<a href="sms:114">' in html
    assert '<a href="https://aide.example/chat" rel="noreferrer" data-count="cta_chat">' in html


def test_editor_says_which_link_informs_on_the_stage(client, home):
    plain = {"text": "Le stage", "page": None, "address": "https://stage.example/", "detail": ""}
    body = [
        factories.block("call_to_action", **plain),
        factories.block("call_to_action", **plain, counted_as="stage_info"),
    ]
    page = factories.standard_page(home, body=body)

    html = markup.read(client.get(page.url).content.decode())

    assert html.count('<a href="https://stage.example/">') == 1
    assert html.count('<a href="https://stage.example/" data-count="stage_info">') == 1
