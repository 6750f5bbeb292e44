"""Where help is missing, département by département: national entries fill no gap."""

from datetime import date

import pytest
import time_machine

from campaigns.outreach.directory import gaps
from campaigns.outreach.directory.calendar_events import verifications
from campaigns.outreach.directory.vocabulary import Need
from tests.outreach.directory.desk import entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TODAY = date(2026, 11, 25)


def of(code: str) -> gaps.Gap:
    return next(gap for gap in gaps.gaps(TODAY) if gap.code == code)


def test_every_departement_and_territory_is_told():
    codes = [gap.code for gap in gaps.gaps(TODAY)]

    assert (len(codes), len([gap for gap in gaps.gaps(TODAY) if gap.is_departement])) == (107, 101)


def test_territory_without_entries_has_every_gap():
    gap = of("2A")

    assert (gap.entries, gap.verified, gap.approved) == (0, 0, 0)
    assert (len(gap.missing_needs), len(gap.missing_languages)) == (9, 8)


def test_entries_fill_the_gaps_of_their_own_territory_together():
    entry("a", services=["health"], languages=["fr", "ro"], approved="yes")
    entry("b", services=["listening", "papers"], languages=["ar"], verified_on=date(2025, 12, 31))

    gap = of("69")

    assert (gap.entries, gap.verified, gap.approved) == (2, 1, 1)
    assert len(gap.missing_needs) == 6
    assert not {"French", "Romanian", "Arabic"} & set(gap.missing_languages)
    assert of("38").entries == 0


def test_national_withdrawn_and_old_entries_fill_no_gap():
    entry("national", territory="")
    entry("withdrawn", withdrawn_at="2026-01-01T00:00:00Z")
    assert of("69").entries == 0

    entry("old", verified_on=date(2025, 12, 31), approved="no")

    gap = of("69")
    assert (gap.entries, gap.verified, gap.approved) == (1, 0, 0)


def test_chosen_are_those_with_the_gap_in_the_order_that_was_asked():
    with time_machine.travel(TODAY):
        entry("a", approved="yes", services=list(Need.values))
        entry("b", territory="01", services=["health"])

        assert len(gaps.chosen("entries", "code")) == 105
        assert "69" not in [gap.code for gap in gaps.chosen("approved", "code")]
        assert [gap.code for gap in gaps.chosen("need-papers", "code") if gap.entries] == ["01"]
        assert [gap.code for gap in gaps.chosen("", "gaps")][-1] == "69"
        assert [gap.name for gap in gaps.chosen("", "name")][:2] == ["Ain", "Aisne"]
        assert len(gaps.chosen("what nobody knows", "nor this")) == 107


def test_report_takes_as_many_queries_for_three_entries_as_for_one(admin_client, django_assert_num_queries):
    admin_client.get("/admin/directory/gaps/")
    for references in (["a"], ["b", "c"]):
        for reference in references:
            entry(reference)
        with django_assert_num_queries(10):
            admin_client.get("/admin/directory/gaps/")


def test_report_is_a_file_too(admin_client):
    entry("a", approved="yes")

    response = admin_client.get("/admin/directory/gaps.csv?of=&order=code")

    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 108
    assert next(line for line in lines if line.startswith("69")).split(",")[:3] == ["69", "Rhône", "1"]
    assert "no-store" in response.headers["Cache-Control"]


def test_days_of_verification_are_in_the_calendar_of_those_who_propose(admin, django_user_model):
    for reference, day in (("a", date(2025, 12, 10)), ("b", date(2025, 12, 10)), ("c", date(2026, 3, 1))):
        entry(reference, verified_on=day)
    entry("withdrawn", verified_on=date(2025, 12, 10), withdrawn_at="2026-01-01T00:00:00Z")
    month = (date(2026, 12, 1), date(2027, 1, 1))

    found = verifications(admin, *month)

    assert [(one.when, one.title) for one in found] == [(date(2026, 12, 10), "2 entries of the directory to verify")]
    assert verifications(django_user_model.objects.create_user("somebody"), *month) == []
