"""Documentation is a test subject: what it lists is what the code has."""

import re
from pathlib import Path

import pytest

from core.editor import style_guide

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_names_no_make_target_that_does_not_exist(page):
    assert set(re.findall(r"`make ([a-z]+)", page.read_text())) <= targets()


def test_readme_and_contributing_name_every_make_target():
    text = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()

    assert targets() - {"help", "setup"} <= set(re.findall(r"`make ([a-z]+)", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_links_to_files_that_exist(page):
    words = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", words)

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_architecture_lists_every_block():
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE))

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
