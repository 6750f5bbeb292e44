"""The demonstration's campaign as planned and launched: three waves, six channels, forty placements, two partners."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import override

from campaigns.plan.launch import acts as launching
from campaigns.plan.launch import preparation, scheduled
from campaigns.plan.models import (
    GRACE,
    Campaign,
    Channel,
    Launch,
    Partner,
    PartnerKind,
    Partnership,
    Placement,
    Target,
    TrackedLink,
    Wave,
)
from campaigns.plan.sheets import runs as press_runs
from core.editor.calendar import day_of, midnight
from core.words import languages
from demo.accounts import account
from press.films import encoding
from press.formats import USUAL

REASON = "Démonstration : ce contrôle demande une personne, ou du temps, que la construction n’a pas."
# (name, first day and last day since the start of the campaign, objective, budget, {indicator: target})
WAVES = [
    (
        "Vague 1 – La loi",
        0,
        45,
        "Que chacun sache que l’achat d’un acte sexuel est interdit et puni.",
        "180000",
        {"view": 20_000, "link_hit": 4_000, "cta_call": 60},
    ),
    (
        "Vague 2 – Les personnes",
        75,
        120,
        "Faire entendre ce que vivent les personnes en situation de prostitution.",
        "140000",
        {"view": 20_000, "read_90": 5_000},
    ),
    (
        "Vague 3 – Arrêter",
        150,
        240,
        "Que ceux qui veulent arrêter sachent à qui parler.",
        "90000",
        {"entry": 15_000, "cta_call": 100},
    ),
]
# (kind, name, cost, names of its placements)
CHANNELS = [
    ("search", "Moteurs de recherche", "60000", [f"Annonce {number} (exemple)" for number in range(1, 7)]),
    ("social", "Réseaux sociaux", "80000", [f"Publication {number} (exemple)" for number in range(1, 5)]),
    ("radio", "Radio", "70000", ["Message de 20 secondes (exemple)", "Message de 30 secondes (exemple)"]),
    ("poster", "Affiches", "120000", [f"Mairie {number} (exemple)" for number in range(1, 25)]),
    ("partner", "Partenaires", "0", []),
    ("event", "Rencontres", "30000", [f"Stand {number} (exemple)" for number in range(1, 5)]),
]
# The start that somebody stopped: how long before the launch it was asked for, and after how long it was stopped.
STOPPED_BEFORE, STOPPED_AFTER = timedelta(minutes=10), timedelta(seconds=40)
PARTNERS = ["Association de démonstration A", "Association de démonstration B"]


def dates(today: datetime | None = None) -> dict[str, datetime]:
    """Begun six months ago, for 14 months: whenever the demonstration is built, two waves are over and the third is on."""
    today = timezone.localtime(today)
    months = today.year * 12 + today.month - 1 - 6
    first = datetime(months // 12, months % 12 + 1, 1, 8, tzinfo=timezone.get_current_timezone())
    return {"starts_at": first, "ends_at": first + timedelta(days=425)}


def plan(campaign: Campaign) -> None:
    """Write what the team would: as an editor, before anything is launched."""
    waves = [build_wave(campaign, *words) for words in WAVES]
    partners = [
        Partner.objects.create(
            name=name,
            email=f"partenaire-{letter}@example.org",
            kind=PartnerKind.ASSOCIATION,
            may_be_mailed_since=campaign.starts_at.date(),
        )
        for name, letter in zip(PARTNERS, "ab", strict=True)
    ]
    for kind, name, cost, places in CHANNELS:
        channel = Channel.objects.create(campaign=campaign, kind=kind, name=name, cost=Decimal(cost))
        build_link(campaign, channel=channel)
        for number, place in enumerate(places):
            holder = partners[number % 2] if kind == "poster" and number < 6 else None
            placement = Placement.objects.create(
                channel=channel, name=place, wave=waves[number % len(waves)], partner=holder
            )
            build_link(campaign, channel=channel, placement=placement)
    relay = campaign.channels.get(kind="partner")
    for partner in partners:
        Partnership.objects.create(campaign=campaign, partner=partner)
        build_link(campaign, channel=relay, partner=partner)


def build_wave(
    campaign: Campaign, name: str, first: int, last: int, objective: str, budget: str, targets: dict
) -> Wave:
    start = campaign.starts_at + timedelta(days=first)
    wave = Wave(
        campaign=campaign,
        name=name,
        starts_at=start,
        ends_at=midnight(day_of(campaign.starts_at) + timedelta(days=last)),
        objective=objective,
        budget=Decimal(budget),
    )
    wave.targets = [Target(indicator=indicator, value=value) for indicator, value in targets.items()]
    wave.full_clean()
    wave.save()
    return wave


def build_link(campaign: Campaign, **about) -> None:
    TrackedLink.objects.create(campaign=campaign, created_by=account("editor"), **about)


def launch(campaign: Campaign) -> None:
    """Start the wave that is on, as the publisher, who answers by name for what a program cannot have checked.

    A first start was stopped within its minute.
    """
    answer(campaign)
    *past, wave = campaign.waves.all()
    publisher = account("publisher")
    with override("fr"):
        scheduled.stop(scheduled.start_soon(wave, publisher), publisher)
        launching.start(wave, publisher)
        tell_of_the_past(campaign, [*past, wave])


def answer(campaign: Campaign) -> None:
    """Ask every check in every language that the campaign is in, and answer for what fails."""
    wave = campaign.waves.last()
    with override("fr"):
        for result in preparation.blocking(wave, preparation.examine(campaign)):
            launching.override(wave, result.check_name, result.language, account("publisher"), REASON)


def unchecked(campaign: Campaign) -> set[str]:
    """The languages that no check was asked about yet."""
    return set(campaign.languages) - set(campaign.readiness.values_list("language", flat=True))


def tell_of_the_past(campaign: Campaign, waves: list[Wave]) -> None:
    """The demonstration is younger than its campaign: what began before began when it was planned."""
    Campaign.objects.filter(pk=campaign.pk).update(launched_at=campaign.starts_at)
    for wave in waves:
        over = wave.ends_at < timezone.now()
        Wave.objects.filter(pk=wave.pk).update(started_at=wave.starts_at, ended_at=wave.ends_at if over else None)
        launches = campaign.launches.filter(wave=wave)
        launches.filter(state=Launch.State.DONE).update(due_at=wave.starts_at, finished_at=wave.starts_at)
        for stopped in launches.filter(state=Launch.State.CANCELLED):
            stopped.created_at = wave.starts_at - STOPPED_BEFORE
            stopped.due_at, stopped.finished_at = stopped.created_at + GRACE, stopped.created_at + STOPPED_AFTER
            stopped.reasons = [scheduled.stopped_by(stopped.requested_by, stopped.finished_at)]
            stopped.save()


def order_sheets(campaign: Campaign) -> None:
    """Have the worker make what partners offer: every sheet in every language, and a poster for each of them with its own code."""
    general = campaign.links.filter(channel__kind="partner", placement=None, partner=None)
    if not campaign.press_runs.exists():
        press_runs.begin(campaign, USUAL, languages.codes(), general, account("editor"))
        press_runs.begin(campaign, ["poster-a4"], ["fr"], campaign.links.exclude(partner=None), account("editor"))
        if not encoding.missing():
            social = campaign.links.filter(channel__kind="social", placement=None, partner=None)
            press_runs.begin(campaign, ["film-9x16-6"], ["fr"], social, account("editor"))
