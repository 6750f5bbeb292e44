"""Each kind of answer, as fast as it comes, beside a hello world of equal size, nginx with a file, and a stock Wagtail page."""

import re
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.figures import site as measured_site
from tests.figures import stock
from tests.figures.load import HEADERS, Question, rate
from tests.figures.servers import Server, granian, nginx
from tests.live import ROOT

TOKEN = re.compile(r'data-token="([^"]+)"')
PAGE_ID = re.compile(r'data-page="(\d+)"')
STOCK = "stock Wagtail"


@dataclass
class Row:
    """One kind of answer, and what is measured of it, round by round."""

    name: str
    server: str
    question: Question
    queries: int = 0
    identity: int = 0
    packed: int = 0
    rates: dict[str, list[float]] = field(default_factory=dict)

    def ratio(self, base: str) -> float | None:
        """The median of the rounds' own ratios: what slows the machine slows both."""
        if base not in self.rates:
            return None
        pairs = zip(self.rates["site"], self.rates[base], strict=True)
        return statistics.median(own / other for own, other in pairs)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates["site"])


@dataclass
class Speeds:
    rows: list[Row]
    memory: dict[str, float]
    stock_queries: int = 0


def measure(folder: Path, rounds: int, seconds: float) -> Speeds:
    written = measured_site.text()
    site, document = measured_site.prepared(folder / "site", written)
    project = stock.prepared(folder / "stock", written)
    base = site.variables() | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    with ExitStack() as running:
        start = running.enter_context
        servers = {
            "cached": start(granian("config.wsgi:application", base)),
            "uncached": start(granian("config.wsgi:application", base | {"PAGE_CACHE_MB": "0"})),
            STOCK: start(granian(stock.APPLICATION, stock.environment(project), project)),
        }
        rows = _rows(site, servers["cached"], document)
        files = _files(folder / "files", rows, site.var, document)
        servers["hello world"] = start(granian("tests.figures.hello:application", base | {"BENCH_FILES": str(files)}))
        web = start(nginx(files, folder))
        if web is not None:
            servers["nginx"] = web
        for number in range(rounds):
            for row in rows:
                _round(row, servers, number, seconds)
        return Speeds(rows, {name: server.memory for name, server in servers.items()})


def _round(row: Row, servers: dict[str, Server], number: int, seconds: float) -> None:
    """All that answer, one after the other; each round begins with another one."""
    file = Question(f"/{row.name.replace(' ', '-')}", headers={})
    asked = {"site": (servers[row.server], row.question), "hello world": (servers["hello world"], file)}
    asked[STOCK] = (servers[STOCK], Question("/"))
    if "nginx" in servers:
        asked["nginx"] = (servers["nginx"], file)
    names = list(asked)
    for position in range(len(names)):
        name = names[(number + position) % len(names)]
        server, question = asked[name]
        row.rates.setdefault(name, []).append(rate(server.port, question, seconds))


def _rows(site, server: Server, document: str) -> list[Row]:
    page = server.get(measured_site.PAGE, HEADERS | {"Accept-Encoding": "identity"}).data.decode()
    body = f"token={TOKEN.search(page)[1]}&page={PAGE_ID.search(page)[1]}&kind=read"
    sent = Question("/r", body, HEADERS | {"Origin": "http://127.0.0.1"})
    rows = [
        Row("cached page", "cached", Question(measured_site.PAGE)),
        Row("uncached page", "uncached", Question(measured_site.PAGE)),
        Row("redirect", "cached", Question(f"/s/{measured_site.CODE}")),
        Row("beacon", "cached", sent),
        Row("download", "cached", Question(document)),
    ]
    for cached in (True, False):
        own = [row for row in rows if (row.server == "cached") is cached]
        questions = {row.name: (row.question.path, row.question.body) for row in own}
        for name, about in measured_site.told(site, questions, cached).items():
            row = next(row for row in own if row.name == name)
            if about["status"] >= 400:
                raise SystemExit(f"{name}: the site answers {about['status']}")
            row.queries, row.identity, row.packed = (
                about["queries"],
                about["identity"],
                about[HEADERS["Accept-Encoding"]],
            )
    return rows


def _files(files: Path, rows: list[Row], var: Path, document: str) -> Path:
    """As many bytes as each answer has, for who answers without a site."""
    files.mkdir()
    for row in rows:
        (files / row.name.replace(" ", "-")).write_bytes(b"x" * row.packed)
    return files
