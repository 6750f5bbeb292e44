"""How long a text is, as networks count it: with emoji, Arabic, Chinese and links."""

import pytest

from campaigns.plan.posts.networks import NETWORKS

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"  # four people joined: one emoji
WAVING = "\U0001f64b\U0001f3fd"  # with the colour of a skin
FLAG = "\U0001f1eb\U0001f1f7"
LINK = "https://www.example.org/s/abcdef/fr"  # 35 characters
NO_TEXT = dict.fromkeys(NETWORKS, 0)


def counted(text: str) -> dict[str, int]:
    return {key: one.count(text) for key, one in NETWORKS.items()}


def test_a_plain_text_is_as_long_everywhere():
    assert counted("La loi a changé.") == dict.fromkeys(NETWORKS, 16)


def test_nothing_has_no_length():
    assert counted("") == NO_TEXT


@pytest.mark.parametrize(
    ("text", "x", "seen", "units", "threads"),
    [
        (FAMILY, 2, 1, 11, 25),
        (WAVING, 2, 1, 4, 8),
        (FLAG, 2, 1, 4, 8),
        ("e\u0301", 1, 1, 2, 2),  # written in two code points
        ("القانون", 7, 7, 7, 7),
        ("قَانُون", 7, 5, 7, 7),  # with signs for vowels
        ("法律已经改变。", 14, 7, 7, 7),
        ("©", 1, 1, 1, 1),
    ],
)
def test_characters_count_as_their_network_says(text, x, seen, units, threads):
    said = counted(text)

    assert (said["x"], said["bluesky"], said["mastodon"]) == (x, seen, seen)
    assert {said[key] for key in ("instagram", "facebook", "linkedin", "tiktok", "whatsapp")} == {units}
    assert said["threads"] == threads


def test_a_link_counts_as_23_where_it_is_shortened():
    said = counted(f"Voir {LINK}.")

    assert (said["x"], said["mastodon"], said["bluesky"], said["linkedin"]) == (29, 29, 41, 41)


def test_an_address_without_scheme_counts_as_a_link_on_x_alone():
    short, long = "a.fr", "arretonslesviolences.gouv.fr"

    assert [NETWORKS["x"].count(text) for text in (short, long)] == [23, 28]
    assert [NETWORKS["mastodon"].count(text) for text in (short, long)] == [4, 28]


def test_a_sentence_that_ends_is_no_address():
    assert NETWORKS["x"].count("La loi a changé. Elle punit.") == 28


@pytest.mark.parametrize(("key", "longest"), [("x", 280), ("bluesky", 300), ("mastodon", 500), ("threads", 500)])
def test_room_ends_at_the_number_of_the_network(key, longest):
    network = NETWORKS[key]

    assert [network.left("a" * number) for number in (longest, longest + 1)] == [0, -1]


def test_nothing_is_too_long_where_no_number_is_published():
    assert NETWORKS["whatsapp"].left("a" * 100_000) is None


@pytest.mark.parametrize(
    ("size", "crop"), [((1080, 1080), ""), ((1080, 1350), ""), ((1080, 1920), "tall"), ((1920, 900), "wide")]
)
def test_instagram_cuts_what_is_taller_or_wider(size, crop):
    assert NETWORKS["instagram"].crop(*size) == crop
    assert NETWORKS["mastodon"].crop(*size) == ""
