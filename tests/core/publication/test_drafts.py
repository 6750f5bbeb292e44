"""A draft as the team looks at it before anybody else can."""

import pytest
from django.urls import reverse

from tests import factories
from tests.outreach.directory.listed import directory


@pytest.mark.parametrize("make", [factories.standard_page, directory])
def test_draft_of_a_language_whose_home_page_is_not_live_is_shown(admin_client, home, english, translate, make):
    source = make(home)
    draft = translate(source, english)

    pages = [draft, draft.get_parent().specific]
    answers = [admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])) for page in pages]

    assert not pages[1].live
    assert [answer.status_code for answer in answers] == [200, 200]
