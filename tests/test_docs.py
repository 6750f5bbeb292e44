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


def linked_from(page: Path) -> set[Path]:
    """Files and folders of this project."""
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", without_code(page))
    return {(page.parent / link).resolve() for link in links}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_links_to_files_that_exist(page):
    assert [target for target in linked_from(page) if not target.exists()] == []


def test_every_page_is_two_clicks_from_the_readme():
    first = linked_from(ROOT / "README.md")
    second = first.union(*(linked_from(page) for page in first if page.suffix == ".md"))

    assert [page for page in PAGES[1:] if not {page, page.parent} & second] == []


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
    """A path from the root or from `site/`; a shorter one is told by the words around it."""
    tops = [folder.name for root in (ROOT, ROOT / "site") for folder in root.iterdir() if folder.is_dir()]
    named = [name for name in re.findall(r"`([\w/]+\.\w+)`", page.read_text()) if name.partition("/")[0] in tops]

    assert [name for name in named if not any((ROOT / top / name).is_file() for top in (".", "site"))] == []


def test_architecture_draws_the_rooms_as_they_import_each_other():
    (drawn,) = rooms.PLACE.findall(rooms.PAGE.read_text())

    assert drawn == rooms.picture(), "the rooms of docs/architecture.md have changed: run `make format`"


def test_architecture_lists_every_kind():
    made = re.compile(r"^[A-Z]\w+ = (?:registry\.(?:Kind|Table|Named)\b|frame\()", re.MULTILINE)
    owners = [path for path in OURS if made.search(path.read_text())]
    names = [path.relative_to(ROOT).as_posix().removeprefix("site/") for path in owners]

    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in rooms.PAGE.read_text()] == []


def test_data_model_lists_every_model():
    ours = {path.relative_to(ROOT).as_posix().removeprefix("site/").partition("/")[0] for path in OURS}
    models = {model.__name__ for model in apps.get_models() if model.__module__.partition(".")[0] in ours}
    named = re.findall(r"`(?:\w+\.)?(\w+)`", (ROOT / "docs/architecture/data-model.md").read_text())

    assert models - set(named) == set()


def test_catalogue_lists_every_block():
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs/architecture/blocks.md").read_text(), re.MULTILINE))

    assert set(style_guide.blocks()) <= rows


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
