"""Documentation is a test subject: what it lists is what the code has."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from core.editor import style_guide
from tests import rooms

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
ARCHITECTURE = [ROOT / "docs/architecture.md", *sorted((ROOT / "docs/architecture").glob("*.md"))]
OURS = [path for folder in ("site", "campaigns", "home") for path in sorted((ROOT / folder).rglob("*.py"))]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_no_make_target_that_does_not_exist(page):
    assert set(re.findall(r"`make ([a-z]+)", page.read_text())) <= targets()


def test_readme_and_contributing_name_every_make_target():
    text = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()

    assert targets() - {"help", "setup"} <= set(re.findall(r"`make ([a-z]+)", text))


def without_code(page: Path) -> str:
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_links_to_files_that_exist(page):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", without_code(page))

    assert [link for link in links if not (page.parent / link).exists()] == []


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_links_to_headings_that_exist(page):
    links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", without_code(page))

    assert [link for link in links if link[1] not in anchors(page.parent / link[0] if link[0] else page)] == []


@pytest.mark.parametrize("page", ARCHITECTURE, ids=lambda page: page.name)
def test_architecture_names_modules_that_exist(page):
    named = re.findall(
        r"`((?:tests|static|config|core|serving|editorial|facts|home|interactive|press|reach|operations|testimonies|campaigns)/[\w/]+\.\w+)`",
        page.read_text(),
    )

    assert [name for name in named if not any((ROOT / top / name).is_file() for top in (".", "site"))] == []


def test_architecture_draws_the_rooms_as_they_import_each_other():
    (drawn,) = rooms.PLACE.findall(rooms.PAGE.read_text())

    assert drawn == rooms.picture(), "the rooms of docs/architecture.md have changed: run `make format`"


def test_architecture_lists_every_kind():
    owners = [
        path
        for path in OURS
        if re.search(r"^[A-Z]\w+ = (?:registry\.(?:Kind|Table|Named)\b|frame\()", path.read_text(), re.MULTILINE)
    ]
    names = [path.relative_to(ROOT).as_posix().removeprefix("site/") for path in owners]

    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in rooms.PAGE.read_text()] == []


def test_data_model_lists_every_model():
    ours = {path.relative_to(ROOT).as_posix().removeprefix("site/").partition("/")[0] for path in OURS}
    models = {model.__name__ for model in apps.get_models() if model.__module__.partition(".")[0] in ours}

    assert (
        models - set(re.findall(r"`(?:\w+\.)?(\w+)`", (ROOT / "docs/architecture/data-model.md").read_text())) == set()
    )


def test_catalogue_lists_every_block():
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs/architecture/blocks.md").read_text(), re.MULTILINE))

    assert set(style_guide.blocks()) <= rows


def test_readme_leads_to_every_page():
    """Each page of docs/ in one click, and each of a folder below it in two."""
    linked = set(re.findall(r"\]\((docs/[^)#]+)", (ROOT / "README.md").read_text()))

    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")} <= linked


def test_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) < 150


def test_sizing_plans_with_no_better_figures_than_were_measured():
    figures = (ROOT / "docs/benchmarks.md").read_text()
    measured = {
        row[0].strip(): row for row in (line.strip("| ").split("|") for line in figures.splitlines()) if len(row) == 8
    }
    sizing = (ROOT / "docs/sizing.md").read_text()

    def planned(pattern: str) -> int:
        return int(re.search(pattern, sizing, re.MULTILINE)[1].replace(",", ""))

    def number(answer: str, column: int) -> int:
        return int(measured[answer][column].strip().replace(",", ""))

    assert planned(r"^\| HTML of a page, compressed \| (\d+) KB") * 1000 >= number("cached page", -1)
    assert planned(r"^pages +[\d,]+ / ([\d,]+)") <= number("cached page", 1)
    assert planned(r"^redirects .* / ([\d,]+)") <= number("redirect", 1)
    assert planned(r"^beacons .* / ([\d,]+)") <= number("beacon", 1)
