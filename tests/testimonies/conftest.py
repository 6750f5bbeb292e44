"""What the tests of consents share: a key, people of each role, folders of their own, and a testimony that leaves traces."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from campaigns.plan.models import Channel, PrintedItem, TrackedLink
from campaigns.plan.sheets.words import read
from core.models import CampaignMedia
from editorial.models import Approval
from editorial.translation import drafting
from testimonies.consent.recording import record
from testimonies.models import Consent, Testimony, TestimonyWording
from tests import factories
from tests.core import specimens


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Public and private files in folders that the test may search."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "private"},
        }
    }
    return tmp_path


@pytest.fixture
def key(settings) -> str:
    made = Fernet.generate_key().decode()
    settings.CONSENT_KEYS = [made]
    return made


@pytest.fixture
def person(db, django_user_model):
    """Somebody in the group of a role, or in none."""

    def made(role: str = "", **fields):
        name = role.replace(" ", "-").lower() or "nobody"
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "a long enough password", **fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    return made


@pytest.fixture
def film() -> CampaignMedia:
    return CampaignMedia.objects.create(
        title="Annelilas",
        type="video",
        file=ContentFile(specimens.MP4 + specimens.box(b"mdat", b"quokkarossignol en images"), name="annelilas.mp4"),
        captions=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nquokkarossignol", name="annelilas.vtt"),
        thumbnail=ContentFile(specimens.picture("PNG"), name="annelilas.png"),
        transcript="Elle dit quokkarossignol.",
        language="fr",
    )


@pytest.fixture
def testimony(home, english_home, translate, person, key, film, in_english) -> Testimony:
    """With all that leaves traces: drafts, comments, a review, a translation, a document, a page in two languages, a sheet."""
    made = Testimony.objects.create(
        name="Sortie", pseudonym="Mirabellecanari", medium="video", media=film, warning="violence", live=False
    )
    period = {"valid_from": timezone.localdate(), "valid_until": timezone.localdate() + timedelta(days=90)}
    consent = Consent(testimony=made, uses=["website", "print"], languages=["fr", "en"], **period)
    record(consent, person("Relecture juridique"), SimpleUploadedFile("annelilas.pdf", b"Annelilas, nee a Lyon"))
    made = factories.go_live(made)
    french = TestimonyWording(
        testimony=made, locale=Locale.get_default(), words="Un brouillon quokkarossignol.", live=False
    )
    french.full_clean()
    french.save()
    drafting.start(french, english_home.locale)
    french.words = "J’ai dit quokkarossignol, et rien n’a changé."
    french.warning = "Il est question de quokkarossignol."
    french = factories.go_live(french)
    french.save_revision(user=person("Rédaction"), log_action=True)
    Approval.objects.of(french).update(comment="quokkarossignol est bien dit")
    _translate(french, english_home.locale)
    body = [factories.block("testimony", testimony=made.pk)]
    translate(factories.standard_page(home, slug="voix", body=body), english_home.locale)
    campaign = factories.campaign(slug="la-loi")
    _sheet(factories.campaign_page(factories.campaign_index(home), campaign, body=body))
    return Testimony.objects.get(pk=made.pk)


def _translate(french, english) -> None:
    translation = Translation.objects.get(source__object=french.translation_key)
    translation.source.update_from_db()
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=english, data=f"kiwinightingale {segment.pk}"
        )
    made = drafting.save_draft(translation, None)
    wording = TestimonyWording.objects.get(locale=english)
    wording = (made or wording.get_latest_revision()).as_object()
    wording.transcript = "She says kiwinightingale."
    factories.go_live(wording)


def _sheet(page) -> None:
    """A poster of a page with the testimony: its words are those of the page's head, as sheets are made."""
    reading = read(page)
    channel = Channel.objects.create(campaign=page.campaign, name="Affichage", kind="print")
    link = TrackedLink.objects.create(campaign=page.campaign, channel=channel, page=page)
    size = {"size": 1, "sha256": 64 * "0", "width": 1, "height": 1, "unit": "mm"}
    PrintedItem.objects.create(
        campaign=page.campaign,
        link=link,
        format="a4",
        language="fr",
        file=ContentFile(str(reading.content).encode(), name="poster.pdf"),
        text=str(reading.content),
        made_from=reading.made_from,
        **size,
    )
