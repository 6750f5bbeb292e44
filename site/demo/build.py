"""Builds the demonstration through the models, as an editor would, and publishes it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from campaigns.deterrence.models import DialoguePage, LandingPage, SelfCheckPage
from campaigns.outreach.models import RightsPage
from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from campaigns.prevention.catalogue.models import CataloguePage
from campaigns.prevention.kits.models import KitPage
from core import audiences
from core.models import Operator
from core.words import languages
from demo import (
    directory,
    events,
    exits,
    explaining,
    hotels,
    interactive,
    kits,
    landing,
    letterbox,
    newsroom,
    rights,
    stopping,
    synonyms,
    testimonies,
    themes,
    typed,
    youth,
)
from demo import pages as texts
from demo.accounts import account, let_translate
from demo.facts import BEFORE, FACTS, REVIEW_BY, VERIFIED_ON
from demo.helplines import FIRST_CALLS, HELPLINES
from demo.plan import dates, launch, plan
from demo.translate import translate
from editorial.sign_off.approvals import sign_off_by
from editorial.sign_off.mails import unsent
from editorial.translation.locales import ensure_locales
from facts.models import Fact, FactWording, Helpline, HelplineWording
from facts.readers.first_calls import FirstCalls
from home.events.models import EventIndexPage, EventPage
from home.models import AccessibilityPage, HomePage, SearchPage, SiteMapPage, StandardPage
from home.newsroom.models import ArticlePage, NewsIndexPage, PressRoomPage
from themes.models import Theme

Say = Callable[[str], None]

FIRST = (settings.LANGUAGE_CODE, "en")  # what a new machine shows at once; the others follow while one looks around


def build(say: Say = lambda line: None) -> bool:
    """Build the campaign in its first languages and launch it; returns whether anything was built. The accounts must exist."""
    written = write(say)
    return begin(say) or written


@unsent()
def write(say: Say) -> bool:
    """Write the site in its first languages, every text signed off; returns whether anything was missing."""
    built = False
    if not Campaign.objects.filter(name=texts.CAMPAIGN["name"]).exists():
        say("Writing the French site: facts, helplines, campaign, pages …")
        build_french()
        built = True
    ensure_locales()
    for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE):
        let_translate(locale)
    for locale in missing_languages():
        if locale.language_code in FIRST:
            say(f"Translating it into {locale.language_name} …")
            add_language(locale)
            built = True
    return built


@unsent()
def begin(say: Say) -> bool:
    """Launch the campaign, where it is not. The checks before it show pages, so static files must be there."""
    campaign = the_campaign()
    if campaign.launched_at is not None:
        return False
    say("Launching the campaign …")
    launch(campaign)
    return True


def the_campaign() -> Campaign:
    return Campaign.objects.get(name=texts.CAMPAIGN["name"])


def missing_languages() -> list[Locale]:
    """In the order of the site's languages, those that the campaign is not in yet."""
    there = the_campaign().languages
    return [Locale.objects.get(language_code=code) for code in languages.codes() if code not in there]


@unsent()
@disable_reference_index_auto_update()  # all is indexed in one pass afterwards: `rest.index_everything`
def add_language(locale: Locale) -> None:
    """Translate the site, and then let the campaign be in this language, too."""
    translate(locale)
    campaign = the_campaign()
    campaign.languages = [*campaign.languages, locale.language_code]
    campaign.save(update_fields=["languages"])
    typed.answer(campaign, locale.language_code)
    synonyms.keep(locale)


@transaction.atomic
@disable_reference_index_auto_update()  # as in `add_language`
def build_french() -> None:
    facts = build_facts()
    build_helplines()
    build_operator()
    build_pages(facts, testimonies.build(publish))


