"""Lists of the admin: what may be done to many rows, and what the history of each tells."""

import re

import pytest
from django.urls import reverse
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from home.models import StandardPage
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")
CAMPAIGNS = "/admin/snippets/plan/campaign/"


def acts(client, address: str) -> list[str]:
    html = client.get(address).text
    return re.findall(r"/admin/bulk/[^/]+/[^/]+/(\w+)/", html)


def test_only_what_one_may_do_is_offered_for_many_rows(client, people, home):
    factories.campaign()
    found = {}
    for name in ("editor", "publisher", "superuser"):
        client.force_login(people[name])
        found[name] = acts(client, CAMPAIGNS)

    assert found == {"editor": [], "publisher": [], "superuser": ["delete"]}


@pytest.mark.parametrize(("name", "offered"), [("editor", set()), ("publisher", {"move", "delete", "unpublish"})])
def test_nothing_is_published_by_a_button_and_nothing_refused_is_offered(client, people, home, name, offered):
    factories.standard_page(home, title="La loi")
    client.force_login(people[name])

    assert set(acts(client, reverse("wagtailadmin_explore", args=[home.pk]))) == offered


def test_draft_may_be_moved_and_deleted_by_who_writes(client, people, home):
    home.add_child(instance=StandardPage(title="La loi", slug="la-loi", live=False, owner=people["editor"]))
    client.force_login(people["editor"])

    assert set(acts(client, reverse("wagtailadmin_explore", args=[home.pk]))) == {"move", "delete"}


def test_history_of_each_page_tells_what_one_request_did_to_several(client, people, home):
    pages = [factories.standard_page(home, slug=f"page-{number}") for number in range(3)]
    with LogContext(user=people["publisher"]):
        for page in pages:
            log(page, "wagtail.edit")
            log(page, "wagtail.edit")
    client.force_login(people["publisher"])

    told = [client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).context["object_list"] for page in pages]

    assert [len([one for one in rows if one.action == "wagtail.edit"]) for rows in told] == [1, 1, 1]
    assert Page.objects.count() > len(pages)


def test_account_without_a_surname_chooses_its_language(client, people):
    client.force_login(people["editor"])
    form = client.get("/admin/account/").text

    assert re.search(r'name="name_email-last_name"[^>]*required', form) is None
    assert 'name="name_email-last_name"' in form
