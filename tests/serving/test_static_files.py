"""Static files: one stylesheet of hashed name, compressed, and rules that hold in all of its parts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from serving.static.static_files import JOINED, StaticFilesMiddleware
from serving.static.stylesheet import join
from tests.config.test_env import GOOD, ROOT

COLOUR = re.compile(r"var\((--w-[a-z0-9-]+)")
CSS = sorted((ROOT / "static/css").rglob("*.css"))


@pytest.mark.parametrize(
    ("name", "layers"),
    [
        ("css/site.css", "reset, tokens, base, layout, components, utilities"),
        ("css/embed.css", "reset, tokens, components"),
        ("css/landing.css", "reset, tokens, base, layout, components, utilities"),
    ],
)
def test_joined_stylesheet_imports_nothing_and_keeps_the_layers(name, layers):
    css = join(name)

    assert "@import" not in css
    assert css.startswith(f"@layer {layers};")
    assert css.count("{") == css.count("}")


def test_every_part_is_imported():
    imported = {
        part for name in JOINED for part in re.findall(r'url\("([^"]+)"\)', (ROOT / "static" / name).read_text())
    }

    parts = {path.relative_to(ROOT / "static") for path in CSS}
    assert {f"css/{part}" for part in imported} == {str(part) for part in parts if part.parts[1] != "admin"} - {*JOINED}


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_stylesheet_reads_in_both_directions_and_takes_its_colours_from_tokens(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|text-align:\s*(?:left|right)|(?<![-\w])(?:width|height)\s*:",
        css,
    )
    assert physical == []
    if path.name not in ("tokens.css", "voices.css", "print.css"):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", css) == []
    if path.name not in ("print.css", "utilities.css"):
        assert "!important" not in css


@pytest.mark.processes
def test_production_serves_one_hashed_compressed_stylesheet(tmp_path):
    environment = GOOD | {"VAR_DIR": str(tmp_path), "PATH": ""}
    code = "import django; django.setup(); from operations.static_build import build_static; print(build_static(), build_static())"
    command = [sys.executable, "-c", code]

    result = subprocess.run(
        command,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )

    assert result.stdout.split() == ["True", "False"], result.stderr
    [stylesheet] = Path(tmp_path, "static/css").glob("site.*.css")
    assert "@import" not in stylesheet.read_text()
    assert stylesheet.with_name(stylesheet.name + ".br").exists()
    assert stylesheet.with_name(stylesheet.name + ".gz").stat().st_size < 14_000


def test_colours_of_the_admin_are_colours_of_wagtail():
    theirs = set(re.findall(r"--w-[a-z0-9-]+", Path(finders.find("wagtailadmin/css/core.css")).read_text()))
    ours = {name for path in (ROOT / "static/css/admin").glob("*.css") for name in COLOUR.findall(path.read_text())}

    assert ours
    assert ours - theirs == set()


def test_files_are_looked_for_once_until_they_are_made_anew(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    manifest = tmp_path / "staticfiles.json"
    manifest.write_text("{}")
    (tmp_path / "one.css").write_text("")
    known = StaticFilesMiddleware(None).files.keys()

    (tmp_path / "two.css").write_text("")
    assert StaticFilesMiddleware(None).files.keys() == known

    os.utime(manifest, (1, 1))
    assert StaticFilesMiddleware(None).files.keys() - known == {f"{settings.STATIC_URL}two.css"}


def test_folder_without_a_manifest_is_looked_through_each_time(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    assert not StaticFilesMiddleware(None).files

    (tmp_path / "one.css").write_text("")

    assert StaticFilesMiddleware(None).files.keys() == {f"{settings.STATIC_URL}one.css"}
