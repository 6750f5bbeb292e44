"""What a campaign offers to those who relay it, as it is public at this moment."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from campaigns.plan.blocks import Post, of_page
from campaigns.plan.models import Campaign, CampaignPage, Partner, PrintedItem, TrackedLink
from campaigns.plan.relay import sheets
from campaigns.plan.relay.embedding import iframe
from campaigns.plan.relay.open_pages import open_to_all
from campaigns.plan.relay.sheets import Sheet
from core.protection.zones import Zone
from core.publication.visibility import public
from core.text import tokens
from core.words import languages
from core.words.languages import Language

SNIPPET = """<section lang="{}" dir="{}">
  <h2>{}</h2>{}
  <p><a href="{}">{}</a></p>
</section>"""


class State(Enum):
    """Of the three that offer nothing, the first and the last tell nothing of the campaign."""

    TO_COME = "to come"
    OPEN = "open"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Words:
    """What a campaign says in one language."""

    language: Language
    page: CampaignPage
    posts: list[Post]
    link: str
    banner: str

    @property
    def snippet(self) -> str:
        """HTML that a partner's page takes as it is: words and a link, nothing that runs or counts."""
        with translation.override(self.language.code):
            call = _("Read more about this campaign")
        lead = format_html("\n  <p>{}</p>", self.page.lead) if self.page.lead else ""
        spoken = (self.language.code, self.language.direction)
        return format_html(SNIPPET, *spoken, self.page.statement, lead, self.link, call)


@dataclass
class Offer:
    """Read lazily: a page that says "over" asks for nothing else. With a partner, the codes and the link are theirs."""

    campaign: Campaign
    request: HttpRequest
    partner: Partner | None = None

    @cached_property
    def state(self) -> State:
        if not self.campaign.has_started:
            return State.TO_COME
        if self.campaign.is_over:
            return State.OVER
        return State.OPEN if self.pages else State.WITHDRAWN

    @cached_property
    def pages(self) -> list[CampaignPage]:
        """All that a visitor may read of it without a password, in the languages that have a home page."""
        pages = open_to_all(public(CampaignPage.objects.filter(campaign=self.campaign)))
        return tokens.gather(pages.select_related("locale").order_by("path"))

    @property
    def is_making(self) -> bool:
        """Whether the worker makes sheets of it now."""
        return self.campaign.press_runs.filter(finished_at=None).exists()

    @property
    def zone(self) -> str:
        return Zone.PROTECTED if any(page.zone == Zone.PROTECTED for page in self.pages) else Zone.OPEN

    @cached_property
    def spoken(self) -> list[Language]:
        spoken = {page.locale.language_code for page in self.pages}
        return [languages.language(code) for code in languages.codes() if code in spoken]

    @cached_property
    def page(self) -> CampaignPage:
        """What it says in the language of the request, or else in the first that it has."""
        order = [translation.get_language(), *languages.codes()]
        return min(self.pages, key=lambda page: order.index(page.locale.language_code))

    @cached_property
    def words(self) -> list[Words]:
        return [self._words(language) for language in self.spoken]

    def _words(self, language: Language) -> Words:
        pages = [page for page in self.pages if page.locale.language_code == language.code]
        link = self.link.url if self.link else pages[0].get_full_url(self.request)
        posts = [of_page(block.value, page) for page in pages for block in page.posts]
        for post in posts:
            post.link = link
        code = self.link.code if self.link else ""
        may_be_framed = any(page.zone == Zone.OPEN for page in pages)
        banner = iframe(self.campaign, language.code, code) if may_be_framed else ""
        return Words(language, pages[0], sorted(posts, key=lambda post: post.count), link, banner)

    @cached_property
    def own_links(self) -> list[TrackedLink]:
        """The partner's links: the one that it posts first, then those of its placements."""
        if self.partner is None:
            return []
        theirs = Q(partner=self.partner) | Q(partner=None, placement__partner=self.partner)
        found = self._links.filter(theirs)
        return sorted(found, key=lambda link: (link.placement_id is not None, sheets.rank(link)))

    @cached_property
    def link(self) -> TrackedLink | None:
        """What is added to posts; that of a placement counts for its place, and is never posted."""
        own = [link for link in self.own_links if link.placement_id is None]
        general = self._links.filter(placement=None, partner=None) if not own else []
        return next(iter(own), None) or min(general, key=sheets.rank, default=None)

    @property
    def _links(self):
        links = TrackedLink.objects.filter(campaign=self.campaign, retired_at=None)
        return links.select_related("channel", "placement")

    @cached_property
    def _current(self) -> list[PrintedItem]:
        spoken = [language.code for language in self.spoken]
        return list(sheets.current(self.campaign).filter(self._reach, language__in=spoken))

    @property
    def _reach(self) -> Q:
        return sheets.GENERAL | sheets.of_partner(self.partner) if self.partner else sheets.GENERAL

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The partner's own, and the general one of each format and language that has none of theirs."""
        own = [item for item in self._current if not sheets.is_general(item)]
        have = {(item.format, item.language) for item in own}
        rest = [item for item in sheets.general(self._current) if (item.format, item.language) not in have]
        return sheets.in_order([*own, *rest])

    @property
    def formats(self) -> set[str]:
        """Those that a visitor can choose among: of the files that are there."""
        return {sheet.item.format for sheet in self.sheets}

    @cached_property
    def _out_of_use(self) -> list[Sheet]:
        find = sheets.successor_in(self._current) if self.state is State.OPEN else lambda item: None
        return [Sheet(item, find(item)) for item in sheets.out_of_use(self.campaign).filter(self._reach)]

    @property
    def recalled(self) -> list[Sheet]:
        return [sheet for sheet in self._out_of_use if sheet.item.recalled_at]

    @property
    def stale(self) -> list[Sheet]:
        return [sheet for sheet in self._out_of_use if not sheet.item.recalled_at]
