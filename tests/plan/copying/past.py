"""A campaign of last year with all that a copy takes along, and all that it leaves behind."""

from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from campaigns.plan.copying.acts import Wanted
from campaigns.plan.models import (
    Action,
    Campaign,
    CampaignPage,
    Channel,
    Launch,
    Partner,
    Partnership,
    Placement,
    Target,
    TrackedLink,
    Wave,
)
from core.editor.calendar import midnight
from editorial.translation import drafting
from tests import factories
from tests.deterrence.landing import landing_page
from tests.editorial.conftest import say
from tests.factories import block

LEAD = "Une fois suffit."
IN_ENGLISH = "Once is enough."


def on(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return midnight(date(year, month, day)).replace(hour=hour)


def campaign(home, english_home) -> Campaign:
    """Three weeks of last spring, over the change of the clock; over, and approved in two languages."""
    index = factories.campaign_index(home)
    factories.translate(index, english_home.locale)
    buyers = factories.standard_page(home, title="Acheteurs", slug="acheteurs", audience="buyers")
    factories.translate(buyers, english_home.locale)
    made = factories.campaign(
        name="Acheteurs 2025",
        frame="harm",
        languages=["fr", "en"],
        starts_at=on(2025, 3, 20),
        ends_at=on(2025, 4, 10),
        launched_at=on(2025, 3, 20, 8),
        closed_at=on(2025, 4, 10),
    )
    wave = Wave(campaign=made, name="Vague 1", objective="Savoir.", budget=Decimal(900))
    wave.starts_at, wave.ends_at, wave.started_at = on(2025, 3, 28, 8), on(2025, 4, 4), on(2025, 3, 28, 8)
    wave.targets = [Target(indicator="view", value=400)]
    wave.save()
    posters = Channel.objects.create(campaign=made, kind="poster", name="Affiches", cost=Decimal(120))
    page = factories.campaign_page(index, made, slug="acheteurs-2025", title="Acheteurs", lead=LEAD, call="Savoir")
    landing = landing_page(buyers, posters, slug="dommage-affiches", frame="harm", lead=LEAD)
    lead_to_each_other(page, landing)
    for one in (landing, page):
        in_english(one, english_home.locale)
    plan(made, wave, posters, landing)
    made.help_page = landing
    made.save()
    return made


def lead_to_each_other(page: CampaignPage, landing: Page) -> None:
    """By a chooser and by a link in a text, and one link that leads elsewhere."""
    elsewhere = landing.get_parent().pk
    links = f'<a linktype="page" id="{landing.pk}">la suite</a>, et <a linktype="page" id="{elsewhere}">le reste</a>'
    page.body = [block("text", text=f"<p>Lire {links}.</p>")]
    page.call_to_action = [block("call_to_action", text="Lire", page=landing.pk, address="", detail="", counted_as="")]
    factories.go_live(page)


def in_english(page: Page, locale) -> None:
    """Live, with the sentences that a translator wrote."""
    page = type(page).objects.get(pk=page.pk)
    factories.translate(page, locale, publish=False)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    say(translation, page.lead, IN_ENGLISH)
    factories.go_live(drafting.save_draft(translation).as_object())


def plan(made: Campaign, wave: Wave, posters: Channel, landing: Page) -> None:
    """Places with links and partners; a link that is retired, and a partner that takes no part any more."""
    town, gone = (Partner.objects.create(name=name, email="a@example.org") for name in ("Mairie", "Ancien"))
    hall = Placement.objects.create(channel=posters, name="Mairie du 3e", wave=wave, partner=town)
    Partnership.objects.create(campaign=made, partner=town)
    Partnership.objects.create(campaign=made, partner=gone, ended_at=timezone.now())
    for code, fields in {
        "abc222": {"page": landing},
        "abc333": {"placement": hall},
        "abc444": {"partner": town, "read_as": "https://example.org/s/abc444"},
        "abc555": {"partner": gone},
        "abc666": {"placement": hall, "partner": town, "retired_at": timezone.now()},
    }.items():
        TrackedLink.objects.create(code=code, campaign=made, channel=posters, **fields)
    Launch.objects.create(campaign=made, wave=wave, action=Action.START, due_at=wave.starts_at, state="done")


# What is asked for by most tests: the same three weeks, over the other change of the clock.
AUTUMN = Wanted("Acheteurs 2027", date(2027, 10, 20), date(2027, 11, 9))


def asked(**fields) -> dict:
    """The same, as it is typed."""
    return {"name": "Acheteurs 2027", "first_day": "2027-10-20", "last_day": "2027-11-09", "budget": ""} | fields


def again(of: Campaign) -> str:
    return reverse("campaign_again", args=[of.pk])
