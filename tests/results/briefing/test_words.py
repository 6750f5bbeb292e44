"""How a note writes sums."""

from decimal import Decimal

import pytest
from django.utils import translation

from campaigns.results.briefing.words import euros


@pytest.mark.parametrize(
    ("amount", "written"),
    [("2.345", "2,35 €"), ("2.335", "2,34 €"), ("0.005", "0,01 €"), ("100.5", "101 €"), ("1234.5", "1 235 €")],
)
def test_half_a_cent_and_half_a_euro_are_rounded_up(amount, written):
    with translation.override("fr"):
        said = euros(Decimal(amount))

    assert said.replace("\u202f", " ").replace("\xa0", " ") == written