def build_facts() -> dict[str, int]:
    """Create and publish each fact and its French words; returns {key: id}."""
    french = Locale.get_default()
    ids = {}
    for key, text in FACTS.items():
        fact = Fact(
            name=text.name,
            value=text.value,
            unit=text.unit,
            source_title=text.source_title,
            source_url=text.source_url,
            source_date=text.source_date,
            in_force_from=text.in_force_from,
            confidence=text.confidence,
            source_language=text.source_language,
            withheld_from=[audiences.BUYERS] if text.withheld_because else [],
            withheld_because=text.withheld_because,
            verified_on=VERIFIED_ON,
            review_by=REVIEW_BY,
        )
        publish(fact)
        wording = FactWording(fact=fact, locale=french, label=text.label, sentence=BEFORE.get(key, text.sentence))
        publish(wording)
        if wording.sentence != text.sentence:
            wording.sentence = text.sentence
            wording.full_clean()
            sign_off(wording, "editor")
        ids[key] = fact.pk
    return ids


def build_helplines() -> None:
    french = Locale.get_default()
    for name, text in HELPLINES.items():
        helpline = Helpline(
            name=name,
            source_title=text.source_title,
            source_url=text.source_url,
            audiences=text.audiences,
            sort_order=text.sort_order,
            kind=text.kind,
            listens_to=text.listens_to,
            always_open=text.always_open,
            verified_on=VERIFIED_ON,
            review_by=REVIEW_BY,
            **text.ways,
        )
        publish(helpline)
        publish(
            HelplineWording(
                helpline=helpline,
                locale=french,
                title=text.title,
                purpose=text.purpose,
                hours=text.hours,
                note=text.note,
            )
        )
    first, second = (Helpline.objects.get(name=name) for name in FIRST_CALLS)
    site = Site.objects.get(is_default_site=True)
    FirstCalls.objects.update_or_create(site=site, defaults={"first": first, "second": second})


def publish(snippet) -> None:
    snippet.full_clean()
    snippet.live = False
    snippet.save()
    sign_off(snippet, "editor")


def sign_off(made, author: str) -> None:
    """Write a draft as one account and have it approved by two others, as in the admin: nothing goes live otherwise."""
    made.save_revision(user=account(author))
    sign_off_by(made, author=account(author), lawyer=account("lawyer"), publisher=account("publisher"))


def build_operator() -> None:
    site = Site.objects.get(is_default_site=True)
    Operator.objects.update_or_create(
        site=site,
        defaults={
            "name": "Opérateur de démonstration",
            "address": "À compléter par l’organisme qui déploie la plateforme",
            "director": "À compléter",
            "host": "À compléter",
            "contact_email": "contact@example.org",
            "privacy_email": "donnees@example.org",
            "security_email": "securite@example.org",
            "is_demonstration": True,
        },
    )


def build_pages(facts: dict[str, int], voices: dict[str, int]) -> None:
    """The French tree: home, campaigns, standing pages."""
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    index = add(home, CampaignIndexPage(**texts.campaign_index()))
    pages = {key: add(home, StandardPage(**fields)).pk for key, fields in texts.standing(facts).items()}
    stop = add(home, StandardPage(**stopping.head()))
    pages["stop"] = stop.pk
    build_kits(home, facts)
    build_rights(home, facts, pages)
    build_hotels(facts, pages)
    explaining_pages = begin_explaining(home, facts, pages)
    pages["check"] = add(home, SelfCheckPage(**interactive.self_check(facts, pages))).pk
    change(stop, body=stopping.body(pages))
    add(home, DialoguePage(**interactive.dialogue(facts, pages)))
    write_explaining(explaining_pages, facts, pages)
    youth.build(add, change, home, facts, pages)
    lead_to_parents(pages)
    lead_to_ages(pages)
    pages["voices"] = add(home, StandardPage(**testimonies.page(voices))).pk
    build_newsroom(home, facts)
    build_events(home)
    add(home, AccessibilityPage(**texts.accessibility()))
    add(home, SiteMapPage(**texts.site_map()))
    add(home, SearchPage(**texts.search()))
    letterbox.build(add, home, Page.objects.get(pk=pages["understand"]))
    theme = Theme(**themes.UNSENT_MESSAGE)
    publish(theme)
    campaign = Campaign(
        **texts.CAMPAIGN, **dates(), theme=theme, languages=[settings.LANGUAGE_CODE], help_page_id=pages["understand"]
    )
    campaign.full_clean()
    campaign.save()
    plan(campaign)
    buyers = add(home, StandardPage(**landing.for_buyers(facts, pages)))
    for fields in landing.landing_pages(campaign, facts, pages):
        add(buyers, LandingPage(**fields))
    landing.lead_links(campaign)
    words = texts.campaign(facts, pages)
    words["body"] = testimonies.in_campaign(words["body"], voices, pages["voices"])
    pages["campaign"] = add(index, CampaignPage(campaign=campaign, **words)).pk
    change(home, **texts.home(), doors=texts.home_doors(pages), body=texts.home_body(facts))
    typed.answer(campaign, settings.LANGUAGE_CODE)
    synonyms.keep(Locale.get_default())


