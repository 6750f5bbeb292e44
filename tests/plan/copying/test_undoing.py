"""A copy that nothing came of is deleted whole, and no other campaign."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from campaigns.plan.copying.acts import Wanted, begin_again
from campaigns.plan.models import Campaign, Channel, Launch, Placement, TrackedLink, Wave
from reach.models import Total
from tests import factories
from tests.plan.copying.past import AUTUMN
from tests.plan.sheets import printed

pytestmark = pytest.mark.usefixtures("in_english")


def test_copy_of_which_nothing_came_is_deleted_whole(admin_client, campaign, copy):
    before = Page.objects.count(), campaign.links.count()

    response = admin_client.post(reverse("campaign_undo", args=[copy.pk]), follow=True)

    assert "with all that was made of it" in response.content.decode()
    assert list(Campaign.objects.all()) == [campaign]
    assert (Page.objects.count(), TrackedLink.objects.count()) == (before[0] - 4, before[1])
    assert Wave.objects.count() == Channel.objects.count() == Placement.objects.count() == 1


def approve(copy):
    factories.approve(copy.pages.first().latest_revision)


def launch(copy):
    Launch.objects.create(campaign=copy, action="start", due_at=timezone.now())


def go_live(copy):
    factories.go_live(copy.pages.first())


def print_it(copy):
    fields = {"format": "poster-a4", "language": "fr", "file": "affiche.pdf", "made_from": {}}
    copy.printed.create(link=copy.links.first(), **fields, **printed.rest())


def count(copy):
    today = timezone.localdate()
    Total.objects.create(campaign=copy.pk, dimension="all", grain="day", start=today, kind="view", n=1)


HAPPENED = {
    "approved already": [approve, go_live],
    "is launched": [launch],
    "may be in print": [print_it],
    "Somebody came by its links": [count],
}


@pytest.mark.parametrize(("happens", "said"), [(one, said) for said, acts in HAPPENED.items() for one in acts])
def test_copy_of_which_something_came_is_kept(admin_client, copy, happens, said):
    happens(copy)

    response = admin_client.post(reverse("campaign_undo", args=[copy.pk]))

    assert response.status_code == 409
    assert said in response.content.decode()
    assert Campaign.objects.filter(pk=copy.pk).exists()


def test_campaign_that_is_no_copy_is_not_deleted_whole(admin_client, campaign):
    assert admin_client.post(reverse("campaign_undo", args=[campaign.pk])).status_code == 409
    assert Campaign.objects.filter(pk=campaign.pk).exists()


def test_who_made_a_copy_takes_it_back_and_no_other_editor(client, people, campaign):
    copy = begin_again(campaign, AUTUMN, people["editor"])
    other = begin_again(campaign, Wanted("Une autre", date(2028, 1, 1), None), people["administrator"])
    client.force_login(people["editor"])

    client.post(reverse("campaign_undo", args=[other.pk]))
    assert Campaign.objects.filter(pk=other.pk).exists()
    client.post(reverse("campaign_undo", args=[copy.pk]))
    assert not Campaign.objects.filter(pk=copy.pk).exists()
