"""All pages of a campaign, checked one after the other in the person's browser."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.models import Page

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.launch import preparation
from campaigns.plan.models import Campaign
from editorial.access.reach import may_open
from editorial.readiness.pages import check_address, checked_revision

SECONDS = 60  # for one page: a slow machine draws it and reads it in ten


@require_safe
@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Each page that readiness asks about with the address of its check; without a script, these are opened one by one."""
    campaign = campaign_for(request, pk)
    pages = _pages(campaign)
    mine = [(page, check_address(page)) for page in pages if may_open(request.user, page)]
    context = {"pages": mine, "closed": len(pages) - len(mine), "seconds": SECONDS}
    return show(request, "plan/workspace/browser_checks.html", campaign, "campaign_readiness", context)


def _pages(campaign: Campaign) -> list[Page]:
    """In the order of the languages; a page without any words has nothing to be checked."""
    return [page for subject in preparation.subjects(campaign) for page in subject.pages if checked_revision(page)]


urls = [path("campaigns/<int:pk>/browser-checks/", index, name="campaign_browser_checks")]
