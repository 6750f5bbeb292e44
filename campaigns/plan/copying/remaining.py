"""What a campaign that was begun in one act was made of, and what has to be done before it starts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import ModelLogEntry, Page, WorkflowState

from campaigns.plan.campaign import belonging
from campaigns.plan.copying.acts import BEGUN, COPIED
from campaigns.plan.links import missing
from campaigns.plan.models import Campaign, PartnerMail
from core.words import languages
from editorial.sign_off.tasks import LegalReview
from facts.desk.readiness import wrong
from facts.models import Fact
from facts.shelf import mentioned


@dataclass(frozen=True)
class ToDo:
    """One thing, in a whole sentence, and where it is done."""

    said: str
    url: str


@dataclass(frozen=True)
class Copied:
    """Of which campaign it is the copy, which may be deleted since, if of any; `counts` are told in words."""

    entry: ModelLogEntry
    source: Campaign | None
    counts: list[str]
    to_do: list[ToDo]

    @property
    def name(self) -> str:
        return self.source.name if self.source else self.entry.data.get("name", "")


def of(campaign: Campaign) -> Copied | None:
    """None for a campaign that was not begun in one act, or is launched: a query, and none for what is launched."""
    entry = entry_of(campaign) if campaign.launched_at is None else None
    if entry is None:
        return None
    source = Campaign.objects.filter(pk=entry.data.get("campaign")).first()
    return Copied(entry, source, counts(entry.data["copied"]), list(to_do(campaign)))


def entry_of(campaign: Campaign) -> ModelLogEntry | None:
    """What the log says of how it was begun in one act: who did, from what."""
    found = ModelLogEntry.objects.for_instance(campaign).filter(action__in=(BEGUN, COPIED))
    return found.select_related("user").first()


def counts(copied: dict[str, int]) -> list[str]:
    """What there was of each kind, in words."""
    versions = copied["versions"] - copied["pages"]
    tasks, posts, sheets = (copied.get(name, 0) for name in ("tasks", "posts", "sheets"))  # of before there were any
    words = [
        (ngettext("%(count)d wave", "%(count)d waves", copied["waves"]), copied["waves"]),
        (ngettext("%(count)d channel", "%(count)d channels", copied["channels"]), copied["channels"]),
        (ngettext("%(count)d placement", "%(count)d placements", copied["placements"]), copied["placements"]),
        (
            ngettext("%(count)d link with a new code", "%(count)d links with new codes", copied["links"]),
            copied["links"],
        ),
        (ngettext("%(count)d partner", "%(count)d partners", copied["partners"]), copied["partners"]),
        (ngettext("%(count)d task", "%(count)d tasks", tasks), tasks),
        (ngettext("%(count)d post for a network", "%(count)d posts for networks", posts), posts),
        (ngettext("%(count)d planned sheet", "%(count)d planned sheets", sheets), sheets),
        (ngettext("%(count)d page", "%(count)d pages", copied["pages"]), copied["pages"]),
        (ngettext("%(count)d translation", "%(count)d translations", versions), versions),
    ]
    return [said % {"count": count} for said, count in words if count]


def to_do(campaign: Campaign) -> Iterator[ToDo]:
    """A query for each page type and some more, however many pages there are."""
    found = [some.select_related("locale").annotate_approved_schedule() for some in belonging.querysets(campaign)]
    pages = [page for some in found for page in some]
    yield from _bare(campaign, pages)
    if campaign.theme and not campaign.theme.live:
        said = _("The theme “%(theme)s” is not approved: pages show it once it is.") % {"theme": campaign.theme}
        yield ToDo(said, reverse("wagtailsnippets_themes_theme:edit", args=[campaign.theme_id]))
    yield from facts_of(pages)
    # What is approved for a date goes live by itself.
    yield from _approvals(campaign, [page for page in pages if not page.live and not page.approved_schedule])
    yield from _missing_languages(campaign, pages)
    if number := campaign.posts.filter(live=False).count():
        said = ngettext("%(count)d post for a network is a draft.", "%(count)d posts for networks are drafts.", number)
        yield ToDo(said % {"count": number}, reverse("campaign_posts", args=[campaign.pk]))
    invited = PartnerMail.objects.filter(kind=PartnerMail.Kind.INVITE, is_former=False).exclude(sent_at=None)
    number = campaign.partnerships.filter(ended_at=None).exclude(pk__in=invited.values("partnership")).count()
    if number:
        said = ngettext(
            "%(count)d partner is to be invited again: send it the new address of its page.",
            "%(count)d partners are to be invited again: send each the new address of its page.",
            number,
        )
        yield ToDo(said % {"count": number}, reverse("campaign_partners", args=[campaign.pk]))
    places = missing.of(campaign)
    if number := len(places.channels) + len(places.placements):
        said = ngettext("%(count)d place has no link yet.", "%(count)d places have no link yet.", number)
        yield ToDo(said % {"count": number}, reverse("campaign_links", args=[campaign.pk]))
    if campaign.theme is None:
        change = reverse("wagtailsnippets_plan_campaign:edit", args=[campaign.pk])
        yield ToDo(_("It has no theme: its pages and sheets look as those of its audience do."), change)
    if number := campaign.waves.filter(targets=None).count():
        said = ngettext(
            "%(count)d wave has no target: without one, results cannot say whether it was reached.",
            "%(count)d waves have no target: without one, results cannot say whether they were reached.",
            number,
        )
        yield ToDo(said % {"count": number}, reverse("campaign_plan", args=[campaign.pk]))
    if (number := len(campaign.planned_sheets)) and not campaign.printed.exists():
        said = ngettext(
            "%(count)d sheet is planned: have it made once the page is public.",
            "%(count)d sheets are planned: have them made once the page is public.",
            number,
        )
        yield ToDo(said % {"count": number}, reverse("campaign_print", args=[campaign.pk]))
    yield _readiness(campaign)


def _bare(campaign: Campaign, pages: list[Page]) -> Iterator[ToDo]:
    """What a campaign cannot do without, where none of it was begun."""
    plan = reverse("campaign_plan", args=[campaign.pk])
    if not pages:
        at = f"{reverse('campaign_overview', args=[campaign.pk])}#pages"
        yield ToDo(_("It has no page yet: without one, a launch shows nothing."), at)
    if not campaign.waves.exists():
        yield ToDo(_("It has no wave yet: dates, budget and targets are those of its waves."), plan)
    if not campaign.channels.exists():
        yield ToDo(_("It has no channel yet: nothing leads people to it."), plan)


def facts_of(pages: Iterable[Page]) -> Iterator[ToDo]:
    """What is wrong with the facts that pages show, as the readiness checks say; one query."""
    shown = {pk for page in pages for pk in mentioned(page)}
    for fact in Fact.objects.filter(pk__in=shown).order_by("name"):
        for said in wrong(fact):
            yield ToDo(said, reverse("wagtailsnippets_facts_fact:edit", args=[fact.pk]))


def _approvals(campaign: Campaign, waiting: list[Page]) -> Iterator[ToDo]:
    """Each page in its first language, and the translations together: who has to do something next."""
    reviews = _reviews(waiting)
    first = {page.translation_key: page for page in waiting if page.locale.is_default}
    for page in first.values():
        yield ToDo(_state(page, reviews.get(page.pk)), reverse("wagtailadmin_pages:edit", args=[page.pk]))
    others = [page for page in waiting if page not in first.values()]
    reviewed = sum(page.pk in reviews for page in others)
    place = f"{reverse('translations_board')}?{urlencode({'group': campaign.name})}"
    if number := len(others) - reviewed:
        said = ngettext(
            "%(count)d translation is to be submitted.", "%(count)d translations are to be submitted.", number
        )
        yield ToDo(said % {"count": number}, place)
    if reviewed:
        said = ngettext("%(count)d translation is in review.", "%(count)d translations are in review.", reviewed)
        yield ToDo(said % {"count": reviewed}, place)


def _missing_languages(campaign: Campaign, pages: Iterable[Page]) -> Iterator[ToDo]:
    """Each language of the campaign in which some of its pages were not begun."""
    spoken: dict[UUID, set[str]] = defaultdict(set)
    for page in pages:
        spoken[page.translation_key].add(page.locale.language_code)
    names = {code: _(name) for code, name in languages.choices()}
    for code in campaign.languages:
        number = sum(code not in known for known in spoken.values())
        if number:
            said = ngettext(
                "%(language)s: %(count)d page is not begun. Make its draft on the board of translations.",
                "%(language)s: %(count)d pages are not begun. Make their drafts on the board of translations.",
                number,
            )
            place = f"{reverse('translations_board')}?{urlencode({'group': campaign.name, 'locale': code})}"
            yield ToDo(said % {"language": names[code], "count": number}, place)


def _reviews(pages: Iterable[Page]) -> dict[int, WorkflowState]:
    """{page: the review that it is in}, in one query; one that was sent back is its editor's to submit again."""
    found = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        status=WorkflowState.STATUS_IN_PROGRESS,
    ).select_related("current_task_state__task")
    return {int(state.object_id): state for state in found}


def _state(page: Page, review: WorkflowState | None) -> str:
    step = review and review.current_task_state
    if step is None:
        return _("The page “%(page)s” is to be submitted.") % {"page": page.team_title}
    said = _("The page “%(page)s” awaits publication since %(when)s.")
    if step.task.content_type_id == ContentType.objects.get_for_model(LegalReview).pk:
        said = _("The page “%(page)s” is with the legal review since %(when)s.")
    when = date_format(timezone.localtime(step.started_at), "SHORT_DATETIME_FORMAT")
    return said % {"page": page.team_title, "when": when}


def _readiness(campaign: Campaign) -> ToDo:
    """What the checks said when they were asked last, in each language, as on the list of today; one query."""
    found = list(campaign.readiness.values_list("failures", flat=True))
    failing = sum(map(bool, found))
    said = ngettext("%(count)d check fails.", "%(count)d checks fail.", failing) % {"count": failing}
    if not failing:
        said = _("No readiness check fails.") if found else _("Its checks were never asked.")
    return ToDo(said, reverse("campaign_readiness", args=[campaign.pk]))
