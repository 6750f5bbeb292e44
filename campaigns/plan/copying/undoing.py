"""A copy that nothing came of yet is deleted whole: its codes are in no print, and its pages were never public."""

from django.db import transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.log_actions import log
from wagtail.models import Page

from campaigns.plan.campaign import belonging
from campaigns.plan.copying.remaining import entry_of
from campaigns.plan.models import Campaign, Edition, Placement
from core.publication.sign_off import SignedOff
from editorial.models import Approval
from made.problems import RefusedError
from reach.models import Total


def refusal(campaign: Campaign) -> str:
    """Why it is not deleted whole any more; empty where it can be."""
    if entry_of(campaign) is None:
        return _("It was not begun in one act.")
    if campaign.launched_at or campaign.launches.exists():
        return _("It is launched, or its start is scheduled.")
    pages = belonging.pages(campaign)
    if any(page.live for page in pages) or campaign.posts.filter(live=True).exists() or _approvals(pages):
        return _("Something of it is approved already.")
    if campaign.printed.exists() or Edition.objects.filter(partnership__campaign=campaign).exists():
        return _("Sheets or local editions were made of it: its codes may be in print.")
    if Total.objects.filter(campaign=campaign.pk).exists():
        return _("Somebody came by its links: what was counted would belong to nothing.")
    return ""


def _approvals(pages: list[Page]) -> bool:
    ids = [str(page.pk) for page in pages if isinstance(page, SignedOff)]
    types = {page.get_base_content_type() for page in pages}
    return Approval.objects.valid().filter(base_content_type__in=types, object_id__in=ids).exists()


@transaction.atomic
def undo(campaign: Campaign, user) -> None:
    """Delete the campaign with its plan, its links and its pages in all languages. Raises RefusedError where that may not be."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if said := refusal(campaign):
        raise RefusedError(said)
    log(campaign, "wagtail.delete", user=user, deleted=True)
    try:
        for page in belonging.pages(campaign):
            DeletePageAction(page, user=user).execute(skip_permission_checks=True)
        campaign.posts.all().delete()
        campaign.links.all().delete()
        Placement.objects.filter(channel__campaign=campaign).delete()
        campaign.delete()
    except (ProtectedError, RestrictedError) as error:
        raise RefusedError(
            _("Something was made of it since that stays, such as an experiment, or what is to be known.")
        ) from error
