"""Who listens to whom: what is promised is there, and where nobody listens it is said."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import Site

from campaigns.deterrence.models import SelfCheckPage
from campaigns.plan.sheets.words import content_of
from core.models import Operator
from core.upkeep.periodic import JOBS
from facts import periodic_jobs
from facts.models import Helpline, HelplineWording
from press.composition.sheets import data
from tests import factories, markup
from tests.factories import block
from tests.interactive.questionnaires import check_fields
from tests.mail_server import mail_server
from tests.readiness import failures, subject

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def emergency(home) -> Helpline:
    return line("Police", ("buyers", "public"), kind="emergency", number="17", sort_order=1)


@pytest.fixture
def site_of_stages(home) -> Helpline:
    return line("Des stages", ("buyers",), kind="information", number="", website="https://stages.example/")


def line(title: str, audiences: tuple[str, ...], listens_to: tuple[str, ...] = (), **fields) -> Helpline:
    return factories.helpline(title, audiences, listens_to=list(listens_to), **fields)


def shown(client, home, audience: str = "buyers") -> str:
    body = [block("helplines", heading="Parler à quelqu’un", audience=audience)]
    factories.standard_page(home, slug="page", audience=audience, body=body)
    html = client.get("/fr/page/").content.decode()
    return html[html.index('<section class="helplines"') : html.index("</section>")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "listening", "number": "39 19", "listens_to": ["young"]}, None),
        ({"kind": "emergency", "number": "17"}, None),
        ({"kind": "information", "website": "https://site.example/"}, None),
        ({"kind": "listening", "number": "39 19"}, "listens_to"),
        ({"kind": "emergency", "number": "17", "listens_to": ["buyers"]}, "listens_to"),
        ({"kind": "information", "number": "39 19", "listens_to": ["buyers"]}, "listens_to"),
        ({"kind": "listening", "website": "https://site.example/", "listens_to": ["buyers"]}, "kind"),
    ],
)
def test_a_listening_service_says_whom_it_listens_to_and_no_other_does(db, fields, wrong):
    made = Helpline(name="Ligne", audiences=["buyers", "young"], **fields)

    try:
        made.full_clean()
        found = None
    except ValidationError as error:
        [found] = error.message_dict

    assert found == wrong


def test_numbers_are_said_to_be_for_somebody_else_where_nobody_listens(client, home, site_of_stages):
    line("Pour les enfants", ("buyers", "young"), ("young",))

    html = shown(client, home)

    with override("fr"):
        kind = gettext("To protect somebody else, and to learn more")
        other = gettext("Other services and information")
    assert html.index(kind) < html.index("Pour les enfants")
    assert other not in html


@pytest.mark.parametrize(
    ("title", "shown_as"),
    [
        ("Fondation Untel", '<bdi lang="fr">Fondation Untel</bdi>'),
        ("Fondation Untel (una fundación)", '<bdi lang="fr">Fondation Untel</bdi> (una fundación)'),
        ("Fondation Untelle", "Fondation Untelle"),
        ("Una escucha", "Una escucha"),
    ],
)
def test_name_that_a_translation_left_as_it_is_is_read_aloud_in_french(client, home, title, shown_as):
    spanish = factories.home_in("es")
    words = {"locale": spanish.locale, "title": title, "purpose": "Escucha."}
    helpline = factories.helpline("Fondation Untel", ("public",))
    factories.first_live(HelplineWording.objects.create(helpline=helpline, live=False, **words))
    factories.standard_page(spanish, slug="ayuda", body=[block("helplines", heading="Hablar", audience="public")])

    html = markup.read(client.get("/es/ayuda/").content.decode())

    found = re.findall(r"<h3[^>]*>(.*?)</h3>", html.partition("<main")[2], re.DOTALL)
    assert found == [shown_as]


def test_block_shows_who_listens_first_and_emergencies_as_a_strip(client, home, emergency, site_of_stages):
    line("Une écoute", ("buyers",), ("buyers",), sort_order=900)
    line("Pour les enfants", ("buyers", "young"), ("young",), sort_order=800)

    html = shown(client, home)

    assert "<h2>Parler à quelqu’un</h2>" in html
    assert "nobody-listens" not in html
    listening, rest = html.split('<p class="kind">')
    assert re.findall("<h3[^>]*>([^<]+)</h3>", listening) == ["Une écoute"]
    assert re.findall("<h3[^>]*>([^<]+)</h3>", rest) == ["Des stages", "Pour les enfants"]
    assert html.index('class="emergency-strip"') > html.index("Des stages")
    assert html.count('href="tel:17"') == 1


def test_who_looks_for_help_for_others_is_not_told_that_nobody_listens(client, home, emergency):
    line("Pour les enfants", ("professionals", "young"), ("young",))
    body = [block("helplines", heading="À qui s’adresser", audience="professionals")]
    page = factories.standard_page(home, slug="pros", audience="professionals", body=body)

    html = client.get(page.url).content.decode()

    assert ("nobody-listens" in html, "<h2>À qui s’adresser</h2>" in html, "Pour les enfants" in html) == (
        False,
        True,
        True,
    )


def test_block_says_plainly_that_nobody_listens(client, home, emergency, site_of_stages):
    line("Pour les enfants", ("buyers", "young"), ("young",))

    html = shown(client, home)

    assert 'class="nobody-listens"' in html
    assert "Parler à quelqu’un" not in html
    assert 'href="tel:17"' in html


def test_footer_promises_nobody_who_is_not_there(client, home, emergency):
    factories.standard_page(home, slug="page", audience="buyers")

    def heading() -> str:
        return re.search(r'<h2 id="help-heading">([^<]+)</h2>', client.get("/fr/page/").content.decode())[1]

    nobody = heading()
    line("Une écoute", ("buyers",), ("buyers",))

    assert heading() != nobody


def test_sheet_prints_who_listens_or_the_numbers_for_danger_alone(index, emergency, site_of_stages):
    page = factories.campaign_page(index)
    alone = content_of(page)
    line("Une écoute", ("buyers",), ("buyers",), sort_order=900)
    listened = content_of(page)

    assert [one.title for one in alone.helplines] == ["Police"]
    assert [one.title for one in listened.helplines] == ["Une écoute", "Police"]
    assert (alone.somebody_listens, listened.somebody_listens) == (False, True)
    assert data(alone)["help"] != data(listened)["help"]


@pytest.mark.parametrize(
    ("body", "passes"),
    [
        ([], False),
        ([block("helplines", heading="Parler", audience="buyers")], True),
        ([block("helplines", heading="Parler", audience="public")], False),
        ([block("steps", heading="Arrêter", steps=[])], False),
    ],
)
def test_page_for_buyers_says_who_listens_or_that_nobody_does(index, emergency, body, passes):
    page = factories.campaign_page(index, body=body)

    found = failures("listening", subject(page))

    assert [one.url for one in found] == ([] if passes else [reverse("wagtailadmin_pages:edit", args=[page.pk])])


def test_page_for_others_is_not_asked(index):
    campaign = factories.campaign(audience="public")

    assert failures("listening", subject(factories.campaign_page(index, campaign), audience="public")) == []


@pytest.fixture
def operator(home) -> Operator:
    site = Site.objects.get(is_default_site=True)
    return Operator.objects.update_or_create(site=site, defaults={"contact_email": "contact@example.org"})[0]


def test_operator_is_told_each_week_while_nobody_listens_to_buyers(operator, emergency, site_of_stages):
    assert JOBS["tell-who-is-unheard"].every.days == 7

    periodic_jobs.tell_who_is_unheard()
    [told] = mail.outbox
    assert told.to == ["contact@example.org"]
    assert reverse("wagtailsnippets_facts_helpline:list") in told.body

    draft = line("Une écoute", ("buyers",), ("buyers",))
    periodic_jobs.tell_who_is_unheard()
    assert len(mail.outbox) == 1

    draft.unpublish()
    periodic_jobs.tell_who_is_unheard()
    assert len(mail.outbox) == 2


def test_operator_without_an_address_is_said_in_the_records(operator):
    Operator.objects.update(contact_email="")

    assert "no contact address" in periodic_jobs.tell_who_is_unheard()
    assert mail.outbox == []


def test_mail_reaches_a_real_server(operator, settings):
    with mail_server() as server:
        settings.MAILERS = server.mailers
        periodic_jobs.tell_who_is_unheard()

    assert server.taken == ["contact@example.org"]


def test_way_to_the_footer_says_as_its_heading_does_what_is_there(client, home, emergency):
    factories.standard_page(home, slug="page", audience="buyers")

    def said() -> list[str]:
        html = markup.read(client.get("/fr/page/").content.decode()).partition("<main")[0]
        return re.findall(r'<a href="#help">([^<]+)</a>', html)

    with override("fr"):
        telephone = [gettext("Go to help by telephone")]
    numbers = said()
    line("Une écoute", ("buyers",), ("buyers",))
    somebody = said()
    Helpline.objects.update(live=False)

    assert (len(numbers), numbers != telephone, somebody == telephone, said()) == (1, True, True, [])


@pytest.mark.parametrize(("audience", "foot"), [("buyers", []), ("outreach", ["3999", "17"])])
def test_each_helpline_stands_once_on_a_page_and_the_way_to_help_leads_there(client, home, emergency, audience, foot):
    factories.helpline("Quelqu’un", ("buyers",), number="3999")
    factories.helpline("Un toit", ("outreach",), number="115")
    body = [block("helplines", heading="Parler à quelqu’un", audience=audience)]
    page = factories.standard_page(home, audience="buyers", body=body)

    html = client.get(page.url).content.decode()

    content, _footer, below = html.partition("<footer")
    assert re.findall(r'href="tel:(\d+)"', below) == foot
    assert (html.count('href="#help"'), content.count('id="help"'), below.count('id="help"')) == (1, 1, 0)


def test_foot_of_what_is_shown_in_turn_has_what_stands_above_for_when_that_is_out_of_sight(client, home, emergency):
    factories.helpline("Quelqu’un", ("buyers",), number="3999")
    heard = [block("helplines", heading="Parler à quelqu’un", audience="buyers")]
    page = factories.publish(home, SelfCheckPage(**check_fields(help=heard)))

    html = client.get(page.url).content.decode()

    content, _footer, below = html.partition("<footer")
    foot = below.partition("</section>")[0]
    assert re.findall(r"<li\b[^>]*\bhidden\b[^>]*>", foot) == re.findall(r"<li\b[^>]*>", foot) != []
    assert re.search(r"<section[^>]* hidden", foot)
    assert "in_turn" in foot
    assert (content.count('id="help"'), below.count('id="help"')) == (1, 0)
