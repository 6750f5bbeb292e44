"""What a post may show: what its campaign has in its language, and nothing else."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign, PrintedItem
from campaigns.plan.sheets.listing import label_of
from core.models import CampaignImage
from press.films.formats import FILMS
from press.formats import SHEETS
from press.models import ShareCard

ON_NETWORKS = [key for key, one in {**SHEETS, **FILMS}.items() if not one.printed]


def items(campaign: Campaign, language: str) -> QuerySet[PrintedItem]:
    """Its sheets and films for screens that are of today, but for those of partners."""
    current = campaign.printed.filter(replaced_at=None, stale_since=None, recalled_at=None)
    own = current.filter(edition=None, link__partner=None, language=language, format__in=ON_NETWORKS)
    return own.select_related("link__channel").order_by("format", "pk")


def named(item: PrintedItem) -> str:
    return f"{label_of(item.format)} – {item.link.channel.name}"


def cards(campaign: Campaign, languages: Collection[str]) -> QuerySet[ShareCard]:
    """Those of its live pages in these languages, drawn by its theme. (A network that makes a card of an address fetches it by itself.)"""
    pages = [page.pk for page in belonging.pages(campaign) if page.locale.language_code in languages]
    return (
        ShareCard.objects.filter(page__in=pages)
        .exclude(file="")
        .select_related("page__locale")
        .order_by("page__title", "pk")
    )


def pictures(campaign: Campaign, language: str) -> QuerySet[CampaignImage]:
    """Those of its pages in this language, and that of its theme."""
    pages = [page for page in belonging.pages(campaign) if page.locale.language_code == language]
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        to_content_type=ContentType.objects.get_for_model(CampaignImage),
    )
    ids = {int(pk) for pk in shown.values_list("to_object_id", flat=True)}
    if campaign.theme:
        ids.add(campaign.theme.object_picture_id)
    return CampaignImage.objects.filter(pk__in=ids - {None}, withdrawn_at=None)
