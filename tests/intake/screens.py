"""Where files come in: each room's screen, with a file that it takes. What holds for all of them is tried on each."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from campaigns.outreach.directory import periodic_jobs as directory_jobs
from campaigns.outreach.directory.models import Proposal
from campaigns.plan import periodic_jobs as plan_jobs
from campaigns.plan.models import Channel, LinkImport, PartnerImport
from campaigns.results import periodic_jobs as results_jobs
from campaigns.results.models import MediaImport, MediaMapping, Survey
from editorial import exchange
from editorial import periodic_jobs as editorial_jobs
from editorial.models import TranslationImport
from home.models import HomePage
from tests import factories
from tests.outreach.directory import desk
from tests.results.media import files as media


@dataclass
class Screen:
    """`address` is where a file is uploaded, `good` one that is taken, `model` what is kept of it, `job` what forgets it.

    `bad` is a line that is refused below those of `good`.
    """

    address: str
    good: bytes
    bad: bytes
    model: type[Model]
    job: Callable[[], str]
    fields: dict = field(default_factory=dict)
    most: int = 5_000_000
    uploaded: str = "created_at"

    def post(self, client, content: bytes):
        return client.post(self.address, self.fields | {"file": SimpleUploadedFile("<b>file", content)})


def links() -> Screen:
    campaign = factories.campaign()
    Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    good = b"canal;emplacement\nAffiches;Mairie\n"
    address, job = reverse("links_import", args=[campaign.pk]), plan_jobs.forget_link_files
    return Screen(address, good, b"Radio;\n", LinkImport, job)


def partners() -> Screen:
    good = b"nom;mail\nMairie;mairie@example.org\n"
    return Screen(reverse("partners_import"), good, b"B;b\n", PartnerImport, plan_jobs.forget_partner_files)


def figures() -> Screen:
    campaign = media.running_campaign()
    mapping = MediaMapping.objects.create(name="Une régie", columns={"day": "Jour", "clicks": "Clics"})
    address = reverse("results_media_upload", args=[campaign.pk, "media"])
    said = {"mapping": mapping.pk, "owner": campaign.channels.first().pk}
    good = media.csv("Jour;Clics", f"{media.day(1)};7").encode()
    return Screen(address, good, b"hier;7\n", MediaImport, results_jobs.forget_uploads, said, uploaded="made_at")


def survey() -> Screen:
    campaign = media.running_campaign()
    day = media.day(1)
    said = dict.fromkeys(("name", "institute", "mode", "weighting"), "Une") | {"first_day": day, "last_day": day}
    good = media.csv("question;réponse;vague;part;base", "Q;oui;pre;31;1000").encode()
    address, job = reverse("results_survey_import", args=[campaign.pk]), results_jobs.forget_uploads
    return Screen(address, good, b"Q;non;hier;7;1000\n", Survey, job, said, uploaded="made_at")


def entries() -> Screen:
    address, job = reverse("directory_import"), directory_jobs.forget_directory_files
    return Screen(address, desk.content({}).encode(), b"a;b\n", Proposal, job, most=10_000_000)


def sentences() -> Screen:
    Locale.objects.create(language_code="en")
    english, home = factories.home_in("en").locale, HomePage.objects.get(locale=Locale.get_default())
    page = factories.standard_page(home, title="La loi")
    factories.translate(page, english)
    po = exchange.export(list(Translation.objects.filter(source__object_id=page.translation_key)))
    po.find("La loi").msgstr = "The law"
    job = editorial_jobs.forget_translation_files
    address, good = reverse("exchange_upload"), str(po).encode()
    return Screen(address, good, b"msgid no\n", TranslationImport, job, {"locale": "en"})


SCREENS = {
    "links": links,
    "partners": partners,
    "figures": figures,
    "survey": survey,
    "entries": entries,
    "sentences": sentences,
}
TABLES = [name for name in SCREENS if name != "sentences"]
