"""Makes the small site that upgrades are rehearsed with: run it on the last state before migrations are added.

    python -m tests.operations.make_dump sqlite
    python -m tests.operations.make_dump postgresql

Demonstration data alone. Each kind of database has its own file, since ids and types are its own; the site is the same.
"""

import io
import json
import lzma
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing, nullcontext
from pathlib import Path

DUMPS = Path(__file__).parent / "dump"


def main() -> None:
    kind = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.settings", "NODE_NAME": "node"}
        from tests.faults.rig import postgres_database

        with postgres_database() if kind == "postgresql" else nullcontext("") as url:
            os.environ["DATABASE_URL"] = url
            said = build()
            pack(kind, Path(folder), url, said)


def build() -> dict:
    """The site, and what is true of it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    live, withdrawn = fill()
    call_command("reach_fold", verbosity=0)
    from tests.operations import site_facts

    said = {"facts": site_facts.facts(), "statuses": site_facts.statuses([*live, *withdrawn])}
    connections.close_all()
    return said


def fill() -> tuple[list[str], list[str]]:
    """Two languages, roles, approvals, a kit with an edition, counts, a withdrawn page, a document: addresses live and withdrawn."""
    from wagtail.models import Locale

    from editorial.takedown.acts import take_down
    from editorial.translation import drafting
    from home.models import HomePage
    from tests import factories

    home = HomePage.objects.get()
    english = Locale.objects.create(language_code="en")
    factories.go_live(home.get_translation(english).specific)
    page = factories.standard_page(home, title="La loi", slug="la-loi")
    translated = drafting.start(page, english).get_target_instance()
    factories.go_live(translated)
    gone = factories.standard_page(home, title="Retirée", slug="retiree")
    factories.fact()
    factories.helpline()
    factories.voice()
    factories.document(title="Un guide")
    factories.campaign_page(factories.campaign_index(home))
    kit = factories.kit(factories.catalogue(home))
    factories.kit_edition(kit)
    take_down(gone, people(), reason="Une erreur")
    count(page.pk)
    pages = [home, page, type(page).objects.get(pk=translated.pk), kit]
    return [one.get_url() for one in pages], [gone.get_url()]


def people():
    """One user in each group, and a superuser, who is returned; none has a password."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    for number, group in enumerate(Group.objects.order_by("name")):
        get_user_model().objects.create_user(f"person-{number}", f"person-{number}@example.org").groups.add(group)
    return get_user_model().objects.create_superuser("root", "root@example.org", None)


def count(page: int) -> None:
    from django.utils import timezone

    from reach.events import Event
    from reach.journal import journal

    hour = journal.bucket_of(False, timezone.now())
    for number in range(120):
        journal.append(Event(hour, "view", "public", page=page, locale="fr" if number % 3 else "en"))
    journal.close()


def pack(kind: str, var: Path, url: str, said: dict) -> None:
    DUMPS.mkdir(exist_ok=True)
    with tarfile.open(DUMPS / f"{kind}.tar.xz", "w:xz", preset=9 | lzma.PRESET_EXTREME) as archive:
        if url:
            dump = subprocess.run(["pg_dump", "--no-owner", "--no-privileges", url], capture_output=True, check=True)
            add(archive, "postgresql.sql", dump.stdout)
        else:
            with closing(sqlite3.connect(var / "db.sqlite3")) as database:
                database.execute("PRAGMA journal_mode = DELETE")
                database.execute("VACUUM")
            add(archive, "db.sqlite3", (var / "db.sqlite3").read_bytes())
        add(archive, "said.json", json.dumps(said, indent=1, ensure_ascii=False).encode())
        for folder in ("media", "private", "reach"):
            for path in sorted((var / folder).rglob("*")):
                if path.is_file() and path.name != "reserve" and path.parent.name != "share-cards":  # made again
                    add(archive, str(path.relative_to(var)), path.read_bytes())


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size = len(content)
    archive.addfile(about, io.BytesIO(content))


if __name__ == "__main__":
    main()
