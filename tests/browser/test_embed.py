"""The banner in the page of somebody else: another origin, a sandbox, a page that isolates itself."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.live import free_port

BANNER = "/embed/{language}/acheter-cest-enfreindre-la-loi/"
LANGUAGES = ["fr", "bg", "ar", "zh-hans", "ro"]


@pytest.fixture
def partner() -> Iterator[str]:
    """A page at /?<address>&<width>&<height> that frames the address as the code to paste does."""
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), Partner)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://localhost:{server.server_port}/?"
    server.shutdown()
    server.server_close()


class Partner(BaseHTTPRequestHandler):
    def do_GET(self):
        address, width, height = self.path.removeprefix("/?").split("&")
        frame = (
            f'<!doctype html><html lang="fr"><title>Un partenaire</title><link rel="icon" href="data:,">'
            f'<iframe src="{address}" title="La campagne" width="{width}" height="{height}"'
            f' sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>'
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        self.end_headers()
        self.wfile.write(frame.encode())

    def log_message(self, *args):
        pass


def test_banner_has_its_style_in_a_sandbox_and_fits_every_size(page, site, partner):
    wide = {}
    for language in LANGUAGES:
        for width, height in [(300, 250), (360, 250), (970, 250)]:
            page.goto(f"{partner}{site.url}{BANNER.format(language=language)}&{width}&{height}")
            inside = page.frames[1]
            inside.wait_for_load_state("networkidle")
            root = "document.documentElement"
            size = inside.evaluate(f"[{root}.scrollWidth > {width}, {root}.scrollHeight > {height}]")
            ground = inside.evaluate("getComputedStyle(document.body).backgroundColor")
            if (size, ground) != ([False, False], "rgb(13, 14, 17)"):
                wide[language, width] = (size, ground)

    assert wide == {}


def test_call_of_the_banner_opens_the_campaign_beside_the_partner(page, site, partner):
    page.goto(f"{partner}{site.url}{BANNER.format(language='fr')}&300&250")

    with page.context.expect_page() as opened:
        page.frame_locator("iframe").locator(".call a").click()

    campaign = opened.value
    campaign.wait_for_load_state()
    assert campaign.url == f"{site.url}/fr/campagnes/acheter-est-interdit/"
    assert campaign.evaluate("[document.referrer, window.opener]") == ["", None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_banner(open_context, scheme):
    page = open_context(viewport={"width": 300, "height": 250}, color_scheme=scheme).new_page()
    found = {}
    for language in LANGUAGES:
        page.goto(BANNER.format(language=language))
        found |= {violation["id"]: violation["nodes"] for violation in Axe().run(page).response["violations"]}

    assert found == {}
