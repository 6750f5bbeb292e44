"""The weekly check of live pages: what is wrong is found without anybody editing, and said with where it is mended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.publication import erasure
from core.upkeep.periodic import JOBS
from editorial.accessibility.weekly import EVERY, check
from editorial.models import AccessibilityCheck
from tests import factories


@pytest.fixture
def wrong(home):
    """A page whose second heading leaves a level out, which its editor's check let through once."""
    text = "<p>Un <a href='https://example.org/'>cliquez ici</a></p><h3>Trop bas</h3>"
    return factories.standard_page(home, title="Page fautive", body=[factories.block("text", text=text)])


def found(page) -> list[dict]:
    return AccessibilityCheck.objects.get(page=page.pk).problems


def test_problem_of_a_live_page_is_found_with_where_it_is_mended(wrong):
    checked, with_problems = check()

    assert (checked, with_problems) == (2, 1)
    assert {one["url"] for one in found(wrong)} == {reverse("wagtailadmin_pages:edit", args=[wrong.pk])}
    assert all("Page fautive" in one["message"] for one in found(wrong))


def test_page_is_checked_once_a_week_and_when_it_is_published_again(wrong):
    check()
    again = check()
    AccessibilityCheck.objects.filter(page=wrong.pk).update(checked_at=timezone.now() - EVERY - timedelta(minutes=1))
    week = check()
    factories.go_live(wrong)
    published = check()

    assert [number for number, _wrong in (again, week, published)] == [0, 1, 1]


def test_mended_and_withdrawn_pages_leave_the_report(wrong):
    check()
    wrong.body = [factories.block("text", text="<p>Un paragraphe.</p>")]
    factories.go_live(wrong)
    assert check() == (1, 0)

    wrong.refresh_from_db()
    wrong.unpublish()
    check()

    assert not AccessibilityCheck.objects.filter(page=wrong.pk).exists()


def test_run_is_short_and_goes_on_with_the_oldest(wrong):
    assert check(budget=0)[0] == 0
    assert JOBS["check-accessibility"].work().startswith("2 ")


def test_report_names_page_problem_and_remedy(admin_client, wrong):
    check()

    html = admin_client.get(reverse("accessibility_report")).content.decode()

    assert "Page fautive" in html
    assert reverse("wagtailadmin_pages:edit", args=[wrong.pk]) in html


def test_what_is_erased_is_not_kept_in_what_was_found(wrong):
    check()

    erasure.erase([wrong])

    assert not AccessibilityCheck.objects.exists()
