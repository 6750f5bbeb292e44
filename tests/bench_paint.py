"""Measures how soon first visits to the demonstration can be read: `uv run python -m tests.bench_paint`.

A telephone's window, nothing kept, the processor four times as slow. It means something on an idle machine alone.
"""

import os
import shutil
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.test_landing import SLUGS
from tests.live import built_site

ROUNDS = 5
RIGHTS = ("urgence", "sante", "papiers", "etapes", "moins-de-18")
FOUND = (
    "/fr/",
    "/fr/campagnes/acheter-est-interdit/",
    "/fr/loi/",
)  # what a search engine and a poster's short address lead to
LARGEST_PAINT = """() => new Promise((told) => new PerformanceObserver((list) =>
    told(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""
LOADED = (
    "() => performance.getEntriesByType('navigation')[0].loadEventEnd"  # scripts included: all that it can do works
)


@dataclass(frozen=True)
class Network:
    """One of Lighthouse's profiles (its core/config/constants.js)."""

    name: str
    round_trip: int  # ms
    down: float  # bits a second
    up: float

    @property
    def handshakes(self) -> int:
        """Milliseconds of TCP and TLS, one round trip each: the browser's tools delay each answer and no handshake."""
        return 2 * self.round_trip

    @property
    def conditions(self) -> dict[str, float | bool]:
        return {
            "offline": False,
            "latency": self.round_trip,
            "downloadThroughput": self.down / 8,
            "uploadThroughput": self.up / 8,
        }


SLOW_4G = Network("slow 4G", 150, 1.6e6, 750e3)
THREE_G = Network("3G", 300, 700e3, 700e3)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        site = built_site(Path(folder))
        site.start("--no-worker")
        chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        landing = [f"/fr/acheter/{slug}/" for slug in SLUGS]
        told = [f"/fr/vos-droits/{slug}/" for slug in RIGHTS]
        measure(browser, site.url, [*landing, *told, *FOUND], SLOW_4G, LARGEST_PAINT, "largest paint", 1000)
        measure(browser, site.url, told, THREE_G, LOADED, "usable", 2000)
        browser.close()
        site.stop()


def measure(browser: Browser, site: str, paths: list[str], network: Network, read: str, what: str, limit: int) -> None:
    """Print the median of each page's first visits; `limit` in milliseconds."""
    first_visit(browser, site + paths[0], network, read)  # fills the site's cache
    for path in paths:
        taken = [first_visit(browser, site + path, network, read) for _round in range(ROUNDS)]
        print(f"{path:44}{statistics.median(taken):>8.0f} ms, of which handshakes {network.handshakes} ms", flush=True)
    print(f"limit of {what} on {network.name}: {limit} ms", flush=True)


def first_visit(browser: Browser, url: str, network: Network, read: str) -> float:
    """Milliseconds that the page tells of when asked by the script `read`, handshakes included."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", network.conditions)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle")
    taken = page.evaluate(read) + network.handshakes
    context.close()
    return taken


if __name__ == "__main__":
    main()
