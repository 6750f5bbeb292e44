"""The list of news in the admin, and the way to begin one from there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.newsroom.models import ArticlePage
from tests.editorial.conftest import make_people
from tests.home.newsroom import news

pytestmark = pytest.mark.usefixtures("in_english")
HERE = reverse("news:index")
BEGIN = reverse("news:choose_parent")


@pytest.fixture
def people(home) -> dict:
    return make_people()


def asked(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(HERE).status_code == 200
    return len(queries)


def test_list_tells_kind_day_embargo_and_state(client, people, home):
    index, until = news.index(home), timezone.now() + timedelta(days=1)
    news.article(index, title="Une nouvelle", date="2026-03-10")
    news.release(index, title="Un communiqué", embargo=until)
    client.force_login(people["editor"])

    shown = client.get(HERE).content.decode()

    told = ["Une nouvelle", "2026", "Un communiqué", "Press release", "approved, not public", "(Paris time)"]
    assert [word for word in told if word.lower() not in shown.lower()] == []
    only = client.get(HERE, {"kind": "release"}).content.decode()
    assert ("Une nouvelle" in only, "Un communiqué" in only) == (False, True)


def test_list_asks_for_no_more_with_more_news(client, people, home):
    index = news.index(home)
    client.force_login(people["editor"])
    for _one in range(2):
        news.article(index)
    asked(client)  # the first time more is read, and kept
    few = asked(client)
    for _one in range(20):
        news.article(index)

    assert asked(client) == few <= 22


def test_one_click_begins_an_item_in_the_first_language(client, people, home, english_home):
    french = news.index(home)
    news.index(english_home, slug="news")
    client.force_login(people["editor"])

    assert client.get(BEGIN).url.endswith(f"/newsroom/articlepage/{french.pk}/")


def test_without_a_list_of_news_one_is_told_what_to_make(client, people, home):
    client.force_login(people["editor"])

    shown = client.get(BEGIN, follow=True)

    assert shown.redirect_chain == [(HERE, 302)]
    assert "make one under the home page first" in shown.content.decode()


def test_analyst_has_no_such_list(client, people, home):
    client.force_login(people["analyst"])
    assert client.get(HERE).status_code == 302
    assert not ArticlePage.objects.exists()