def build_kits(home: Page, facts: dict[str, int]) -> None:
    catalogue = add(home, CataloguePage(**kits.catalogue()))
    for fields in kits.kits(facts):
        add(catalogue, KitPage(**fields))


def build_newsroom(home: Page, facts: dict[str, int]) -> None:
    index = add(home, NewsIndexPage(**newsroom.index()))
    add(home, PressRoomPage(**newsroom.room(facts)))
    for fields in newsroom.releases(facts):
        add(index, ArticlePage(**fields))


def build_events(home: Page) -> None:
    index = add(home, EventIndexPage(**events.index()))
    for fields in events.events():
        add(index, EventPage(**fields))


def build_rights(home: Page, facts: dict[str, int], pages: dict[str, int]) -> None:
    """Rights and steps: the section, and under it a page for each subject, the directory and the page on safer browsing."""
    section = add(home, RightsPage(**rights.section()))
    made = {key: add(section, RightsPage(**head)) for key, head in rights.heads().items()}
    pages |= {"rights": section.pk} | {key: page.pk for key, page in made.items()}
    pages["directory"] = directory.build(add, section)
    for key, body in rights.bodies(facts, pages).items():
        easy_read = rights.leaving_easy_read(facts) if key == "leaving" else []
        change(made[key], body=body, easy_read=easy_read)
    exits.lead_to(add(section, RightsPage(**exits.safer())))
    change(section, body=rights.section_body(facts, pages["directory"]))


def build_hotels(facts: dict[str, int], pages: dict[str, int]) -> None:
    """A page for an audience of the team's, below the one for professionals."""
    hotels.audience().save()
    page = add(Page.objects.get(pk=pages["professionals"]).specific, StandardPage(**hotels.head()))
    change(page, body=hotels.body(facts))
    pages["hotels"] = page.pk


def begin_explaining(home: Page, facts: dict[str, int], pages: dict[str, int]) -> dict[str, Page]:
    """The pages that explain, under a section: others lead to them, and they to each other, so each exists before any is written."""
    add(home, StandardPage(**explaining.figures_page(facts, pages)))
    section = add(home, StandardPage(**explaining.section()))
    made = {key: add(section, StandardPage(**head)) for key, head in explaining.heads().items()}
    pages |= {key: page.pk for key, page in made.items()}
    return made


def write_explaining(made: dict[str, Page], facts: dict[str, int], pages: dict[str, int]) -> None:
    for key, body in explaining.bodies(facts, pages).items():
        change(made[key], body=body)
    section = StandardPage.objects.get(slug=explaining.section()["slug"])
    change(section, body=explaining.contents(pages))


def lead_to_parents(pages: dict[str, int]) -> None:
    """From the page of parents and professionals to the one of parents alone, which is built after it."""
    page = StandardPage.objects.get(pk=pages["professionals"])
    change(page, body=texts.with_parents(page.body.raw_data, pages))


def lead_to_ages(pages: dict[str, int]) -> None:
    """From the page for all under 18 to the pages by age, which are built after it."""
    page = StandardPage.objects.get(pk=pages["young"])
    change(page, body=texts.with_ages(page.body.raw_data, pages))


def add(parent: Page, page: Page) -> Page:
    page.live = False
    parent.add_child(instance=page)
    sign_off(page, "editor")
    parent.refresh_from_db()
    return page


def change(page: Page, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    sign_off(page, "editor")
