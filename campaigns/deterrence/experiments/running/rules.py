"""What keeps an experiment from starting, and ends one that runs. Each rule is one sentence for the team."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.deterrence.experiments.models import CONTROL, LETTERS, Experiment, VariantWording
from campaigns.deterrence.experiments.places import Place, leads_to_help, place_of
from core.protection.zones import Zone
from core.publication.visibility import public
from core.words import plain_text
from facts import parity
from reach.events import PROTECTED_SURFACES
from serving.page_cache import is_counted

Words = dict[str, dict[str, str]]


def pages_of(experiment: Experiment) -> dict[str, Page]:
    """{language: the page}, of those that the public sees."""
    found = public(Page.objects.live().filter(translation_key=experiment.page_key, alias_of=None)).specific()
    return {page.locale.language_code: page for page in found.select_related("locale")}


def is_protected(page: Page) -> bool:
    return getattr(page, "zone", Zone.OPEN) == Zone.PROTECTED or getattr(page, "audience", "") in PROTECTED_SURFACES


def wrong_in(wording: VariantWording) -> str:
    """What is wrong with the words of one wording beside the page's own; empty where nothing is."""
    experiment = wording.experiment
    language = wording.locale.language_code
    page = Page.objects.filter(translation_key=experiment.page_key, locale=wording.locale_id).first()
    place = place_of(page.specific, experiment.place) if page else None
    if place is None or _is_untranslated(wording):
        return ""  # the page, or the wording, is not in this language yet: the rule is asked again before the start
    return wrong_beside(place, {"text": wording.text, "detail": wording.detail}, language)


def _is_untranslated(wording: VariantWording) -> bool:
    """Whether it has the words of another language still, as a new translation has."""
    versions = VariantWording.objects.filter(translation_key=wording.translation_key).exclude(locale=wording.locale_id)
    return versions.filter(text=wording.text, detail=wording.detail).exists()


def wrong_beside(place: Place, words: dict[str, str], language: str) -> str:
    """Why a wording may not stand in a place: it says another number, is too long, or says the same.

    What it says round its numbers is its own: it is signed off like any text.
    """
    for name, longest in zip(("text", "detail"), place.longest, strict=True):
        if len(words[name]) > longest:
            said = {"text": words[name] or words["text"], "longest": longest}
            return _("“%(text)s” is too long: this place takes %(longest)d characters.") % said
    if words == place.words:
        return _("“%(text)s” is what the page says already.") % {"text": words["text"]}
    found = [one for one in parity.problems(_all(place.words), language, _all(words), language) if not one.is_sense]
    if found:
        return _("A wording may not change a number or a fact that the page states: %(what)s") % {
            "what": " ".join(_told(problem) for problem in found)
        }
    return ""


def _all(words: dict[str, str]) -> str:
    return " ".join(text for text in (words["text"], words["detail"]) if text)


def _told(problem: parity.Problem) -> str:
    values = {"source": plain_text.quoted(problem.source or "–"), "target": plain_text.quoted(problem.target or "–")}
    return _("the page says “%(source)s”, the wording “%(target)s”.") % values


def approved(experiment: Experiment) -> dict[str, Words]:
    """{language: {letter: words}} of what is approved and live, without the page's own words."""
    found: dict[str, Words] = {}
    for wording in experiment.wordings.filter(live=True).select_related("locale"):
        words = {"text": wording.text, "detail": wording.detail}
        found.setdefault(wording.locale.language_code, {})[wording.letter] = words
    return found


def shown_words(experiment: Experiment) -> dict[str, Words]:
    """The words with which it would start now, in each language in which nothing is missing or wrong."""
    ready, shown = approved(experiment), {}
    letters = set(experiment.letters) - {CONTROL}
    for language, page in pages_of(experiment).items():
        place, words = place_of(page, experiment.place), ready.get(language, {})
        if place and letters and letters == words.keys() and not any(_wrong(place, words, language)):
            shown[language] = {CONTROL: place.words} | words
    return shown


def _wrong(place: Place, words: Words, language: str) -> Iterable[str]:
    return (said for one in words.values() if (said := wrong_beside(place, one, language)))


def obstacles(experiment: Experiment) -> list[str]:
    """Why it may not start; empty where it may."""
    pages = pages_of(experiment)
    page = _own(experiment, pages)
    if page is None:
        return [_("Its page is not public.")]
    problems = [*_of_site(), *_of_page(page), *_of_wordings(experiment, page)]
    others = Experiment.objects.running().filter(page_key=experiment.page_key).exclude(pk=experiment.pk)
    if others.exists():
        problems.append(_("Another experiment runs on this page: one at a time."))
    if experiment.campaign.is_over or not experiment.campaign.has_started:
        problems.append(_("The campaign does not run."))
    return problems


def _own(experiment: Experiment, pages: dict[str, Page]) -> Page | None:
    """The version of the page on which the experiment was planned."""
    return next((page for page in pages.values() if page.pk == experiment.page_id), None)


def _of_site() -> list[str]:
    if is_counted():
        return []
    return [
        _(
            "A cache before this site keeps pages and answers in its place (SHARED_HTML_SECONDS): views are not counted, "
            "and experiments are off."
        )
    ]


def _of_page(page: Page) -> list[str]:
    problems = []
    if is_protected(page):
        problems.append(_("The page is protected: nothing is ever varied there."))
    if not leads_to_help(page):
        problems.append(_("The page does not lead to help: it needs helplines or a call to action among its blocks."))
    return problems


def _of_wordings(experiment: Experiment, page: Page) -> list[str]:
    place = place_of(page, experiment.place)
    if place is None:
        return [_("What was to be varied is not on the page any more.")]
    language, letters = page.locale.language_code, experiment.letters[1:]
    if not letters:
        return [_("There is no wording beside that of the page.")]
    ready = approved(experiment).get(language, {})
    problems = [
        _("The wording %(letter)s is not approved.") % {"letter": letter.upper()}
        for letter in letters
        if letter not in ready
    ]
    if letters != LETTERS[: len(letters)]:
        problems.append(_("The wordings are not B, C and D in order: one is missing between two."))
    return [*problems, *_wrong(place, ready, language)]


def broken(experiment: Experiment) -> str:
    """Why an experiment that runs must end; empty where it may go on."""
    pages = pages_of(experiment)
    if problems := _of_site():
        return problems[0]
    if experiment.campaign.is_over:
        return _("The campaign does not run.")
    for language, words in experiment.words.items():
        page = pages.get(language)
        if page is None:
            return _("The page was taken off the site (%(language)s).") % {"language": language}
        place = place_of(page, experiment.place)
        if place is None or place.words != words[CONTROL]:
            return _("The words of the page were changed (%(language)s).") % {"language": language}
        if problems := _of_page(page):
            return problems[0]
    return _("A wording was withdrawn.") if _withdrawn(experiment) else ""


def _withdrawn(experiment: Experiment) -> bool:
    live = approved(experiment)
    return any(
        live.get(language, {}).get(letter) != said
        for language, words in experiment.words.items()
        for letter, said in words.items()
        if letter != CONTROL
    )
