"""The site that is measured: a campaign's page, a short link, a document; and how many queries each answer takes."""

import json
import random
from pathlib import Path

from tests.figures.load import HEADERS
from tests.live import LiveSite

PAGE, CODE, DOCUMENT = "/fr/campagnes/la-loi/", "bench", 5 * 1024 * 1024  # bytes
ENVIRONMENT = {
    "SECRET_KEY": "for a measurement alone, which keeps nothing",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BASE_URL": "http://127.0.0.1",
    "HTTPS": "off",
    "TRUSTED_PROXIES": "127.0.0.1",  # so that beacons may come from many addresses
}
FILL = """
import os
from django.core.files.base import ContentFile
from campaigns.plan.models import Channel, TrackedLink
from home.models import HomePage
from tests import factories
home = HomePage.objects.get()
factories.helpline()
page = factories.campaign_page(factories.campaign_index(home), slug="la-loi", body=[factories.block("text", text=open({text!r}).read())])
channel = Channel.objects.create(campaign=page.campaign, kind="poster", name="Affiches")
TrackedLink.objects.create(campaign=page.campaign, channel=channel, code={code!r})
document = factories.document(file=ContentFile(os.urandom({size}).hex()[: {size}].encode(), name="kit.txt"))
factories.shown(document)  # what no page shows is nobody's to download
print(document.url)
"""
# Of the second answer: the first one reads templates and addresses of sites.
QUERIES = """
import io, json, sys
from django.db.backends.signals import connection_created
asked = []
def watch(connection, **kwargs):
    connection.execute_wrappers.append(lambda execute, sql, *rest: (asked.append(sql), execute(sql, *rest))[1])
connection_created.connect(watch, weak=False)
from config.wsgi import application
def answer(path, body, headers):
    told = {}
    environ = {"REQUEST_METHOD": "POST" if body else "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "10.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body.encode()), "wsgi.errors": sys.stderr,
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded", **{"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items()}}
    def start(status, lines, *rest):
        told["status"] = int(status[:3])
    result = application(environ, start)
    told["bytes"] = sum(map(len, result))
    getattr(result, "close", lambda: None)()
    return told
found = {}
for name, (path, body) in json.loads(QUESTIONS).items():
    for headers in HEADERS_OF:
        answer(path, body, headers); asked.clear(); told = answer(path, body, headers)
        found.setdefault(name, {"queries": len(asked), "status": told["status"]})[headers["Accept-Encoding"]] = told["bytes"]
print(json.dumps(found))
"""


def text() -> str:
    """A page's text in words of a made-up language, which packs as a real one does."""
    letters = random.Random(1)
    paragraphs = []
    for _number in range(110):
        words = ["".join(letters.choices("aeiourstlnm", k=letters.randint(2, 9))) for _word in range(24)]
        paragraphs.append(f"<p>{' '.join(words)}.</p>")
    return "".join(paragraphs)


def prepared(folder: Path, written: str) -> tuple[LiveSite, str]:
    """The site, and the path of its document."""
    folder.mkdir()
    site = LiveSite(folder, dict(ENVIRONMENT))
    (folder / "text.html").write_text(written)
    site.run("migrate")
    filled = site.run("shell", "-v", "0", "-c", FILL.format(text=str(folder / "text.html"), code=CODE, size=DOCUMENT))
    site.run("collectstatic", "--no-input")
    return site, filled.stdout.split()[-1]


def told(site: LiveSite, questions: dict[str, tuple[str, str]], cached: bool = True) -> dict[str, dict[str, int]]:
    """{name: queries, status and bytes of an answer}; asked through the application that the server runs."""
    asking = [HEADERS | {"Accept-Encoding": "identity"}, HEADERS]
    code = f"QUESTIONS = {json.dumps(questions)!r}\nHEADERS_OF = {asking!r}\n{QUERIES}"
    answered = LiveSite(site.var, site.environment | ({} if cached else {"PAGE_CACHE_MB": "0"})).run(
        "shell", "-v", "0", "-c", code
    )
    return json.loads(answered.stdout.splitlines()[-1])
