"""A campaign that was taken down everywhere: every place of the team says so, and how it comes back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.plan.models import Wave
from editorial.models import Takedown
from editorial.takedown.acts import take_down, undo
from tests import factories, markup

pytestmark = pytest.mark.usefixtures("in_english")
SAID = "Off the public: nobody reads the pages of this campaign."


@pytest.fixture
def page(home):
    now = timezone.now()
    campaign = factories.campaign(name="Gares", starts_at=now - timezone.timedelta(days=2), launched_at=now)
    Wave.objects.create(
        campaign=campaign, name="Une", starts_at=now, started_at=now, ends_at=now + timezone.timedelta(days=9)
    )
    return factories.campaign_page(factories.campaign_index(home), campaign)


def told(client, name: str, *about) -> str:
    return markup.read(client.get(reverse(name, args=about)).content.decode())


@pytest.mark.parametrize("name", ["campaign_overview", "campaign_readiness", "campaign_tasks"])
def test_each_tab_says_that_it_is_off_the_public_and_leads_back(client, page, people, name):
    client.force_login(people["publisher"])
    before = told(client, name, page.campaign_id)
    take_down(page.campaign, people["publisher"])

    after = told(client, name, page.campaign_id)

    assert (SAID in before, SAID in after) == (False, True)
    assert f"/admin/takedowns/#takedown-{Takedown.objects.get().pk}" in after
    undo(Takedown.objects.get(), people["publisher"])
    assert SAID not in told(client, name, page.campaign_id)


def test_nothing_is_offered_to_be_taken_down_twice(client, page, people):
    client.force_login(people["publisher"])
    address = reverse("takedown", args=["plan", "campaign", page.campaign_id])
    assert f'href="{address}"' in told(client, "campaign_readiness", page.campaign_id)

    take_down(page.campaign, people["publisher"])

    assert f'href="{address}"' not in told(client, "campaign_readiness", page.campaign_id)


def test_today_says_it_where_it_runs(client, page, people):
    client.force_login(people["publisher"])
    take_down(page.campaign, people["publisher"])

    running = told(client, "wagtailadmin_home").partition('id="board-running"')[2].partition("</section>")[0]

    assert "off the public" in running


def test_campaign_of_which_a_page_is_still_read_is_not_down(client, page, people):
    other = factories.campaign_page(page.get_parent().specific, page.campaign)
    client.force_login(people["publisher"])
    take_down(other, people["publisher"])

    assert SAID not in told(client, "campaign_overview", page.campaign_id)
