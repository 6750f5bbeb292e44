"""What becomes of the rest of a campaign whose pages are taken down: what goes with them, and what does not."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.plan.links.destinations import may_lead
from campaigns.plan.models import Campaign, CampaignPage, Launch, PrintedItem
from campaigns.plan.relay.open_pages import open_to_all
from core import registry
from core.publication.visibility import public
from press.films.formats import FILMS


@dataclass(frozen=True)
class Rest:
    """Some things of one kind, and what a takedown of the pages does to them."""

    kind: str
    number: int
    said: str


# A function of (a campaign, or None where only other pages go; the pages that go): what becomes of what a room keeps beside them.
RESTS = registry.Kind[Callable[[Campaign | None, Collection[Page]], Iterable[Rest]]]()


def where_taken_down(context: dict[str, Any]) -> str:
    going = [one for one in context["going"] if isinstance(one, Page)]
    rest = list(_rest(context["thing"], going)) if going else []
    return render_to_string("plan/workspace/reached.html", {"rest": rest}) if rest else ""


def _rest(thing: Any, going: list[Page]) -> Iterator[Rest]:
    yield from _files({page.pk for page in going})
    campaign = thing if isinstance(thing, Campaign) else getattr(thing, "campaign", None)
    for rest in RESTS:
        yield from rest(campaign, going)
    if not isinstance(thing, Campaign | CampaignPage):
        return
    if campaign.has_started and not campaign.is_over and not _stays_open(campaign, going):
        yield from _partners(campaign)
        yield from _links(campaign, {page.translation_key for page in going})
    yield from _planned(campaign)


def _files(pages: Collection[int]) -> Iterator[Rest]:
    """As `sheets.public` decides: by the page that they were made from."""
    made = PrintedItem.objects.filter(made_from__page__in=pages, recalled_at=None, replaced_at=None)
    numbers = Counter(form in FILMS for form in made.values_list("format", flat=True))
    if number := numbers[False]:
        said = _(
            "Nobody can fetch their files any more, nor those of former versions; they come back with the pages. What is printed stays where it hangs, and nobody is told: recall the sheets for that."
        )
        yield Rest(_("Sheets"), number, said)
    if number := numbers[True]:
        said = _(
            "Nobody can fetch them any more; they come back with the pages. What was downloaded or posted stays where it is."
        )
        yield Rest(_("Films"), number, said)


def _stays_open(campaign: Campaign, going: list[Page]) -> bool:
    """Whether another of its pages is still there for partners and links."""
    others = CampaignPage.objects.filter(campaign=campaign).exclude(pk__in=[page.pk for page in going])
    return open_to_all(public(others)).exists()


def _partners(campaign: Campaign) -> Iterator[Rest]:
    if number := campaign.partnerships.filter(ended_at=None).count():
        said = _(
            "They say that the campaign was withdrawn, and ask to take down what hangs; their banners show nothing of it. No mail is sent."
        )
        yield Rest(_("Partners’ pages"), number, said)


def _links(campaign: Campaign, going: Collection) -> Iterator[Rest]:
    """As `links.redirects` leads: a code on a poster never ends in an error."""
    own = lead = 0
    rows = campaign.links.filter(retired_at=None).order_by().values_list("address", "page__translation_key")
    for address, key, number in rows.annotate(number=Count("pk")):
        if (address and may_lead(address)) or (key and key not in going):
            own += number
        else:
            lead += number
    if lead:
        help_page = campaign.help_page
        if help_page and help_page.live and help_page.translation_key not in going:
            said = _("Their codes stay good: until the pages are back they lead to “%(page)s”.") % {"page": help_page}
        else:
            said = _("Their codes stay good: until the pages are back they lead to the home page.")
        yield Rest(_("Links"), lead, said)
    if own:
        yield Rest(_("Links to another page"), own, _("They go on leading there: retire those that should not."))


def _planned(campaign: Campaign) -> Iterator[Rest]:
    """What is done by people, or by the clock, and knows nothing of a takedown."""
    posts = campaign.posts.filter(posted_at=None, planned_at__gte=timezone.now()).count()
    if posts:
        yield Rest(_("Posts that are planned"), posts, _("They stay in the plan: tell those who post them."))
    launches = campaign.launches.filter(state=Launch.State.SCHEDULED).count()
    if launches:
        said = _(
            "A start fails as long as its pages are off the public, a close happens at its minute; neither puts a page back. Cancel those that should not happen."
        )
        yield Rest(_("Starts and closes that are scheduled"), launches, said)
