"""Which views of Wagtail are kept whole or not at all."""

import pytest
from django.urls import resolve, reverse

from editorial.middleware import EDITORS


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("wagtailadmin_pages:add", ["home", "standardpage", 1]),
        ("wagtailadmin_pages:edit", [1]),
        ("wagtailadmin_pages:unpublish", [1]),
        ("wagtailsnippets_facts_fact:add", []),
        ("wagtailsnippets_facts_fact:edit", [1]),
        ("wagtailsnippets_facts_fact:unpublish", [1]),
    ],
)
def test_editor_of_wagtail_works_in_one_transaction(name, args):
    assert resolve(reverse(name, args=args)).namespace.startswith(EDITORS)
