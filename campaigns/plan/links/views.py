"""Links and codes of a campaign in the admin: their list."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from campaigns.plan.campaign.workspace import campaign_for, show
from campaigns.plan.links import acts, leads
from campaigns.plan.links.exports import views as exports
from campaigns.plan.links.exports.archive import CODES
from campaigns.plan.links.exports.tables import complete
from campaigns.plan.links.forms import FilterForm
from campaigns.plan.links.imports import views as imports
from campaigns.plan.models import PrintedItem

PER_PAGE = 50
# What bears the code of a link, hangs perhaps, and no longer says what is true; also where it was replaced.
STALE_IN_PRINT = PrintedItem.objects.filter(link=OuterRef("pk"), recalled_at=None).exclude(stale_since=None)


@require_admin_access
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All links, fifty a page, in as many queries for one as for many."""
    campaign = campaign_for(request, pk)
    form = FilterForm(campaign, request.GET)
    links = complete(form.links()).annotate(is_stale_in_print=Exists(STALE_IN_PRINT))
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("p"))
    where = leads.words(campaign, page.object_list)
    filters = request.GET.copy()
    filters.pop("p", None)
    context = {
        "rows": [(link, where[link.pk]) for link in page.object_list],
        "page": page,
        "form": form,
        "filters": filters.urlencode(),
        "is_filtered": any(filters.values()),
        "has_channels": bool(form.fields["channel"].queryset),
        "kinds": list(CODES),
        "may_add": request.user.has_perm("plan.add_trackedlink"),
        "may_change": request.user.has_perm("plan.change_trackedlink"),
        "may_plan": request.user.has_perm("plan.add_channel"),
    }
    return show(request, "plan/workspace/links/index.html", campaign, "campaign_links", context)


urls = [path("campaigns/<int:pk>/links/", index, name="campaign_links"), *acts.urls, *imports.urls, *exports.urls]
