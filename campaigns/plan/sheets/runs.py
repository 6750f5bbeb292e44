"""Making the sheets of a campaign in the background: one after the other, each named where it cannot be made."""

from collections.abc import Iterable
from dataclasses import asdict
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from campaigns.plan.editions.words import Editions, borne, holder_of, with_logo
from campaigns.plan.models import Campaign, Edition, PressRun, PrintedItem, TrackedLink
from campaigns.plan.sheets.own_films import uploaded
from campaigns.plan.sheets.staleness import check, differences, stale
from campaigns.plan.sheets.words import LivePages, NotLiveError, Reading, read
from made.files import store, whole
from made.runs import Write
from made.work import Engine
from press.content import Made, PressError, Target
from press.films.formats import FILMS
from press.formats import FORMATS, SHEETS, make

# Sheets of one run: half an hour of work, and a list of them that is still small.
MOST = 5_000


def begin(
    campaign: Campaign,
    formats: Iterable[str],
    languages: Iterable[str],
    links: Iterable[TrackedLink],
    user,
    film_links: Iterable[TrackedLink] | None = None,
) -> PressRun:
    """Enqueue the work; raises PressError where there is nothing to do, too much, or where the same is being done.

    Films bear the codes `film_links`, where they are given, and else those of the sheets. A language in which the campaign has no live page is named in the run; the others are made.
    """
    pages, links, languages = LivePages(campaign), list(links), list(languages)
    film_links = links if film_links is None else list(film_links)
    formats = set(formats)
    borne = [(links, [key for key in SHEETS if key in formats]), (film_links, [key for key in FILMS if key in formats])]
    _check(campaign, [*links, *film_links])
    live = [language for language in languages if language in pages.by_language]
    missing = [language for language in languages if language not in live]
    errors = [PressRun.error(str(NotLiveError(language)), language=language) for language in missing]
    _check_number(len(live) * sum(len(codes) * len(keys) for codes, keys in borne), errors)
    to_do = [[key, language, link.pk] for language in live for codes, keys in borne for link in codes for key in keys]
    return open_run(campaign, to_do, errors, user)


def begin_again(campaign: Campaign, user, only: QuerySet[PrintedItem] | None = None) -> PressRun:
    """Make what is stale again, or that of it alone which is named, as much as a run holds; nothing for a code that is retired."""
    items = stale(campaign).filter(link__retired_at=None, format__in=list(FORMATS), is_own=False)
    if only is not None:
        items = items.filter(pk__in=only.values("pk"))
    # A sheet of an edition with a general code is made again while its partner has one.
    approved = Edition.objects.filter(partnership=OuterRef("edition__partnership"), state=Edition.State.APPROVED)
    general = Q(link__partner=None, link__placement__partner=None, edition__isnull=False)
    rows = items.exclude(general & ~Exists(approved)).values_list("format", "language", "link", "edition__partnership")[
        :MOST
    ]
    to_do = [list(row if row[-1] else row[:-1]) for row in rows]
    if not to_do:
        raise PressError(_("Nothing is stale here that can be made again."))
    return open_run(campaign, to_do, [], user)


def open_run(campaign: Campaign, to_do: list, errors: list[dict], user) -> PressRun:
    """Raises PressError where the same is being made."""
    with transaction.atomic():
        # Two people who begin the same at once are told apart here.
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        for other in PressRun.objects.filter(campaign=campaign, finished_at=None):
            if sorted(other.to_do) == sorted(to_do):
                raise PressError(_("These sheets are being made already: follow their progress on this page."))
        return PressRun.begin(work, campaign=campaign, requested_by=user, to_do=to_do, errors=errors)


def _check(campaign: Campaign, links: list[TrackedLink]) -> None:
    if not links:
        raise PressError(_("Choose at least one code: each sheet bears one."))
    for link in links:
        if link.campaign_id != campaign.pk or link.retired_at:
            raise PressError(_("The code “%(code)s” is retired, or belongs to another campaign.") % {"code": link.code})


def _check_number(number: int, errors: list[dict]) -> None:
    if errors and not number:
        raise PressError(" ".join(error["reason"] for error in errors))
    if not number:
        raise PressError(_("Choose at least one format and one language."))
    if number > MOST:
        text = ngettext(
            "This would be %(number)s file. Choose fewer formats, languages or codes: at most %(most)s at once.",
            "This would be %(number)s files. Choose fewer formats, languages or codes: at most %(most)s at once.",
            number,
        )
        raise PressError(text % {"number": number, "most": MOST})


