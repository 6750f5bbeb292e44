"""What a campaign has given away of words that are withdrawn: sheets, films, posts, partners and the mails to them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaigns.plan.models import (
    Campaign,
    CampaignPage,
    Partner,
    PartnerMail,
    Partnership,
    Post,
    PrintedItem,
    RecallMail,
)
from campaigns.plan.relay import addresses, recall_mails
from campaigns.plan.sheets.listing import label_of
from campaigns.plan.sheets.recall import recall as recall_items
from campaigns.plan.sheets.staleness import HOLDERS
from core.editor.mails import Shown
from core.publication.circulation import Copy, Files
from core.words.languages import language
from editorial.sign_off.four_eyes import name_of
from facts.desk import standing
from facts.models import Fact, Helpline

KEY = "item:"


def copies(texts: Sequence[Any], since: datetime) -> Iterable[Copy]:
    """Those made, posted or sent since the words were wrong: ten queries, whatever their number."""
    pages = standing.page_ids(texts) | {text.pk for text in texts if isinstance(text, CampaignPage)}
    items = list(_items(texts, since))
    yield from _sheets(items)
    yield from _posts(texts, items, pages, since)
    campaigns = set(CampaignPage.objects.filter(pk__in=pages, live=True).values_list("campaign_id", flat=True))
    partnerships = Partnership.objects.filter(campaign__in=campaigns | {item.campaign_id for item in items})
    told = set(
        RecallMail.objects.filter(campaign__in=partnerships.values("campaign"), created_at__gte=since, problem="")
        .order_by()
        .values_list("campaign", "partner")
    )
    yield from _partners(partnerships, told)
    yield from _mails(partnerships, since, told)


def mails(keys: Collection[str], reason: str) -> list[Shown]:
    """What a recall of these would send."""
    return recall_mails.preview(PrintedItem.objects.filter(pk__in=_ids(keys), recalled_at=None), reason)


def recall(keys: Collection[str], reason: str, user: Any) -> None:
    """By the keys of `copies`, in each campaign; nothing for what was recalled already."""
    ids = _ids(keys)
    campaigns = Campaign.objects.filter(printed__in=PrintedItem.objects.filter(pk__in=ids, recalled_at=None)).distinct()
    if ids and not user.has_perm("plan.launch_campaign"):
        raise PermissionDenied
    for campaign in campaigns.order_by("pk"):
        recall_items(campaign, ids, reason, user)


def _ids(keys: Collection[str]) -> list[int]:
    return [int(key.removeprefix(KEY)) for key in keys if key.startswith(KEY) and key.removeprefix(KEY).isdecimal()]


def _items(texts: Sequence[Any], since: datetime) -> QuerySet[PrintedItem]:
    bears = Q(made_from__page__in=[text.pk for text in texts if isinstance(text, CampaignPage)])
    if facts := [str(pk) for pk in standing.about(texts, Fact)]:
        bears |= Q(made_from__facts__has_any_keys=facts) | Q(made_from__spoken__has_any_keys=facts)
    if helplines := [str(pk) for pk in standing.about(texts, Helpline)]:
        bears |= Q(made_from__helplines__has_any_keys=helplines)
    found = PrintedItem.objects.filter(bears, made_at__gte=since).defer("text")
    if (codes := standing.languages(texts)) is not None:
        found = found.filter(language__in=codes)
    return found.select_related("campaign", "link__channel", *HOLDERS).order_by("campaign", "format", "language", "pk")


def _sheets(items: list[PrintedItem]) -> Iterable[Copy]:
    """A mail that is on its way tells of an item as one that was sent does; one that failed does not."""
    mailed = dict(
        RecallMail.objects.filter(items__in=items, problem="").values_list("items", "sent_at") if items else ()
    )
    for item in items:
        partner = item.partner
        yield Copy(
            _kind(item),
            f"{label_of(item.format)} – {item.campaign}",
            language(item.language).name,
            addresses.of_item(item, item.language),
            reverse("campaign_print", args=[item.campaign_id]),
            _state(item, mailed.get(item.pk)),
            partner.name if partner else "",
            partner.email if partner else "",
            "" if item.recalled_at else f"{KEY}{item.pk}",
            who=_who(partner),
            is_told=item.pk in mailed,
            files=Files(campaign=item.campaign_id, language=item.language),
        )


def _who(partner: Partner | None) -> str:
    return f"partner:{partner.pk}" if partner else ""


def _kind(item: PrintedItem) -> str:
    if item.edition_id:
        return _("Partners’ own sheets")
    return _("Films") if item.is_film else _("Sheets")


def _state(item: PrintedItem, told: datetime | None) -> str:
    if item.recalled_at:
        if told:
            return _("recalled on %(day)s, told on %(told)s") % {"day": _day(item.recalled_at), "told": _day(told)}
        return _("recalled on %(day)s") % {"day": _day(item.recalled_at)}
    if item.replaced_at:
        return _("another has taken its place; it may still hang")
    return (
        _("stale: make it again, or recall it")
        if item.stale_since
        else _("made on %(day)s") % {"day": _day(item.made_at)}
    )


def _posts(texts: Sequence[Any], items: list[PrintedItem], pages: set[int], since: datetime) -> Iterable[Copy]:
    """By the facts in their words, and by what they show."""
    bears = Q(item__in=items) | Q(card__page__in=pages)
    for pk in standing.about(texts, Fact):
        bears |= Q(words__contains=f"{{fact:{pk}}}")
    found = Post.objects.filter(bears, posted_at__gte=since, taken_off_at=None)
    if (codes := standing.languages(texts)) is not None:
        found = found.filter(language__in=codes)
    for post in found.select_related("campaign", "posted_by").order_by("posted_at", "pk"):
        yield Copy(
            _("Posts"),
            f"{post.on.name} – {post.posted_words[:80]}",
            language(post.language).name,
            post.address,
            reverse("campaign_post", args=[post.campaign_id, post.pk]),
            _("posted on %(day)s: take it off in its network") % {"day": _day(post.posted_at)},
            name_of(post.posted_by) if post.posted_by else "",
            post.posted_by.email if post.posted_by else "",
            who=f"user:{post.posted_by_id}" if post.posted_by_id else "",
        )


def _partners(partnerships: QuerySet[Partnership], told: set[tuple[int, int]]) -> Iterable[Copy]:
    open_ones = partnerships.filter(ended_at=None).select_related("partner", "campaign")
    for partnership in open_ones.order_by("partner__name", "pk"):
        partner = partnership.partner
        agreed = partner.may_be_mailed_since
        yield Copy(
            _("Partners with an open page"),
            str(partnership.campaign),
            language(partner.language).name,
            addresses.of_partnership(partnership, partner.language),
            reverse("campaign_partners", args=[partnership.campaign_id]),
            _("consents to mails") if agreed else _("told of recalls alone: it has not agreed to other mails"),
            " – ".join(filter(None, [partner.name, partner.contact])),
            partner.email,
            who=_who(partner),
            is_told=(partnership.campaign_id, partner.pk) in told,
        )


def _mails(partnerships: QuerySet[Partnership], since: datetime, told: set[tuple[int, int]]) -> Iterable[Copy]:
    sent = PartnerMail.objects.filter(partnership__in=partnerships, sent_at__gte=since)
    for mail in sent.select_related("partnership__partner", "partnership__campaign").order_by("sent_at", "pk"):
        partner = mail.partnership.partner
        yield Copy(
            _("Mails to partners"),
            f"{mail.get_kind_display()} – {mail.partnership.campaign}",
            language(partner.language).name,
            "",
            reverse("campaign_partners", args=[mail.partnership.campaign_id]),
            _("sent on %(day)s") % {"day": _day(mail.sent_at)},
            partner.name,
            partner.email,
            who=_who(partner),
            is_told=(mail.partnership.campaign_id, partner.pk) in told,
        )


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")
