"""The token of a page: for everyone the same, good for a day, and nobody's to make."""

import pytest

from core.measures.indicators import Indicator
from reach.visits import tokens
from serving.served import Served

PAGE = Served("view", "buyers", page=66, locale="zh-hans", campaign=12, wave=3, channel=4, variant="law~harm/α")
NOON = 494_000 * 3600 + 1800.0
DAY = 24 * 3600


KINDS = {"cta_call", "read_50"}


def test_token_carries_all_that_is_counted():
    read = tokens.read(tokens.issue(PAGE, NOON, KINDS), NOON)

    assert read.served == Served(
        "", "buyers", page=66, locale="zh-hans", campaign=12, wave=3, channel=4, variant="law~harm/α"
    )
    assert (read.kinds, read.hour) == (KINDS, 494_000)


def test_each_kind_that_a_browser_tells_has_a_letter_of_its_own():
    server = {"view", "entry", "link_hit", "kit_download"}

    assert tokens.read(tokens.issue(PAGE, NOON, Indicator.values), NOON).kinds == {*Indicator.values} - server


def test_token_is_the_same_for_everyone_within_the_hour():
    assert tokens.issue(PAGE, NOON, KINDS) == tokens.issue(PAGE, NOON + 1799, KINDS)
    assert tokens.issue(PAGE, NOON, KINDS) != tokens.issue(PAGE, NOON + 1800, KINDS)


def test_token_fits_into_a_beacon_with_room_to_spare():
    longest = Served("view", "professionals", False, 10**12, "zh-hans", 10**9, 10**9, 10**9, 0, "é" * 20)

    assert len(tokens.issue(longest, NOON, Indicator.values)) <= tokens.LONGEST


@pytest.mark.parametrize(("age", "good"), [(0, True), (DAY - 1, True), (DAY + 3600, False), (-3600, False)])
def test_token_is_good_for_a_day(age, good):
    assert (tokens.read(tokens.issue(PAGE, NOON, KINDS), NOON + age) is not None) is good


def test_any_change_of_any_character_makes_it_worthless():
    token = tokens.issue(PAGE, NOON, KINDS)

    changed = [token[:at] + ("x" if token[at] != "x" else "y") + token[at + 1 :] for at in range(len(token))]

    assert [one for one in changed if tokens.read(one, NOON)] == []


@pytest.mark.parametrize("token", ["", ".", "x", "a.b", "66~buyers~fr~12~3~4~~c~1.", "é.é", "x" * 5000])
def test_nonsense_is_no_token(token):
    assert tokens.read(token, NOON) is None


def test_another_site_s_token_is_forged(settings):
    token = tokens.issue(PAGE, NOON, KINDS)
    settings.SECRET_KEY = "another"

    assert tokens.read(token, NOON) is None