@task()
def work(run_id: int) -> None:
    run = PressRun.take(run_id)
    if run is None:
        return
    run.go_on(partial(_make, run.campaign))
    # What went live while they were made makes them stale at once.
    check(run.campaign.printed.all())


ENGINE = Engine("press-runs", PressRun, work)


def _make(campaign: Campaign, key: str, language: str, link_id: int, partnership: int | None = None) -> Write | None:
    """None where the sheet that there is was made from the same."""
    link = TrackedLink.objects.select_related("page", "placement").filter(pk=link_id).first()
    if link is None:
        raise PressError(_("The code no longer exists."))
    _check(campaign, [link])
    edition = Editions(campaign).of(holder_of(link), partnership)
    if partnership and edition is None and holder_of(link) is None:
        raise PressError(_("The local edition of this partner was withdrawn."))
    if uploaded(campaign, key, language).filter(stale_since=None).exists():
        raise PressError(_("A film that the team uploaded has this place: recall it first, or leave this format out."))
    reading = borne(read(LivePages(campaign).of(link, language)), edition)
    former = _former(campaign, key, language, link, edition)
    if former.filter(stale_since=None, recalled_at=None, made_from=reading.made_from_as(key)).exists():
        return None
    content = with_logo(reading.with_emblem(), edition)
    made = make(key, content, Target(link.url_in(language), link.letters))
    return partial(_store, campaign, link, key, reading, made, edition)


def _former(
    campaign: Campaign, key: str, language: str, link: TrackedLink, edition: Edition | None
) -> QuerySet[PrintedItem]:
    """What takes the same place: of a code that no partner holds, there is a general sheet and one for each edition."""
    found = campaign.printed.filter(format=key, language=language, link=link, replaced_at=None)
    if holder_of(link):
        return found
    if edition is None:
        return found.filter(edition=None)
    return found.filter(edition__partnership=edition.partnership_id)


def _store(
    campaign: Campaign, link: TrackedLink, key: str, reading: Reading, made: Made, edition: Edition | None
) -> PrintedItem:
    # One at a time for each code, so that of each sheet one alone is the current one.
    TrackedLink.objects.select_for_update().get(pk=link.pk)
    if edition and not Edition.objects.filter(pk=edition.pk, state=Edition.State.APPROVED).exists():
        raise PressError(_("The local edition of this partner was withdrawn."))
    language = reading.content.language
    item = PrintedItem(
        campaign=campaign,
        link=link,
        edition=edition,
        format=key,
        language=language,
        width=made.width,
        height=made.height,
        unit=made.unit,
        alt=made.alt,
        text=made.text,
        made_from=reading.made_from_as(key),
        cues=[asdict(cue) for cue in made.cues],
    )
    name = f"{campaign.slug}-{key}-{language}-{link.code}"
    store(item, f"{name}.{made.extension}", ContentFile(made.data))
    with whole(item.file), whole(item.poster):
        if made.poster:
            item.poster.save(f"{name}.png", ContentFile(made.poster), save=False)
        _replace(_former(campaign, key, language, link, edition), reading)
        uploaded(campaign, key, language).update(replaced_at=timezone.now())  # and stale, or this was not made
        item.save()
        item.show_anew()
    return item


def _replace(former: QuerySet[PrintedItem], reading: Reading) -> None:
    """On paper it hangs on; what was not known to be stale is so from now."""
    now = timezone.now()
    for item in former.filter(stale_since=None, recalled_at=None).defer("text"):
        if _without_emblem(item.made_from) == _without_emblem(reading.made_from_as(item.format)):
            continue
        item.stale_since = now
        item.stale_reason = " ".join(differences(item.made_from, reading.as_of(item.format))) or _(
            "Its page says something else today."
        )
        item.save(update_fields=["stale_since", "stale_reason"])
    former.update(replaced_at=now)


def _without_emblem(made_from: dict) -> dict:
    """What hangs with a former logo of the operator says the same."""
    return {name: value for name, value in made_from.items() if name != "emblem"}
