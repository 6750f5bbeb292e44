"""What a note is made of: the figures of a wave or of a campaign, as the other tabs tell them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign, Placement, Post, PrintedItem
from campaigns.results.figures.chain import Chain, chain
from campaigns.results.figures.comparison import Comparison, compare
from campaigns.results.figures.counted import Counted, count
from campaigns.results.figures.freshness import Freshness, freshness
from campaigns.results.figures.marks import Happened, happened
from campaigns.results.figures.periods import Choice, Span
from campaigns.results.figures.quality import Quality, quality
from campaigns.results.figures.targets import Reached, targets
from campaigns.results.tabs import channels
from campaigns.results.tabs.pages import Row as PageRow
from campaigns.results.tabs.pages import by_language, by_page
from core.editor.calendar import midnight
from core.measures.indicators import Indicator
from press.films.formats import FILMS


@dataclass(frozen=True)
class Done:
    """What was made and shown. `languages` are those in which a page of the campaign is live."""

    channels: list[str]
    planned: Decimal | None  # of all channels, whatever the wave
    places: int
    pages: int
    languages: list[str]
    sheets: int
    films: int
    partners: int
    posts: int


@dataclass(frozen=True)
class Evidence:
    """`until` is the last day that is counted, at least in part."""

    span: Span
    fresh: Freshness
    counted: Counted
    targets: list[Reached]
    chain: Chain
    channels: list[channels.Row]
    languages: list[PageRow]
    pages: list[PageRow]
    comparison: Comparison | None
    quality: Quality
    done: Done
    happened: list[Happened]
    is_attributed: bool

    @property
    def campaign(self) -> Campaign:
        return self.span.campaign

    @property
    def until(self) -> date | None:
        return self.fresh.day

    @property
    def last_counted(self) -> date:
        """The last day of the sums."""
        return min(self.span.period.last, self.until) if self.until else self.span.period.last


def gather(choice: Choice) -> Evidence:
    """Of the span that is chosen; the same number of queries however much was counted."""
    span = choice.span
    counted, fresh = count(span), freshness(span.campaign.pk)
    return Evidence(
        span,
        fresh,
        counted,
        targets(counted, fresh.day),
        chain(counted),
        channels.rows(span),
        by_language(span),
        list(by_page(span, None).object_list),
        compare(counted, choice.waves, Indicator.ENTRY, fresh.day, []),
        quality(counted),
        _done(span),
        happened(span.campaign, choice.waves, span.period),
        channels.is_attributed(span),
    )


def _done(span: Span) -> Done:
    campaign, after = span.campaign, midnight(span.period.last + timedelta(days=1))
    places = Placement.objects.filter(channel__campaign=campaign)
    if span.wave:
        places = places.filter(wave=span.wave)
    names = list(campaign.channels.order_by("name").values_list("name", "cost"))
    live = [page for page in belonging.pages_of([campaign]) if page.live]
    printed = PrintedItem.objects.filter(campaign=campaign, made_at__lt=after, recalled_at=None, edition=None)
    made = printed.aggregate(all=Count("pk"), films=Count("pk", filter=Q(format__in=FILMS)))
    posts = Post.objects.filter(campaign=campaign, posted_at__gte=midnight(span.period.first), posted_at__lt=after)
    costs = [cost for _name, cost in names if cost is not None]
    return Done(
        [name for name, _cost in names],
        sum(costs, Decimal(0)) if costs else None,
        places.count(),
        len(live),
        sorted({page.locale.language_code for page in live}),
        made["all"] - made["films"],
        made["films"],
        campaign.partnerships.count(),
        posts.count(),
    )
