"""An address without a page: asked for as often as before where one was withdrawn, it is made once, and no longer than it is true."""

from serving.page_cache.store import ABSENT
from tests import factories
from tests.serving.page_cache.visits import Visitor, committed


def made(visitor: Visitor) -> int:
    return len(visitor.site.application.asked)


def test_withdrawn_page_is_answered_from_memory(visitor, home):
    page = factories.standard_page(home, title="Une page", slug="page")
    assert visitor.get(page.url).status == 200
    with committed():
        page.unpublish()

    answers = [visitor.get(page.url, ACCEPT_ENCODING=encoding) for encoding in ("br", "gzip", "br", "")]

    assert {answer.status for answer in answers} == {404}
    assert made(visitor) == 2
    assert answers[0]["Content-Encoding"] == "br"
    assert answers[-1]["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answers[-1]
    assert visitor.get(page.url, IF_NONE_MATCH="*").status == 404


def test_page_that_is_published_is_there_at_once(visitor, home):
    assert visitor.get("/fr/page/").status == 404

    with committed():
        factories.standard_page(home, title="Une page", slug="page")

    assert visitor.get("/fr/page/").status == 200


def test_absence_is_asked_for_anew_after_a_minute(visitor, home, clock):
    visitor.get("/fr/rien/")
    clock.now += 61

    visitor.get("/fr/rien/")

    assert made(visitor) == 2


def test_absence_of_other_things_is_not_kept(visitor, home):
    """A view that is no page's may know what no number tells of."""
    for _time in range(2):
        assert visitor.get("/fr/report-accessibility-problem/x/").status == 404
        assert visitor.get("/documents/1/none.pdf").status == 404

    assert visitor.site.application.asked.count("/documents/1/none.pdf") == 2


def test_what_anybody_asks_for_takes_little_room(visitor, home):
    page = factories.standard_page(home, title="Une page", slug="page")
    visitor.get(page.url)

    for number in range(ABSENT + 20):
        visitor.get(f"/fr/rien-{number}/")
        visitor.get("/fr/souvent/")

    assert len(visitor.site.store) == ABSENT + 1
    assert visitor.site.application.asked.count("/fr/souvent/") == 1
    before = made(visitor)
    visitor.get(page.url)
    assert made(visitor) == before


def test_parameters_of_who_asks_make_no_other_absence(visitor, home):
    for query in ("", "?a=1", "?a=2", "?utm_source=x"):
        assert visitor.get(f"/fr/rien/{query}").status == 404

    assert made(visitor) <= 2


def test_absence_names_nobody_who_asked(visitor, home):
    answer = visitor.get("/fr/rien/", COOKIE="a=geheim", USER_AGENT="geheim", REFERER="https://geheim.example/")

    assert "geheim" not in answer.text
    assert all("geheim" not in value for _name, value in answer.headers)
