"""Catalogues: complete, up to date, compiled without GNU gettext."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.words import catalogues
from tests.config.test_env import GOOD, ROOT


@pytest.fixture
def copies(tmp_path, settings) -> Path:
    """Of three languages: that of the code, one that is translated, one from right to left."""
    for language in ("en", "fr", "ar"):
        shutil.copytree(settings.LOCALE_PATHS[0] / language, tmp_path / "locale" / language)
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path / "locale"


def test_what_is_wrong_with_a_catalogue_is_named(copies):
    """That nothing is wrong with ours, `make check` says."""
    french, arabic = (copies / f"{language}/LC_MESSAGES/django.po" for language in ("fr", "ar"))
    words = french.read_text().replace('msgstr "Rechercher"', 'msgstr ""').replace("%(rate)s", "%(taux)s", 2)
    french.write_text(words.replace('msgid "Rate of compliance: %(taux)s', 'msgid "Rate of compliance: %(rate)s'))
    entries = arabic.read_text().split("\n\n")
    arabic.write_text("\n\n".join(entry for entry in entries if 'msgid "Search"\n' not in entry))

    *others, placeholder = sorted(catalogues.problems(), key=lambda problem: "named placeholder" in problem)

    assert others == [
        "ar: not up to date with the code; run `make messages`",
        "ar: not translated: 'Search'",
        "fr: not translated: 'Search'",
    ]
    assert "taux" in placeholder or "named placeholder" in placeholder


def test_catalogue_is_compiled_once(copies):
    for compiled in copies.rglob("*.mo"):
        compiled.unlink()

    assert len(catalogues.compile_catalogues()) == 3
    assert catalogues.compile_catalogues() == []


def test_two_may_compile_at_once(copies):
    for compiled in copies.rglob("*.mo"):
        compiled.unlink()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: catalogues.compile_catalogues(), range(2)))

    assert catalogues.compile_catalogues() == []
    assert list(copies.rglob("*.part")) == []


@pytest.mark.processes
def test_catalogue_compiled_at_the_start_is_read_by_the_same_process(tmp_path):
    """A fresh clone holds no compiled catalogue, and the demonstration writes French words in its first process."""
    shutil.copytree(ROOT / "locale", tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    code = (
        "import sys; from pathlib import Path; from django.conf import settings; import config.settings;"
        "config.settings.LOCALE_PATHS[:] = [Path(sys.argv[1])]; import django; django.setup();"
        "from django.utils import translation; translation.activate('fr'); before = translation.gettext('Talk to someone');"
        "from core.words.catalogues import compile_catalogues; compile_catalogues(); translation.activate('fr');"
        "print(before, translation.gettext('Talk to someone'))"
    )
    environment = GOOD | {
        "VAR_DIR": str(tmp_path / "var"),
        "PATH": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-c", code, str(tmp_path / "locale")]

    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, cwd=ROOT)

    assert result.stdout == "Talk to someone Parler à quelqu’un\n", result.stderr


def test_update_fills_the_source_language_and_drops_what_is_gone(copies):
    path = copies / "en/LC_MESSAGES/django.po"
    path.write_text(path.read_text() + '\nmsgid "Gone from the code"\nmsgstr "Gone"\n')

    catalogues.update_catalogues()

    assert "Gone from the code" not in path.read_text()
    assert 'msgid "Search"\nmsgstr "Search"' in path.read_text()
