"""A small site with one of everything that the public may ask for, and the addresses of all of it."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from wagtail.models import Page, PageViewRestriction

from campaigns.deterrence.models import DialoguePage, SelfCheckPage
from campaigns.outreach.directory.corrections import links
from campaigns.plan.models import CalendarFeed, CampaignPage
from campaigns.plan.relay.sheets import Sheet
from campaigns.results.models import PublicResults
from core.models import Operator
from editorial.review import links as review_links
from home.models import SiteMapPage, StandardPage
from press.models import ShareCard
from press.sharing.share_cards import renew
from reach.visits import tokens
from serving.served import of_page
from tests import factories
from tests.deterrence.landing import card, landing_page
from tests.interactive.questionnaires import check_fields, dialogue_fields
from tests.outreach.directory import listed
from tests.outreach.rights import rights_page
from tests.plan.relay import partner as relay
from tests.prevention import groups, youth


@dataclass
class World:
    """`addresses` are those of public views by what they are; `protected` and `secret` are paths of such pages."""

    home: Page
    addresses: dict[str, list[str]]
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self) -> list[str]:
        return [address for found in self.addresses.values() for address in found]


def build(home: Page, admin, tmp_path) -> World:
    Operator.objects.update_or_create(
        site=home.get_site(),
        defaults={"name": "Un service", "contact_email": "a@example.org", "security_email": "security@example.org"},
    )
    pages(home)
    found = standing() | campaign_s(home) | partners() | people_s(home, admin) | files(home, tmp_path) | kits(home)
    for page in Page.objects.live().filter(depth__gt=1):
        renew(page.pk)
    found["cards"] = [f"/media/{name}" for name in ShareCard.objects.exclude(file="").values_list("file", flat=True)]
    found["pages"] = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    return World(home, found, {"token": beacon_tokens(home), "page": [str(home.pk)], "variant": [""]})


def standing() -> dict[str, list[str]]:
    plain = [
        "/",
        "/healthz",
        "/robots.txt",
        "/sitemap.xml",
        "/favicon.ico",
        "/audience.js",
        "/r",
        "/static/css/site.css",
    ]
    plain += ["/.well-known/security.txt", "/admin/login/", "/admin/password_reset/", "/fr/_util/login/"]
    forms = ["/fr/audience-measurement/", "/fr/report-accessibility-problem/", "/fr/q/"]
    api = ["/api/v2/", "/api/v2/openapi.json", "/api/v2/campaigns/", "/api/v2/facts/", "/api/v2/helplines/"]
    return {"plain": plain, "forms": forms, "api": api}


def pages(home: Page) -> None:
    """One of each type, on an open branch and on a protected one."""
    factories.search_page(home)
    factories.publish(home, SiteMapPage(title="Plan", slug="plan"))
    helping = factories.standard_page(home, slug="aide", title="De l’aide", body=[card()])
    rights_page(home, slug="urgence")
    listed.directory(home)
    factories.publish(home, SelfCheckPage(**check_fields()))
    factories.publish(home, DialoguePage(**dialogue_fields(helping.pk)))
    section = youth.section(home)
    youth.chat_page(section, helping.pk)
    youth.quiz_page(section)
    landing_page(home)
    behind = factories.standard_page(home, slug="ferme")
    PageViewRestriction.objects.create(
        page=behind, restriction_type=PageViewRestriction.PASSWORD, password="a password that is given out"
    )
    factories.standard_page(home, slug="brouillon").unpublish()


def campaign_s(home: Page) -> dict[str, list[str]]:
    made = factories.campaign(slug="la-loi")
    page = factories.campaign_page(factories.campaign_index(home), made, slug="la-loi")
    PublicResults.objects.create(campaign=made, is_on=True)
    own = relay.link(made)
    relay.item(own)
    results = "/fr/results/la-loi/"
    return {
        "links": [f"/s/{own.code}", f"/s/{own.code}/"],
        "embeds": [f"/embed/fr/{made.slug}/?link={own.code}"],
        "campaigns": [f"/api/v2/campaigns/{page.pk}/"],
        "results": [results, f"{results}results.json", f"{results}results.csv"],
    }


def partners() -> dict[str, list[str]]:
    campaign = CampaignPage.objects.get().campaign
    partnership = relay.partnership(campaign)
    own = relay.link(campaign, partner=partnership.partner)
    sheet = Sheet(relay.item(own))
    pack, partner = f"/fr/relay/{campaign.slug}/", f"/fr/relay/p/{partnership.token}/"
    return {
        "relay": [pack, f"{pack}pack.zip", sheet.path, sheet.download],
        "partner": [partner, f"{partner}pack.zip", f"{partner}{own.code}.svg", f"{partner}{own.code}.pdf"],
    }


def people_s(home: Page, admin) -> dict[str, list[str]]:
    """Addresses that are a secret of somebody."""
    page = home.add_child(instance=StandardPage(title="À relire", slug="a-relire", live=False))
    page.save_revision()
    page.get_workflow().start(page, admin)
    link = review_links.create(page, reviewer=factories.outside_reviewer(), days=7, user=admin)
    review = urlsplit(review_links.address(link)).path
    item = f"{review}{link.items.get().pk}/"
    entry = listed.entry()
    corrections = f"/fr/corrections/{links.token(entry.organisation)}/"
    return {
        "review": [review, item, f"{item}comment/"],
        "calendar": [f"/calendar/{CalendarFeed.objects.create(user=admin).token}.ics"],
        "corrections": [corrections, f"{corrections}{entry.code}/"],
    }


def kits(home: Page) -> dict[str, list[str]]:
    kit = groups.kit(home)
    edition = factories.kit_edition(kit)
    asked, key = groups.opened(kit)
    group = f"/fr/q/group/{key}/"
    return {
        "kits": [file.url for file in edition.files.all()],
        "feedback": [f"/fr/q/open/{kit.pk}/", f"/fr/q/{asked.code}/", group, f"{group}result.pdf"],
    }


def files(home: Page, tmp_path) -> dict[str, list[str]]:
    image = factories.image(tmp_path)
    document, film = factories.document(), factories.video()
    factories.shown(image, document, film)
    rendition = image.get_rendition("width-320")
    media = [rendition.file.name, document.file.name, image.file.name, film.file.name, film.captions.name]
    return {"documents": [document.url], "media": [f"/media/{name}" for name in media]}


def beacon_tokens(home: Page) -> list[str]:
    return [tokens.issue(of_page(home), time.time(), tokens.CAUSED)]
