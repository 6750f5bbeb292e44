"""A cache in front of the site is told what it may not show any more, until it has heard it."""

import json
import subprocess
import sys
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.frontend_cache.backends import BaseBackend

from core.checks import check_frontend_cache
from core.doctor_checks.cache import in_front
from core.frontend_cache import backend, later
from core.frontend_cache.sending import send_all
from core.metric_families import frontend_cache
from core.models import CampaignMedia, PendingPurge
from core.models.pending_purge import TRIES
from core.periodic_jobs import tell_frontend_cache
from core.protection.zones import Zone
from core.renditions import making
from editorial.takedown.acts import take_down
from tests import factories
from tests.core import specimens
from tests.live import ROOT, free_port, fresh_database
from tests.operations import small_site

pytestmark = pytest.mark.usefixtures("reference_index")

BACKEND = "core.frontend_cache.backend.PurgingBackend"
CLOUDFRONT = "wagtail.contrib.frontend_cache.backends.CloudfrontBackend"
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
WORKER = [sys.executable, str(ROOT / "manage.py"), "db_worker", "--queue-name", "*", "--no-startup-delay"]


DENIED = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>"
ACCEPTED = b"<Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>"


class Recorder(ThreadingHTTPServer):
    """A cache that notes what it is told to forget."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[tuple[str, str]] = []
        self.status = 200
        self.statuses: dict[str, int] = {}  # of some paths
        self.refuses_once: set[str] = set()
        self.hold: dict[str, threading.Event] = {}  # paths whose answer waits

    @property
    def paths(self) -> set[str]:
        assert {host for host, _path in self.told} <= {"campagnes.example.org"}
        return {path for _host, path in self.told}


class Handler(BaseHTTPRequestHandler):
    def do_PURGE(self):
        self.server.told.append((self.headers["Host"], self.path))
        if held := self.server.hold.get(self.path):
            held.wait(60)
        status = self.server.statuses.get(self.path, self.server.status)
        if self.path in self.server.refuses_once:
            self.server.refuses_once.remove(self.path)
            status = 503
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        """Of CloudFront, which refuses until it is told otherwise."""
        self.server.told.append(("", self.rfile.read(int(self.headers["Content-Length"])).decode()))
        body = ACCEPTED if self.server.status == 201 else DENIED
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def front(settings):
    """The cache in front, with its address in the settings."""
    server = Recorder()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BASE_URL = "https://campagnes.example.org"
    settings.WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": BACKEND, "LOCATION": f"http://127.0.0.1:{server.server_port}"}
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def shown_image(home, tmp_path):
    image = factories.image(tmp_path)
    value = {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}
    page = factories.standard_page(home, slug="image", body=[factories.block("figure", image=value, caption="")])
    making.mend()
    return image, page


def test_nothing_is_told_nor_noted_without_a_cache_in_front(home, tmp_path, commits):
    image, _page = shown_image(home, tmp_path)

    with commits():
        take_down(image, None)

    assert PendingPurge.objects.count() == 0


def test_withdrawn_image_is_forgotten_in_all_its_sizes(front, home, tmp_path, commits, admin):
    image, _page = shown_image(home, tmp_path)
    shown = {rendition.url for rendition in image.renditions.all()}
    front.told.clear()

    with commits():
        take_down(image, admin)

    assert len(shown) == 6
    assert front.paths == shown
    assert PendingPurge.objects.count() == 0


def test_withdrawn_film_is_forgotten_with_its_captions(front, home, commits, admin):
    film = factories.video()

    with commits():
        film.withdraw(taken_down=True)

    assert front.paths == {film.file.url, film.captions.url}


def test_replaced_film_is_forgotten_under_its_former_address(front, db, commits):
    film = factories.video()
    former = film.file.url

    with commits():
        film = CampaignMedia.objects.get()
        film.file = ContentFile(specimens.MP4, name="autre.mp4")
        film.save()

    assert former in front.paths
    assert film.file.url not in front.paths


def test_deleted_image_is_forgotten_but_not_its_original_which_nobody_had(front, home, tmp_path, commits):
    image = factories.image(tmp_path)
    shown = {rendition.url for rendition in image.renditions.all()}

    with commits():
        image.delete()

    assert front.paths == shown


def test_card_of_a_page_that_is_unpublished_is_forgotten(front, home, commits):
    with commits():
        page = factories.standard_page(home)
    card = type(page).objects.get(pk=page.pk).share_card.file.url
    front.told.clear()

    with commits():
        page.unpublish()

    assert front.paths == {card}


def test_files_of_a_page_that_is_unpublished_are_forgotten_unless_another_shows_them(front, home, tmp_path, commits):
    image, page = shown_image(home, tmp_path)
    film, other = factories.video(), factories.video()
    page.body = [*page.body.get_prep_value(), *map(factories.showing, (film, other))]
    with commits():
        page = factories.go_live(page)
        factories.shown(other)
    card = type(page).objects.get(pk=page.pk).share_card.file.url
    front.told.clear()

    with commits():
        page.unpublish()

    pictures = {rendition.url for rendition in image.renditions.all()}
    assert front.paths == {card, film.file.url, film.captions.url, *pictures}


def test_change_that_is_taken_back_is_not_told(front, home, tmp_path):
    image, _page = shown_image(home, tmp_path)
    PendingPurge.objects.all().delete()

    with transaction.atomic():
        image.withdraw(taken_down=True)
        transaction.set_rollback(True)

    assert PendingPurge.objects.count() == 0


@pytest.mark.parametrize("status", [404, 412])
def test_cache_that_has_no_copy_has_heard(front, db, status):
    front.status = status
    PendingPurge.objects.create(url="https://campagnes.example.org/media/a.jpg", asked_at="2026-01-01T00:00Z")

    assert send_all() == (1, "")
    assert PendingPurge.objects.count() == 0


def test_cache_that_refuses_is_told_again_and_the_reason_is_shown(front, home, tmp_path, commits, time_machine):
    image, _page = shown_image(home, tmp_path)
    front.status = 405

    with commits():
        image.withdraw(taken_down=True)

    pending = PendingPurge.objects.first()
    assert pending.attempts >= 1
    assert "405" in pending.problem
    with pytest.raises(OSError, match="405"):
        tell_frontend_cache()
    front.status = 200
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    assert tell_frontend_cache() == "6 addresses"
    assert PendingPurge.objects.count() == 0


def pending(*names: str, **about) -> None:
    """What was asked a year ago, in this order."""
    for second, name in enumerate(names):
        url, asked_at = f"https://campagnes.example.org/{name}", f"2026-01-01T00:00:{second:02}Z"
        PendingPurge.objects.create(url=url, **{"asked_at": asked_at, "due_at": asked_at} | about)


def test_cache_that_refuses_is_told_less_and_less_often(front, db, time_machine):
    front.status = 500
    pending("a")
    time_machine.move_to("2026-11-26T10:00Z", tick=False)
    waits = []

    for _try in range(7):
        send_all()
        again = PendingPurge.objects.get().due_at
        waits.append((again - timezone.now()) // timedelta(minutes=1))
        time_machine.move_to(again - timedelta(seconds=1), tick=False)
        assert send_all() == (0, "")
        time_machine.move_to(again, tick=False)

    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert len(front.told) == 7


def test_what_was_refused_for_a_day_is_given_up_and_told_to_the_operator(front, db, caplog):
    front.status = 403
    pending("a", "b", attempts=TRIES - 1)
    pending("c")

    send_all()
    PendingPurge.objects.update(due_at="2026-01-01T00:00Z")
    front.told.clear()
    send_all()
    (found,), (family,) = [in_front()], frontend_cache()

    assert front.paths == {"/c"}
    assert "is not told again to forget" in caplog.text
    assert (found.level, "2 addresses, and is not told again: HTTP Error 403" in found.said) == ("problem", True)
    assert family.samples == [("", {"state": "pending"}, 1), ("", {"state": "given_up"}, 2)]
    with pytest.raises(OSError, match="3 addresses were not heard"):
        tell_frontend_cache()


def test_operator_has_it_told_again(front, db, capsys):
    pending("a", attempts=TRIES, problem="HTTP Error 403: Forbidden")

    call_command("purges")
    said = capsys.readouterr().out
    call_command("purges", again=True)

    assert "/a: 50 times, HTTP Error 403: Forbidden" in said
    assert front.paths == {"/a"}
    assert in_front().level == "ok"


def test_what_is_withdrawn_again_begins_anew(front, db, commits):
    pending("a", attempts=TRIES)

    with commits():
        later(["/a"])

    assert front.paths == {"/a"}


def test_address_that_is_refused_keeps_no_other_from_being_told(front, db):
    front.statuses = {"/b": 403}
    pending("a", "b", "c")

    assert send_all() == (2, "HTTP Error 403: Forbidden")
    assert list(PendingPurge.objects.values_list("url", "attempts")) == [("https://campagnes.example.org/b", 1)]


def test_cache_that_is_silent_is_waited_for_once(front, db, monkeypatch):
    front.hold = {"/a": threading.Event()}
    monkeypatch.setattr(backend, "PATIENCE", 0.2)
    pending("a", "b", "c")

    told, problem = send_all()

    front.hold["/a"].set()
    assert (told, "timed out" in problem) == (0, True)
    assert front.paths == {"/a"}
    assert set(PendingPurge.objects.values_list("attempts", flat=True)) == {1}


def test_refusal_of_a_cdn_that_wagtail_only_logs_is_told_again(front, settings, db, monkeypatch, time_machine):
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", f"http://127.0.0.1:{front.server_port}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": CLOUDFRONT, "DISTRIBUTION_ID": "D1"} | KEYS}
    front.status = 403
    pending("a", "b")

    told, problem = send_all()
    refused = PendingPurge.objects.unheard().count()
    front.status = 201
    time_machine.move_to(timezone.now() + timedelta(minutes=1))

    assert (told, refused, "AccessDenied" in problem) == (0, 2, True), problem
    assert send_all() == (2, "")
    assert PendingPurge.objects.count() == 0


OUTAGE = """
import json
from django_tasks_db.models import DBTaskResult
from core.frontend_cache import later
from core.frontend_cache.sending import send
from core.models import PendingPurge
from home.models import HomePage
from tests import factories
page = factories.standard_page(HomePage.objects.get(), slug="texte")
for _time in range(4):
    factories.go_live(page)
