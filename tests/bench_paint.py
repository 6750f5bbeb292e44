"""Measures the largest paint of the demonstration's landing pages on Lighthouse's slow 4G: `uv run python -m tests.bench_paint`.

A telephone's window, nothing kept, the processor four times as slow. It means something on an idle machine alone.
"""

import os
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, NAMES
from tests.browser.test_landing import SLUGS, address
from tests.live import LiveSite

ROUNDS = 5
LIMIT = 1000  # ms
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
# The browser's tools delay each answer and no handshake: one round trip for TCP and one for TLS.
HANDSHAKES = 300
LARGEST_PAINT = """() => new Promise((told) => new PerformanceObserver((list) =>
    told(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        site = LiveSite(Path(folder))
        site.run("demo", "--no-serve", "--port", str(site.port))
        site.start("--no-worker")
        chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for slug in SLUGS:
            taken = [largest_paint(browser, site.url + address(slug)) for _round in range(ROUNDS)]
            print(f"{address(slug):44}{statistics.median(taken):>8.0f} ms, of which handshakes {HANDSHAKES} ms")
        print(f"limit of the largest paint: {LIMIT} ms")
        browser.close()
        site.stop()


def largest_paint(browser: Browser, url: str) -> float:
    """Milliseconds from the request to the largest paint of a first visit, handshakes included."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="networkidle")
    taken = page.evaluate(LARGEST_PAINT) + HANDSHAKES
    context.close()
    return taken


if __name__ == "__main__":
    main()
