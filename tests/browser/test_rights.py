"""Pages of rights in a real browser: whole without JavaScript or styles, light, on one sheet, beside their French."""

import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from demo import rights
from tests.bench_pages import first_visit
from tests.outreach import living

SLUGS = [head["slug"] for head in rights.heads().values()]
LIMIT = 20 * 1024  # bytes of everything that a first visit loads, compressed
MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory):
    """In place of the whole demonstration: its pages of rights alone, in French and Arabic."""
    site = living.built(tmp_path_factory.mktemp("rights"), ["ar"])
    site.start("--no-worker")
    yield site
    site.stop()


def address(slug: str = "", language: str = "fr") -> str:
    return f"/{language}/vos-droits/{slug and slug + '/'}"


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_first_visit_is_light(site, slug):
    assert first_visit(site, address(slug)) + icon(site, address(slug)) <= LIMIT


def icon(site, path: str) -> int:
    """Bytes of the icon that a browser of today takes; it is compressed neither here nor by the server."""
    html = urllib.request.urlopen(site.url + path).read().decode()
    wanted = re.search(r'rel="icon"\s+href="([^"]+)"\s+type="image/svg', html)[1]
    return len(urllib.request.urlopen(site.url + wanted).read())


def test_browser_asks_for_no_more_than_was_weighed(open_context, site):
    page = open_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))

    page.goto(address("etapes"), wait_until="networkidle")

    kinds = [re.sub(r".*\.", "", path) for path in asked if path.startswith("/static/")]
    files = sorted(kind for kind in kinds if kind not in ("svg", "png"))
    assert files == ["css", "js", "js"]  # site, disclosure
    assert [path for path in asked if not path.startswith(("/static/", address("etapes")))] == []


def test_every_page_prints_on_one_sheet(open_context):
    page = open_context().new_page()
    sheets = {}
    for slug in SLUGS:
        page.goto(address(slug))
        pdf = page.pdf(format="A4", margin=MARGINS)
        sheets[slug] = len(re.findall(rb"/Type\s*/Page\b", pdf))

    assert sheets == dict.fromkeys(SLUGS, 1)


def test_sheet_shows_title_and_numbers_and_not_the_site(open_context):
    page = open_context().new_page()
    page.goto(address("urgence"))
    page.emulate_media(media="print")

    shown = " ".join(page.locator("body").inner_text().split())  # whatever the kind of its spaces

    assert [words for words in ("En danger", "Allez dans un lieu sûr", "3919", "116 006") if words not in shown] == []
    assert [words for words in ("Agir contre", "Accueil", "Menu", "Mesure d’audience") if words in shown] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("slug", SLUGS)
def test_page_is_whole_without_javascript(open_context, slug, language):
    page = open_context(java_script_enabled=False, viewport={"width": 360, "height": 640}).new_page()
    page.goto(address(slug, language))

    assert page.locator("h1").is_visible()
    assert page.locator("main .drawing").count() == 1
    assert page.locator(".steps li h3").first.is_visible()
    assert page.locator(".footer-helplines a").first.is_visible()


def test_easy_words_open_without_javascript(open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(address("etapes"))
    easy = page.locator(".easy-read")

    assert not easy.get_by_text("L’État peut vous aider.").is_visible()
    easy.locator("summary").click()
    assert easy.get_by_text("L’État peut vous aider.").is_visible()


def test_page_reads_in_order_without_styles(open_context, site):
    context = open_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(address("urgence"))

    words = page.locator("main").inner_text()

    order = ["En danger", "Appeler le 17", "Appelez tout de suite", "Allez dans un lieu sûr", "Après le danger"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert page.locator("main svg").bounding_box()["width"] == 40
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("query", ["", "?fr"])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_narrowest_phone_scrolls_one_way(phone, language, query):
    wide = {}
    for slug in ["", *SLUGS]:
        phone.goto(address(slug, language) + query)
        phone.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")
        width = phone.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[slug] = width

    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [address(), address("etapes"), address("", "ar"), address("etapes", "ar") + "?fr"])
def test_axe_finds_nothing(open_context, path, scheme):
    page = open_context(viewport={"width": 360, "height": 800}, color_scheme=scheme).new_page()
    page.goto(path)
    page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")

    violations = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []


def test_tiles_are_large_enough_for_a_thumb(phone):
    phone.goto(address())

    tiles = [tile.bounding_box() for tile in phone.locator(".topics a").all()]

    assert len(tiles) == len(SLUGS) + 2  # the directory, and how to browse more discreetly
    assert [tile for tile in tiles if tile["height"] < 44 or tile["width"] < 44] == []


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_french_stands_beside_on_a_screen_and_below_on_a_phone(open_context, width, beside):
    page = open_context(java_script_enabled=False, viewport={"width": width, "height": 900}).new_page()
    page.goto(address("etapes", "ar"))
    page.locator(".ways-to-read a[href$='?fr']").click()

    own, french = (page.locator(f".beside > {side}").nth(1).bounding_box() for side in ("div:first-child", ".french"))

    assert page.locator(".beside > .french").first.evaluate("node => getComputedStyle(node).direction") == "ltr"
    if beside:
        assert french["x"] + french["width"] <= own["x"]  # Arabic begins on the right
        assert abs(french["y"] - own["y"]) < 2
    else:
        assert french["y"] >= own["y"] + own["height"]
