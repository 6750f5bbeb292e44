"""The readiness checks of the plan itself: waves, targets, codes, and the cards of its pages."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from campaigns.plan.campaign import belonging
from campaigns.plan.models import Campaign, PrintedItem, Target, TrackedLink, Wave
from core.publication.readiness import Failure, Subject, check
from core.words.phrases import phrase as _
from core.words.phrases import phrases as ngettext
from press.content import Target as CodeTarget
from press.films.formats import FILMS
from press.sharing import share_cards
from press.symbols import qr

# Codes that one question draws and reads: two or three seconds. The next question goes on, and so does the worker.
AT_ONCE = 50
PIXELS = 400


@check("pages", gettext_lazy("The campaign has an approved page"), of_pages=False, final=True)
def pages(subject: Subject) -> list[Failure]:
    """No query where a page of this language or of the first is live; what is approved for a date until the start counts, too."""
    place = f"{reverse('campaign_overview', args=[subject.thing.pk])}#pages"
    if not subject.sources:
        return [Failure(_("The campaign has no page: write one from its plan."), place)]
    here = any(page.live for page in (*subject.pages, *subject.sources))
    if not here and not belonging.has_approved_page(subject.thing, subject.starts_at):
        return [Failure(_("No page of this campaign is approved: nothing would become public."), place)]
    return []


@check("waves", gettext_lazy("The campaign has waves whose dates are sound"), of_pages=False)
def waves(subject: Subject) -> list[Failure]:
    """One query."""
    campaign = subject.thing
    found = list(campaign.waves.all())
    failures = []
    if not found:
        add = reverse("wagtailsnippets_plan_wave:add") + f"?campaign={campaign.pk}"
        failures.append(Failure(_("The campaign has no wave: it is launched with its first one."), add))
    for wave in found:
        failures += [Failure(message % {"wave": wave.name}, _edit(wave)) for message in _wrong_dates(campaign, wave)]
    return failures


def _wrong_dates(campaign: Campaign, wave: Wave) -> list[str]:
    wrong = []
    if wave.ends_at <= wave.starts_at:
        wrong.append(_("The wave “%(wave)s” ends before it starts."))
    if wave.starts_at < campaign.starts_at:
        wrong.append(_("The wave “%(wave)s” starts before the campaign."))
    if campaign.ends_at and wave.ends_at > campaign.ends_at:
        wrong.append(_("The wave “%(wave)s” ends after the campaign."))
    if wave.started_at is None and wave.ended_at is None and wave.ends_at <= timezone.now():
        wrong.append(_("The end of the wave “%(wave)s” is past, and it never started."))
    return wrong


@check("targets", gettext_lazy("Each wave to come or under way has its targets"), of_pages=False)
def targets(subject: Subject) -> list[Failure] | None:
    """Two queries, and one where no wave is to come."""
    coming = list(subject.thing.waves.filter(ended_at=None))
    if not coming:
        return None
    aimed = set(Target.objects.filter(wave__campaign=subject.thing).values_list("wave", flat=True))
    message = _("The wave “%(wave)s” has no target: nobody could say whether it reached what it was for.")
    return [Failure(message % {"wave": wave.name}, _edit(wave)) for wave in coming if wave.pk not in aimed]


@check("theme", gettext_lazy("The theme of the campaign is approved"), of_pages=False)
def theme(subject: Subject) -> list[Failure] | None:
    """One query, and none where the campaign has no theme."""
    of = subject.thing.theme
    if of is None:
        return None
    if of.live:
        return []
    said = _("The theme “%(theme)s” is not approved: until then the pages speak in the voice alone.") % {"theme": of}
    return [Failure(said, reverse("wagtailsnippets_themes_theme:edit", args=[of.pk]))]


@check("films", gettext_lazy("Its films say what its pages say today"))
def films(subject: Subject) -> list[Failure] | None:
    """Two queries. None where no film was made in the language."""
    made = PrintedItem.objects.filter(
        campaign=subject.thing, language=subject.language, format__in=list(FILMS), replaced_at=None, recalled_at=None
    )
    found = list(made.only("format", "stale_since", "is_own"))
    runs = subject.thing.press_runs.exclude(finished_at=None).order_by("-created_at").values_list("errors", flat=True)
    held = {item.format for item in found if item.is_own and not item.stale_since}
    failed = {
        (error["format"], error["reason"])
        for error in next(iter(runs[:1]), [])
        if error["format"] in FILMS and error["format"] not in held and error["language"] == subject.language
    }
    if not found and not failed:
        return None
    place = reverse("campaign_print", args=[subject.thing.pk])
    stale = [(FILMS[item.format].label, item.is_own) for item in found if item.stale_since]
    said = {
        False: _("“%(film)s” is stale: what it was made from has changed. Make it again."),
        True: _("“%(film)s” was uploaded, and names a number that has changed. Upload another, or have one made."),
    }
    unmade = _("“%(film)s” could not be made: %(reason)s")
    return [
        *(Failure(said[is_own] % {"film": label}, place) for label, is_own in stale),
        *(Failure(unmade % {"film": FILMS[key].label, "reason": reason}, place) for key, reason in sorted(failed)),
    ]


def _edit(wave: Wave) -> str:
    return reverse("wagtailsnippets_plan_wave:edit", args=[wave.pk])


@check("codes", gettext_lazy("Each code in use is read as its address"), of_pages=False)
def codes(subject: Subject) -> list[Failure] | None:
    """Two queries. A code that was read is not drawn again; of the others, a few at each question and in the background."""
    links = list(TrackedLink.objects.filter(campaign=subject.thing, retired_at=None).order_by("pk"))
    if not links:
        return None
    unread = [link for link in links if link.read_as != link.url]
    place = reverse("campaign_links", args=[subject.thing.pk])
    failures = [Failure(message, place) for message in read_codes(unread[:AT_ONCE])]
    waiting = len(unread) - AT_ONCE
    if waiting > 0:
        message = ngettext(
            "%(count)d code has not been read yet: check again.",
            "%(count)d codes have not been read yet: check again.",
            waiting,
        )
        failures.append(Failure(message % {"count": waiting}, place))
    return failures


def read_codes(links: list[TrackedLink]) -> list[str]:
    """Draw and read the codes of links, and remember which are right; what is wrong with the others."""
    problems = {link.pk: _problem(link) for link in links}
    good = [pk for pk, problem in problems.items() if not problem]
    if good:
        TrackedLink.objects.filter(pk__in=good).update(read_as=_whole_address())
    return [problem for problem in problems.values() if problem]


def unread_codes(limit: int = AT_ONCE) -> list[TrackedLink]:
    """Links in use whose code was not read as what it is now."""
    return list(TrackedLink.objects.filter(retired_at=None).exclude(read_as=_whole_address()).order_by("pk")[:limit])


def _whole_address() -> Concat:
    """`TrackedLink.url`, in the database."""
    return Concat(Value(TrackedLink(code="").url), F("code"), output_field=CharField())


def _problem(link: TrackedLink) -> str:
    try:
        if qr.decodes(qr.png(CodeTarget(link.url, link.letters), PIXELS), link.url):
            return ""
    except ValueError as error:  # PressError, too
        said = {"address": link.letters, "reason": error}
        return _("The code of %(address)s cannot be drawn: %(reason)s") % said
    return _("The code of %(address)s is not read as its address.") % {"address": link.letters}


@check("cards", gettext_lazy("Each page has the card that networks show when it is shared"))
def cards(subject: Subject) -> list[Failure]:
    titles = {page.pk: page.team_title for page in subject.pages}
    return [
        Failure(
            _("“%(page)s”: %(problem)s") % {"page": titles[pk], "problem": problem},
            reverse("wagtailadmin_pages:edit", args=[pk]),
        )
        for pk, problem in share_cards.problems(subject.pages).items()
    ]