waiting = DBTaskResult.objects.filter(task_path=send.module_path).values_list("status", flat=True)
print(json.dumps([PendingPurge.objects.count(), *waiting]))
PendingPurge.objects.all().delete()
later(["/a", "/b", "/c"])
"""
NEXT = """
import json
from django.core.management import call_command
from core.frontend_cache.sending import send
from core.models import PendingPurge

def work():
    call_command("db_worker", batch=True, queue_name="*", startup_delay=False)
    return [[row.url[29:], row.attempts] for row in PendingPurge.objects.order_by("url")]

refused = work()
PendingPurge.objects.update(due_at="2026-01-01T00:00Z")
send.enqueue()
print(json.dumps([refused, work()]))
"""


@pytest.fixture
def site(front, db, tmp_path):
    """In processes of its own, with the queue of production."""
    address = f"http://127.0.0.1:{front.server_port}"
    site = small_site.make(tmp_path / "var", FRONTEND_CACHE_URL=address, **fresh_database())
    site.environment |= {"BASE_URL": "https://campagnes.example.org", "SHARED_HTML_SECONDS": "60"}
    return site


@pytest.mark.processes
def test_outage_leaves_one_task_whose_worker_is_killed_and_followed_by_the_next(front, site):
    """No publication waits; what the worker that is killed had told is not told again, and what is refused is."""
    front.hold = {"/b": threading.Event()}

    left = json.loads(site.run("shell", "-c", OUTAGE).stdout.splitlines()[-1])
    before_work = list(front.told)
    worker = subprocess.Popen(WORKER, env=site.variables(), cwd=ROOT)
    site.wait_until(lambda: front.paths == {"/a", "/b"})
    worker.kill()
    worker.wait()
    front.hold.clear()
    front.told.clear()
    front.refuses_once = {"/b", "/c"}
    refused, unheard = json.loads(site.run("shell", "-c", NEXT).stdout.splitlines()[-1])

    assert (left, before_work) == ([3, "READY"], [])
    assert refused == [["/b", 1], ["/c", 1]]
    assert sorted(path for _host, path in front.told) == ["/b", "/b", "/c", "/c"]
    assert unheard == []


def test_cache_that_is_gone_keeps_nobody_from_withdrawing(front, settings, home, tmp_path, commits):
    image, _page = shown_image(home, tmp_path)
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": BACKEND, "LOCATION": f"http://127.0.0.1:{free_port()}"}}

    with commits():
        image.withdraw(taken_down=True)

    assert not type(image).objects.get().may_be_shown
    assert PendingPurge.objects.exclude(problem="").count() == 6


class Meanwhile(BaseBackend):
    """A cache that takes its time: the same is withdrawn again before it answers."""

    def purge(self, url):
        PendingPurge.objects.filter(url=url).update(asked_at="2026-01-02T00:00Z")


def test_what_is_asked_again_while_it_is_told_is_told_again(settings, db):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Meanwhile"}}
    PendingPurge.objects.create(url="https://campagnes.example.org/media/a.jpg", asked_at="2026-01-01T00:00Z")

    send_all()

    assert PendingPurge.objects.count() == 1
    assert send_all() == (1, "")
    assert PendingPurge.objects.count() == 0


def test_pages_are_not_told_of_where_no_cache_keeps_them(front, home, commits):
    with commits():
        factories.standard_page(home, slug="texte")

    assert front.paths == set()


def test_pages_are_forgotten_where_a_cache_keeps_them(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60

    with commits():
        page = factories.standard_page(home, slug="texte")

    assert front.paths == {"/fr/", "/fr/texte/", "/sitemap.xml"}
    front.told.clear()

    with commits():
        page.unpublish()

    assert front.paths >= {"/fr/", "/fr/texte/", "/sitemap.xml"}


def test_deleted_page_is_forgotten(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60
    page = factories.standard_page(home, slug="texte")
    PendingPurge.objects.all().delete()

    with commits():
        page.delete()

    assert "/fr/texte/" in front.paths


def test_page_that_shows_what_is_withdrawn_is_forgotten(front, settings, home, tmp_path, commits):
    settings.SHARED_HTML_SECONDS = 60
    with commits():
        image, _page = shown_image(home, tmp_path)
    front.told.clear()

    with commits():
        image.withdraw(taken_down=True)

    assert "/fr/image/" in front.paths


def test_all_below_a_page_that_becomes_protected_is_forgotten(front, settings, home, commits):
    settings.SHARED_HTML_SECONDS = 60
    above = factories.standard_page(home, slug="au-dessus")
    factories.standard_page(above, slug="dessous")
    PendingPurge.objects.all().delete()

    with commits():
        above.refresh_from_db()
        above.zone = Zone.PROTECTED
        factories.go_live(above)

    assert "/fr/au-dessus/dessous/" in front.paths


def test_class_that_does_not_exist_is_named(settings):
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": "wagtail.nowhere.Backend"}}

    (error,) = check_frontend_cache(None)

    assert "wagtail.nowhere.Backend" in error.msg
