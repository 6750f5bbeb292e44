"""An audience is declared once, with a name that stylesheets, journal and database can hold."""

import copy

import pytest

from core.audiences import AUDIENCES, BUYERS, KEPT_APART, SHELTERED, Audience, choices


def test_audiences_of_the_house():
    assert {"public", "buyers", "outreach", "young", "professionals"} <= set(AUDIENCES)
    assert ({"outreach", "young"}, {"buyers"}) == (SHELTERED, KEPT_APART)


def test_copy_of_an_audience_is_its_name():
    assert copy.deepcopy({"audience": BUYERS}) == {"audience": "buyers"}
    assert dict(choices())["buyers"] == BUYERS.label


@pytest.mark.parametrize("name", ["", "Town halls", "a-b", "x" * 21])
def test_name_that_cannot_be_kept_is_refused(name):
    with pytest.raises(ValueError, match="take 1 to 20 letters from a to z"):
        Audience(name, "somebody", sound="plain")


def test_nobody_is_sheltered_from_their_own_pages():
    with pytest.raises(ValueError, match="'both' is sheltered from itself"):
        Audience("both", "somebody", sound="plain", is_sheltered=True, is_kept_apart=True)


def test_name_is_given_once():
    with pytest.raises(ValueError, match="'buyers' is taken by"):
        AUDIENCES.add({"buyers": Audience("buyers", "others", sound="plain")})

    assert AUDIENCES["buyers"] is BUYERS
