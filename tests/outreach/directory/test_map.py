"""The map: all départements of mainland France, each where its neighbours end, light enough for a telephone."""

import gzip
import re

import pytest

from country.outlines import (
    AROUND_PARIS,
    HEIGHT,
    WIDTH,
    corners,
    drawn,
    outlines,
    rings,
    simplified,
)
from country.territories import METROPOLITAN, OVERSEAS, TERRITORIES
from tests import markup
from tests.outreach.directory.listed import contact, directory


def test_every_departement_of_the_mainland_is_drawn_inside_the_picture():
    drawings = outlines()

    assert set(drawings["whole"]) == set(METROPOLITAN)
    assert set(drawings["inset"]) == set(AROUND_PARIS)
    starts = [re.match(r"M(\d+) (\d+)l", path) for part in drawings.values() for path in part.values()]
    assert all(int(start[1]) <= WIDTH and int(start[2]) <= HEIGHT for start in starts)


def test_outline_is_read_moved_and_loses_the_points_that_change_nothing():
    path = "m 10,10 4,0 0.1,0 5.9,0 0,10 -10,0 z m 30,0 2,0 0,2 z"

    assert [ring[0] for ring in rings(path)] == [(10, 10), (40, 10)]
    assert drawn(rings(path), 0.5, (1, 2)) == "M6 7l5 0 0 5-5 0zM21 7l1 0 0 1z"


def test_ring_that_shrinks_to_nothing_is_not_drawn():
    assert drawn([[(0, 0), (0.1, 0), (0, 0.1)]], 0.5, (0, 0)) == ""
    assert corners([(0, 0), (0, 0), (2, 0), (4, 0), (4, 4)]) == [(0, 0), (4, 0), (4, 4)]


def test_neighbours_share_their_border():
    one, other = (
        '<path\nid="01"\naria-label="A"\nd="m 0,0 5.3,0 0,9.7 -5.3,0 z"',
        '<path id="02" aria-label="B" d="m 5.3,0 9,0 0,9.7 -9,0 z"',
    )

    drawings = simplified(
        one + other + "".join(f'<path id="{code}" aria-label="" d="m 0,0 9,0 0,9 z"' for code in AROUND_PARIS)
    )

    assert drawings["whole"]["01"] == "M0 0l3 0 0 5-3 0z"
    assert drawings["whole"]["02"] == "M3 0l4 0 0 5-4 0z"


@pytest.fixture
def html(client, home) -> str:
    directory(home)
    for number, territory in enumerate(TERRITORIES):
        contact(territory, code=f"k{number:05}".translate(str.maketrans("01", "zy")))
    return markup.read(client.get("/fr/annuaire/").content.decode())


def test_map_and_list_lead_to_the_same_addresses(html):
    drawing, _svg, rest = html.partition("</svg>")
    on_map = set(re.findall(r'<a href="(/fr/annuaire/[^"]+)" tabindex="-1">', drawing))
    in_list = re.findall(r'<li><a href="(/fr/annuaire/[^"]+)">', rest)

    assert len(in_list) == len(set(in_list)) == 107
    assert len(on_map) == 96 + len(OVERSEAS)
    assert on_map < set(in_list)


def test_no_address_names_a_territory(html):
    codes = re.findall(r'href="/fr/annuaire/([^"/]+)/"', html)

    assert not set(codes) & set(TERRITORIES)
    assert {len(code) for code in codes} == {6}


def test_map_is_credited_under_its_licence(html):
    caption = html.partition("<figcaption>")[2].partition("</figcaption>")[0]

    assert "SVG Maps (Victor Cazanave), CC BY 4.0" in caption


def test_page_with_its_map_is_light(html):
    assert len(gzip.compress(html.encode(), 6)) < 20 * 1024
