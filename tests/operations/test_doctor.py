"""The doctor: each thing is made wrong, and the remedy named."""

import json
import os
import resource
import socket
import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale, Site

from core.doctor_checks import cache as cache_checks
from core.doctor_checks import clock
from core.models import Operator
from core.upkeep.doctor import Check, Finding, ok, problem, worst
from operations import heartbeats
from operations.backup.keeping import tell_success
from operations.models import Heartbeat, JobRecord
from operations.monitoring import backups
from operations.monitoring.doctor import every, examine
from reach import doctor_checks as journal_checks
from serving.clock import distance
from serving.page_cache.changes.node import node
from tests import factories
from tests.editorial.conftest import make_people
from tests.live import LiveSite

CONSOLE = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}


def ask(name: str) -> list[Finding]:
    said = every()[name].ask()
    return [said] if isinstance(said, Finding) else list(said)


def remedies(name: str, level: str) -> str:
    return " ".join(f"{one.said} {one.remedy}" for one in ask(name) if one.level == level)


def smtp(port: int) -> dict:
    options = {"host": "127.0.0.1", "port": port, "username": "", "password": "", "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def test_every_check_of_a_good_site_ends(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path  # what other tests left in the journal waits for no fold of this one's
    examined = [(name, worst(ask(name))) for name in every()]

    # A test's site has neither worker nor proxy, nor mails, nor static files.
    lacking = {"settings", "worker", "scheduler", "static", "search"}
    assert [name for name, level in examined if level == "problem" and name not in lacking] == []


def test_check_that_hangs_is_cut_off_and_one_that_breaks_is_named():
    gate = threading.Event()

    def breaks():
        raise RuntimeError("password=canary")

    checks = {
        "slow": Check("slow", lambda: gate.wait(10) and ok(""), False),
        "broken": Check("broken", breaks, False),
        "good": Check("good", lambda: ok("All is well."), False),
    }

    examined = {one.check: one.findings[0] for one in examine(checks, 0.1)}
    gate.set()

    assert (examined["slow"].level, examined["slow"].said) == ("problem", "No answer within 0.1 seconds.")
    assert examined["broken"].said == "The check itself failed: RuntimeError."
    assert "canary" not in examined["broken"].remedy
    assert examined["good"] == ok("All is well.")


def test_database_that_is_away_spares_the_checks_that_need_it():
    asked = []
    checks = {
        "needs": Check("needs", lambda: asked.append(1) or ok(""), True),
        "database": Check("database", lambda: problem("Away.", "Start it."), False),
    }

    examined = examine(checks, 5)

    assert [one.findings[0].level for one in examined] == ["warning", "problem"]
    assert asked == []


def test_unknown_check_is_named():
    with pytest.raises(CommandError, match="--only names no check: nothing"):
        call_command("doctor", only=["nothing"])


@pytest.mark.processes
def test_doctor_works_while_the_database_is_away_and_tells_no_secret(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"postgres://canary-user:canary-password@127.0.0.1:{closed.getsockname()[1]}/name"
        settings = {"SECRET_KEY": "canary" * 10, "ALLOWED_HOSTS": "*", "BASE_URL": "https://example.org"}
        site = LiveSite(tmp_path, settings | {"DATABASE_URL": url, "MAIL_URL": "smtp://canary:canary@127.0.0.1:1"})

        result = site.run("doctor", "--json", check=False)

    told = json.loads(result.stdout)
    assert (result.returncode, told["worst"]) == (1, "problem")
    assert "DATABASE_URL" in told["checks"]["database"][0]["remedy"]
    assert told["checks"]["worker"][0]["said"] == "Not looked at: the database does not answer."
    assert "MAIL_URL" in told["checks"]["mail"][0]["remedy"]
    assert "canary" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("name", "settings", "level", "words"),
    [
        ("settings", {"ALLOWED_HOSTS": ["*"]}, "problem", "Name the hosts of the site in ALLOWED_HOSTS"),
        ("settings", {"BASE_URL": "https://elsewhere.org"}, "problem", "Add elsewhere.org to ALLOWED_HOSTS."),
        (
            "settings",
            {"SECRET_KEY": "short", "BASE_URL": "https://testserver"},
            "problem",
            "at least 50 random characters",
        ),
        ("settings", {"HTTPS": True, "BASE_URL": "http://testserver"}, "problem", "Write https:// in BASE_URL."),
        ("settings", {"DEBUG": True, "BASE_URL": "https://testserver"}, "problem", "Set DEBUG=off"),
        ("proxy", {"HTTPS": True, "TRUSTED_PROXIES": []}, "problem", "in TRUSTED_PROXIES"),
        ("mail", {"MAILERS": CONSOLE}, "warning", "Set MAIL_URL"),
        ("mail", {"MAILERS": smtp(1)}, "problem", "Look at host and port in MAIL_URL"),
        ("page-cache", {"PAGE_CACHE_MB": 0}, "warning", "Leave PAGE_CACHE_MB out"),
        ("cache", {"REDIS_URL": "redis://:canary@127.0.0.1:1"}, "problem", "Redis at 127.0.0.1:1"),
    ],
)
def test_wrong_setting_is_told_with_its_remedy(name, settings, level, words):
    caches = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}
    with override_settings(**settings, **({"CACHES": caches} if name == "cache" else {})):
        assert words in remedies(name, level)
        assert "canary" not in remedies(name, level)


