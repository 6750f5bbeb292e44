"""The doctor tells of sheets that lead to a former address of the site, until they are made again and recalled."""

import pytest
from django.utils import timezone

from campaigns.plan.doctor_checks import sheets
from campaigns.plan.models import PrintedItem
from core.upkeep.doctor import ok
from tests import factories
from tests.plan.sheets import printed

NEW = "https://new.example.org"


@pytest.fixture
def page(home):
    return factories.campaign_page(factories.campaign_index(home))


@pytest.fixture
def before(settings) -> str:
    return settings.BASE_URL


def told() -> list[tuple[str, str, str]]:
    return [(one.level, one.said, one.remedy) for one in sheets()]


def test_sheets_of_today_are_good(page, before):
    printed.item(printed.link(page.campaign))

    assert list(sheets()) == [ok(f"Printed sheets: all with {before}.")]


def test_sheets_with_the_former_address_are_counted_with_what_to_do(page, before, settings):
    link = printed.link(page.campaign)
    for key in ("poster-a4", "square"):
        printed.item(link, key=key)
    settings.BASE_URL = NEW
    printed.item(link, key="story")

    ((level, said, remedy),) = told()

    assert (level, said) == ("warning", f"Printed sheets: 2 with {before}, and the site is at {NEW}.")
    assert "Make the stale ones again" in remedy
    assert f"{before} must keep leading here" in remedy


def test_sheets_that_were_replaced_may_hang_until_they_are_recalled(page, before, settings):
    item = printed.item(printed.link(page.campaign), replaced_at=timezone.now())
    settings.BASE_URL = NEW
    ((level, said, _remedy),) = told()
    PrintedItem.objects.update(recalled_at=timezone.now())

    assert item.made_from["address"] == before
    assert (level, said) == (
        "ok",
        f"Printed sheets: 1 replaced, may still hang, with {before}: that address must keep leading here.",
    )
    assert told() == [("ok", f"Printed sheets: all with {NEW}.", "")]
