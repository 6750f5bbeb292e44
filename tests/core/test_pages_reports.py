"""Reports of what is in pages: for those who may open a page, and nobody is told that there is nothing who may see none of it."""

import pytest
from django.urls import reverse

from tests.editorial.conftest import make_people

REPORTS = ("typed_numbers_report", "accessibility_report")


@pytest.mark.parametrize(
    ("person", "is_shown"), [("editor", True), ("publisher", True), ("analyst", False), ("lawyer", False)]
)
def test_report_is_in_the_menu_of_those_whom_it_answers(client, home, person, is_shown):
    client.force_login(make_people()[person])

    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    answers = {name: client.get(reverse(name)).status_code == 200 for name in REPORTS}

    assert {name: reverse(name) in menu for name in REPORTS} == dict.fromkeys(REPORTS, is_shown)
    assert answers == dict.fromkeys(REPORTS, is_shown)