def test_mail_server_that_answers_is_greeted_and_sent_nothing():
    heard = []

    def serve(server):
        client, _address = server.accept()
        with client, client.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 here\r\n")
            for line in lines:
                heard.append(line.split()[0].upper())
                lines.write(b"250 ok\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, args=(server,), daemon=True).start()
        with override_settings(MAILERS=smtp(server.getsockname()[1]), DEFAULT_FROM_EMAIL="a@example.org"):
            found = ask("mail")

    assert [one.level for one in found] == ["ok"]
    assert set(heard) <= {b"EHLO", b"NOOP", b"QUIT"}


def test_record_of_another_address_is_told(home):
    Site.objects.update(hostname="old.example.org", port=443)

    with override_settings(BASE_URL="https://new.example.org"):
        assert "https://old.example.org, and BASE_URL https://new.example.org" in remedies("site", "problem")


def test_migration_that_is_missing_is_named(db):
    MigrationRecorder(connection).record_unapplied("operations", "0001_initial")

    assert "operations.0001_initial. Run `manage.py migrate`." in remedies("migrations", "problem")


def test_storage_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "media").write_text("a file where a folder should be")

    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        assert f"default ({tmp_path / 'media'}) cannot be written to" in remedies("storage", "problem")


def test_private_files_under_media_are_told(tmp_path, settings):
    options = {"location": tmp_path / "media" / "private"}
    private = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}

    with override_settings(MEDIA_ROOT=tmp_path / "media", STORAGES=settings.STORAGES | {"private": private}):
        assert "which anybody reads" in remedies("storage", "problem")


def test_folder_that_all_may_write_to_is_told(tmp_path):
    tmp_path.chmod(0o777)

    with override_settings(VAR_DIR=tmp_path):
        assert f"Run `chmod o-w {tmp_path}`." in remedies("storage", "problem")


@pytest.mark.parametrize(
    ("apart", "level"), [(0, "ok"), (-10, "warning"), (10, "warning"), (100, "problem"), (-100, "problem")]
)
def test_clocks_that_disagree_are_told(apart, level):
    now = timezone.now()

    assert clock.told(distance(now + timedelta(seconds=apart), now), "database").level == level


def test_language_without_a_home_page_is_named(home, english):
    assert "No live home page: en." in remedies("languages", "warning")


def test_french_home_page_that_is_not_live_is_told(home):
    home.unpublish()

    assert "There is no live home page in fr." in remedies("languages", "problem")


def test_words_that_no_font_shows_are_told(tmp_path, monkeypatch):
    from press.composition import fonts

    monkeypatch.setattr(fonts, "LATIN", fonts.Family("Nowhere", tmp_path, "nothing.ttf"))

    assert "The font Nowhere is missing. Install the packages again" in remedies("fonts", "problem")


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.parametrize("name", heartbeats.NAMES)
def test_silent_worker_and_scheduler_are_told(db, queue, name):
    assert f"No {name} has ever run." in remedies(name, "problem")

    heartbeats.beat(name)
    assert worst(ask(name)) == "ok"

    Heartbeat.objects.update(at=timezone.now() - timedelta(hours=3))
    assert f"The {name} has been silent for 3 hours. Run `manage.py serve`" in remedies(name, "problem")


def test_task_that_waits_and_task_that_failed_are_told(db, queue):
    heartbeats.beat("worker")
    about = {
        "args_kwargs": {"args": [], "kwargs": {}},
        "task_path": "x",
        "backend_name": "default",
        "queue_name": "default",
    }
    waiting = DBTaskResult.objects.create(status="READY", **about)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=timezone.now() - timedelta(hours=5))
    DBTaskResult.objects.create(status="FAILED", finished_at=timezone.now(), **about)

    assert "The oldest task has been waiting for 5 hours." in remedies("worker", "problem")
    assert "1 tasks failed within a day." in remedies("worker", "warning")


def test_late_and_failed_jobs_are_named(db):
    JobRecord.objects.create(name="late", due_at=timezone.now() - timedelta(minutes=20))
    JobRecord.objects.create(name="broken", due_at=timezone.now() + timedelta(days=1), failed=True)

    assert "The job late is 20 minutes late." in remedies("jobs", "problem")
    assert "The last run of the job broken failed." in remedies("jobs", "warning")


