"""Two experiments of the demonstration: one that saw no difference and is public, one that runs. Their figures are invented.

As on a real site they are planned, their wordings signed off, their views and clicks counted through the journal.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Locale, Page

from campaigns.deterrence.experiments.models import Experiment, VariantWording
from campaigns.deterrence.experiments.places import Place, places
from campaigns.deterrence.experiments.running import acts
from campaigns.plan.models import Campaign, Wave
from core.editor.calendar import day_of, midnight
from demo import explaining, translate
from demo.accounts import account
from demo.build import sign_off
from demo.reach import an_hour
from editorial.sign_off.mails import unsent
from reach.events import Event
from reach.journal.journal import append

SEED = 20170301
USUAL = {"entry": 64, "read_50": 44, "read_90": 26}  # of a hundred views of any wording, where that is not the outcome


@dataclass(frozen=True)
class Plan:
    """`rates` are the outcomes of a hundred views of A, B …; it begins so many days after its wave and lasts so long."""

    name: str
    hypothesis: str
    slug: str
    says: str  # the place, by the page's own words; its first sentence where nothing stands here, which a wording has as {own}
    wordings: tuple[str, ...]
    outcome: str
    planned: int
    views: int
    rates: tuple[float, ...]
    begins: int
    lasts: int


OVER = Plan(
    name="Ce que l’annonce ne montre pas (démonstration)",
    hypothesis="Nommer la personne (B) ou ce qu’elle vit (C) fait lire plus loin que parler de ce que l’acheteur paie.",
    slug="acheter-est-interdit",
    says="Ce que vous achetez, c’est une autre personne qui le paie.",
    wordings=("Derrière l’annonce, il y a une autre personne.", "Ce que vit une autre personne ne se voit pas."),
    outcome="read_90",
    planned=1200,
    views=1216,
    rates=(27, 27.6, 26.5),
    begins=5,
    lasts=21,
)
RUNNING = Plan(
    name="L’avis des gens ou le choix (démonstration)",
    hypothesis="Parler de choix avant l’avis des gens amène plus de personnes à appeler un numéro d’aide ou d’urgence.",
    slug="norme-affiches",
    says="",
    wordings=("Acheter ou non est un choix. {own}",),
    outcome="cta_call",
    planned=4000,
    views=1850,
    rates=(0.9, 1.4),
    begins=12,
    lasts=9,
)


@unsent()
def begin(campaign: Campaign) -> list[Experiment]:
    """Plan both, start the first one and write what happened into the journal, for the next fold."""
    *_older, wave, current = campaign.waves.filter(started_at__isnull=False)
    over, running = (plan(campaign, one) for one in (OVER, RUNNING))
    if not over.started_at:
        acts.start(over, account("publisher"), at=first_day(OVER, wave))
    chance = random.Random(SEED)  # noqa: S311 (invented figures, the same each time)
    for experiment, one, of in ((over, OVER, wave), (running, RUNNING, current)):
        for event in events(experiment, one, of, chance):
            append(event)
    return [over, running]


def finish(experiments: list[Experiment], campaign: Campaign) -> None:
    """Stop the first one at its size and tell of it; start the other one."""
    over, running = experiments
    *_older, wave, current = campaign.waves.filter(started_at__isnull=False)
    publisher = account("publisher")
    acts.stop_at_size(over, at=first_day(OVER, wave) + timedelta(days=OVER.lasts))
    acts.publish(over, publisher, is_on=True)
    acts.start(running, publisher, at=min(first_day(RUNNING, current), timezone.now()))


def plan(campaign: Campaign, one: Plan) -> Experiment:
    """As an editor would write it, and the lawyer and the publisher sign it off."""
    if planned := Experiment.objects.filter(campaign=campaign, name=one.name).first():
        return planned  # by one who was ended before it was told
    page = Page.objects.get(locale=Locale.get_default(), slug=one.slug).specific
    place = next(place for place in places(page) if one.says in ("", place.text))
    experiment = Experiment(
        campaign=campaign,
        page=page,
        page_key=page.translation_key,
        place=place.key,
        created_by=account("editor"),
        **{name: getattr(one, name) for name in ("name", "hypothesis", "outcome", "planned")},
    )
    experiment.full_clean()
    experiment.save()
    for letter, text in zip("bcd", one.wordings, strict=False):
        say(experiment, letter, text.replace("{own}", place.text), place, page.locale)
    for locale in Locale.objects.filter(language_code__in=explaining.LANGUAGES - {page.locale.language_code}):
        translate.into(locale, experiment.wordings.filter(locale=page.locale))
    return experiment


def say(experiment: Experiment, letter: str, text: str, place: Place, locale: Locale) -> None:
    wording = VariantWording(
        experiment=experiment, letter=letter, text=text, detail=place.detail, locale=locale, live=False
    )
    wording.full_clean()
    wording.save()
    sign_off(wording, "editor")


def first_day(one: Plan, wave: Wave) -> datetime:
    """In the morning; before today, however young the wave is."""
    day = day_of(wave.starts_at) + timedelta(days=one.begins)
    return midnight(min(day, day_of(timezone.now()) - timedelta(days=one.lasts))) + timedelta(hours=9)


def events(experiment: Experiment, one: Plan, wave: Wave, chance: random.Random) -> Iterator[Event]:
    """Each view of each wording; after some of them what is usual, and the outcome."""
    first = first_day(one, wave).date()
    about = {
        "surface": experiment.campaign.audience,
        "campaign": experiment.campaign_id,
        "wave": wave.pk,
        "page": experiment.page_id,
        "locale": experiment.page.locale.language_code,
    }
    for letter, rate in zip("abcd", one.rates, strict=False):
        about["variant"] = experiment.variant(letter)
        for _view in range(one.views + chance.randint(0, 20)):
            when = an_hour(first + timedelta(days=chance.randrange(one.lasts)), chance)
            yield Event(when, "view", **about)
            far = chance.random() * 100
            for kind, percent in (USUAL | {one.outcome: rate}).items():
                if far < percent:
                    yield Event(when, kind, **about)
