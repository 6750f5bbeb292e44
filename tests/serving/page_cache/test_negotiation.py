"""RFC 9110, 12.5.3 and 13.1.2, as far as they concern a page in three encodings."""

import pytest

from serving.page_cache.negotiation import encoding, has


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP , BR", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("br;q=0.001", "br"),
        ("gzip;q=0.5, identity;q=0.8", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("*;q=0", "identity"),
        ("identity;q=0", "identity"),
        ("gzip;q=x, br;q=9", "identity"),
        ("gzip;level=1;q=1", "gzip"),
        (";;q=1,,", "identity"),
        ("deflate", "identity"),
    ],
)
def test_best_encoding_is_chosen(accepted, expected):
    assert encoding(accepted) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, False),
        ("", False),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ('"ab"', False),
        ("a", False),
    ],
)
def test_tag_that_the_browser_has_is_recognised(known, expected):
    assert has('"a"', known) is expected