def test_few_open_files_are_told():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        assert "Set LimitNOFILE=4096" in remedies("open-files", "problem")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_old_backup_and_none_are_told(db, monkeypatch):
    monkeypatch.setattr(backups, "last_finished", lambda: None)
    assert "No backup is recorded." in remedies("backup", "warning")

    monkeypatch.setattr(backups, "last_finished", lambda: timezone.now() - timedelta(days=3))
    assert "The last backup is 3 days old." in remedies("backup", "problem")


@pytest.mark.parametrize(
    ("verified", "level", "words"),
    [
        ("restored", "ok", "was restored to verify it."),
        ("read", "warning", "its database was not, since the user of PostgreSQL may make no database"),
        ("", "warning", "was not verified. Run `manage.py backup --verify`"),
    ],
)
def test_backup_that_was_not_restored_to_verify_it_is_told(db, settings, tmp_path, verified, level, words):
    settings.BACKUP_DIR = tmp_path
    tell_success(tmp_path, file="backup-1.zip", bytes=1, seconds=1, verified=verified)

    assert words in remedies("backup", level)


def test_numbers_that_cannot_be_used_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(node().numbers, "path", tmp_path)

    assert f"{tmp_path} cannot be used (IsADirectoryError)" in remedies("page-cache", "problem")


def test_journal_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "reach").write_text("")

    with override_settings(VAR_DIR=tmp_path):
        assert "cannot be written to: nothing is counted" in remedies("journal", "problem")


def test_journal_on_a_disk_of_the_network_is_told(tmp_path):
    device = f"{os.major(tmp_path.stat().st_dev)}:{os.minor(tmp_path.stat().st_dev)}"
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"36 35 {device} / /srv rw - nfs4 server:/srv rw\n")

    assert journal_checks.file_system(tmp_path, mounts) == "nfs4"
    assert "nfs4".startswith(journal_checks.SHARED)


@pytest.mark.parametrize(
    ("about", "level"),
    [
        ({"redis_version": "7.2.0", "maxmemory": 0, "maxmemory_policy": "noeviction"}, "ok"),
        ({"redis_version": "7.2.0", "maxmemory": 1, "maxmemory_policy": "allkeys-lru"}, "warning"),
        ({"redis_version": "5.0.1", "maxmemory": 0, "maxmemory_policy": "noeviction"}, "problem"),
    ],
)
def test_redis_that_is_old_or_forgets_is_told(about, level):
    assert cache_checks._judged(about, "redis:6379").level == level


def test_words_and_static_files_that_are_not_built_are_told(tmp_path):
    (tmp_path / "locale/xx/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locale/xx/LC_MESSAGES/django.po").write_text("")

    with override_settings(LOCALE_PATHS=[tmp_path / "locale"], STATIC_ROOT=tmp_path):
        assert "not compiled: xx. Run `manage.py build`." in remedies("catalogues", "problem")
        assert "Start with `manage.py serve`" in remedies("static", "problem")


def test_operator_of_whom_nothing_is_known_is_told(home):
    assert "no name, no postal address, no publication director, no host, no contact address" in remedies(
        "operator", "warning"
    )

    known = dict.fromkeys(("name", "address", "director", "host"), "x") | {"contact_email": "x@example.org"}
    Operator.objects.update_or_create(site=Site.objects.get(), defaults=known | {"is_demonstration": True})

    assert remedies("operator", "warning").startswith("Each page is marked as a demonstration.")
    Operator.objects.update(is_demonstration=False)
    assert remedies("operator", "warning") == ""


def test_site_that_leads_nobody_to_help_is_told(home):
    assert "kind is live: emergency, listening." in remedies("helplines", "warning")

    factories.helpline(kind="emergency", listens_to=[])

    assert "kind is live: listening." in remedies("helplines", "warning")


@pytest.mark.parametrize(
    ("active", "words"),
    [
        ([], "Nobody reviews texts"),
        (["editor", "lawyer"], "Nobody publishes"),
        (["lawyer", "publisher"], "2 accounts: nothing can go live"),
        (["editor", "superuser"], "2 accounts: nothing can go live"),
        (["editor", "translator", "superuser"], "3 accounts: nothing can go live"),
        (["editor", "lawyer", "publisher"], ""),
    ],
)
def test_people_who_are_too_few_for_the_sign_off_are_told(home, active, words):
    make_people()
    get_user_model().objects.exclude(username__in=active).update(is_active=False)

    said = remedies("people", "warning")

    assert said.startswith(words) if words else said == ""


def test_empty_search_index_is_told(home):
    from wagtail.search.models import IndexEntry

    IndexEntry.objects.all().delete()
    for number in range(4):
        Locale.objects.get_or_create(language_code=["en", "es", "pt", "ro"][number])
    IndexEntry.objects.all().delete()

    assert "Run `manage.py update_index`." in remedies("search", "problem")
