"""What was served is told once for each answer, whether it was kept or not."""

import pytest
from django.utils import timezone

from campaigns.plan.models import Channel, TrackedLink, Wave
from serving import served
from serving.served import Served
from tests import factories
from tests.serving.page_cache.visits import cached, committed


@pytest.fixture
def told(monkeypatch) -> list[Served]:
    heard: list[Served] = []
    monkeypatch.setattr(served, "_listeners", [lambda environ, what: heard.append(what)])
    return heard


def view_of(page, **fields) -> Served:
    return Served(kind="view", surface="public", page=page.pk, locale="fr", **fields)


def test_hit_miss_and_what_the_browser_has_are_told_alike(visitor, told, home):
    tag = visitor.get("/fr/")["ETag"]
    visitor.get("/fr/", ACCEPT_ENCODING="br")
    assert visitor.get("/fr/", IF_NONE_MATCH=tag).status == 304

    assert told == [view_of(home)] * 3


def test_page_is_told_with_the_cache_off(tmp_path, told, home, settings):
    settings.PAGE_CACHE_MB = 0
    visitor = cached(tmp_path)

    visitor.get("/fr/")
    visitor.get("/fr/", method="HEAD")
    visitor.get("/fr/", COOKIE="sessionid=x")

    assert told == [view_of(home)]


def test_search_is_told_although_it_is_not_kept(visitor, told, home):
    page = factories.search_page(home)

    for _ in range(2):
        visitor.get("/fr/recherche/?q=x")

    assert told == [view_of(page)] * 2


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/fr/", "HEAD", {}),
        ("/fr/", "GET", {"COOKIE": "sessionid=x"}),
        ("/fr/nothing/", "GET", {}),
        ("/robots.txt", "GET", {}),
    ],
)
def test_nothing_is_told_of(visitor, told, path, method, headers):
    for _ in range(2):
        visitor.get(path, method=method, **headers)

    assert told == []


def test_protected_page_is_told_as_protected(visitor, told, home):
    page = factories.standard_page(home, slug="aide", zone="protected", audience="outreach")

    for _ in range(2):
        visitor.get("/fr/aide/")

    assert told == [Served(kind="view", surface="outreach", protected=True, page=page.pk, locale="fr")] * 2


def test_listener_sees_the_visitor_and_a_failing_one_breaks_nothing(visitor, home, monkeypatch, caplog):
    agents = []

    def failing(environ, what):
        raise RuntimeError

    listeners = [failing, lambda environ, what: agents.append(environ["HTTP_USER_AGENT"])]
    monkeypatch.setattr(served, "_listeners", listeners)

    answers = [visitor.get("/fr/", USER_AGENT="a browser") for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert agents == ["a browser"] * 2
    assert caplog.text.count("was not told of what was served") == 2


def test_body_leaves_after_it_was_told(visitor, told, home):
    from tests.serving.page_cache.visits import environ_of

    for _ in range(2):
        visitor.site(environ_of("/fr/"), lambda *answer: None)

    assert told == [view_of(home)] * 2


def test_preview_is_not_told(visitor, told, home, admin, client):
    client.force_login(admin)
    client.get(f"/admin/pages/{home.pk}/edit/preview/?mode=")

    assert told == []


@pytest.fixture
def page(home):
    return factories.campaign_page(factories.campaign_index(home), slug="la-loi")


def test_campaign_page_is_told_with_its_campaign_and_wave(visitor, told, page):
    visitor.get("/fr/campagnes/la-loi/")
    with committed():
        now = timezone.now()
        wave = Wave.objects.create(campaign=page.campaign, name="1", starts_at=now, ends_at=now, started_at=now)
    visitor.get("/fr/campagnes/la-loi/")
    with committed():
        Wave.objects.update(ended_at=timezone.now())
    visitor.get("/fr/campagnes/la-loi/")

    assert [(what.campaign, what.wave, what.surface) for what in told] == [
        (page.campaign_id, 0, "buyers"),
        (page.campaign_id, wave.pk, "buyers"),
        (page.campaign_id, 0, "buyers"),
    ]


def test_page_read_in_another_way_tells_the_same(page, django_assert_num_queries):
    now = timezone.now()
    wave = Wave.objects.create(campaign=page.campaign, name="1", starts_at=now, ends_at=now, started_at=now)
    assert page.locale.language_code == "fr"  # read by whoever serves it

    with django_assert_num_queries(1):
        other_way = served.of_page(page)

    assert other_way == served.of_page(type(page).for_serving().get(pk=page.pk))
    assert other_way.wave == wave.pk


def link(to, /, **fields) -> TrackedLink:
    channel = Channel.objects.create(campaign=to.campaign, kind="poster", name=f"Affiches {Channel.objects.count()}")
    return TrackedLink.objects.create(campaign=to.campaign, channel=channel, **fields)


def test_short_address_is_told_with_its_link_channel_and_wave(visitor, told, page):
    now = timezone.now()
    wave = Wave.objects.create(campaign=page.campaign, name="1", starts_at=now, ends_at=now, started_at=now)
    short = link(page)
    ids = {"campaign": page.campaign_id, "wave": wave.pk, "channel": short.channel_id, "link": short.pk}
    hit = Served("link_hit", "buyers", locale="fr", **ids)

    answers = [visitor.get(f"/s/{short.code}") for _ in range(2)]
    visitor.get(f"/s/{short.code}", method="HEAD")

    assert [answer.status for answer in answers] == [302, 302]
    assert told == [hit, hit]


def test_short_address_of_another_wave_tells_it_at_once(visitor, told, page):
    short, now = link(page), timezone.now()
    visitor.get(f"/s/{short.code}")

    with committed():
        wave = Wave.objects.create(campaign=page.campaign, name="1", starts_at=now, ends_at=now, started_at=now)
    visitor.get(f"/s/{short.code}")
    with committed():
        Wave.objects.update(ended_at=now)
    visitor.get(f"/s/{short.code}")

    assert [what.wave for what in told] == [0, wave.pk, 0]


def test_short_address_into_a_protected_zone_tells_neither_link_nor_channel(visitor, told, page, home):
    help_page = factories.standard_page(home, slug="aide", zone="protected")
    links = [link(page, page=help_page), link(page, address="/fr/aide/")]

    for short in links:
        visitor.get(f"/s/{short.code}")

    assert told == [Served("link_hit", "buyers", protected=True, campaign=page.campaign_id, locale="fr")] * 2


def test_short_address_that_leads_nowhere_tells_nothing(visitor, told, page):
    short = link(page, retired_at=timezone.now())

    assert visitor.get(f"/s/{short.code}").status == 410
    assert visitor.get("/s/zzzzzz").status == 404
    assert told == []
