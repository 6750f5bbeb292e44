"""What a number says it is, against what is counted."""

import pytest

from campaigns.results.figures import definitions
from core.measures import causes
from core.measures.indicators import Indicator


@pytest.mark.parametrize(
    ("emergency", "kind"),
    [("tel:17", Indicator.CTA_CALL), ("tel:112", Indicator.CTA_CALL), ("sms:114", Indicator.CTA_SMS)],
)
def test_emergency_numbers_are_counted_and_the_definitions_say_so(emergency, kind, in_english):
    said = [definitions.OF[kind.value].meaning, definitions.CLICKS.meaning, definitions.COST_PER_ENTRY.meaning]

    assert causes.of(f'<a href="{emergency}">') == {kind.value}
    assert [str(one) for one in said if "helpline or an emergency service" not in str(one)] == []
