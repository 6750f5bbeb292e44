"""The documents of consents: not readable on disk, opened by two roles, every look recorded."""

from datetime import timedelta
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from core.editor.roles import ROLES
from editorial.access.roles import translators_of
from testimonies.consent.documents import open_for
from testimonies.consent.sealing import SealingError
from testimonies.models import Consent, ConsentDocument, DocumentLook, Testimony
from tests import markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WORDS = b"Je soussignee Anne Canari, 12 rue des Lilas"
SECRET = b"%PDF-1.4\n%" + WORDS + b"\nxref\nstartxref\n54\n%%EOF\n"
LARGE = SECRET + WORDS * 70_000 + b"\nstartxref\n54\n%%EOF\n"
LAWYER, ADMINISTRATOR = "Relecture juridique", "Administration"


@pytest.fixture
def testimony():
    return Testimony.objects.create(name="Sortie", pseudonym="Nadia", live=False)


def form(**fields) -> dict:
    today = timezone.localdate()
    return {
        "uses": ["website"],
        "languages": ["fr"],
        "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=365)).isoformat(),
        "document": SimpleUploadedFile("anne-canari.pdf", SECRET),
    } | fields


def address(testimony) -> str:
    return reverse("testimony_consents", args=[testimony.pk])


@pytest.fixture
def stored(client, person, key, testimony) -> ConsentDocument:
    client.force_login(person(LAWYER))
    client.post(address(testimony), form())
    return ConsentDocument.objects.get()


def on_disk(folder) -> bytes:
    return b"".join(str(path).encode() + path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_document_is_not_readable_on_disk_nor_is_its_name(stored, folders):
    found = on_disk(folders)

    assert len(found) > len(SECRET)
    assert [word for word in (b"Canari", b"canari", b"Lilas") if word in found] == []
    assert stored.file_name.startswith("consents/")


def test_large_document_touches_the_disk_sealed_alone(client, person, key, testimony, folders, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(folders / "temporary")
    (folders / "temporary").mkdir()
    client.force_login(person(LAWYER))

    client.post(address(testimony), form(document=SimpleUploadedFile("grand.pdf", LARGE)))

    assert ConsentDocument.objects.count() == 1
    assert list((folders / "temporary").iterdir()) == []
    # With spaces: chance may spell a short word in four million sealed characters.
    assert b"12 rue des Lilas" not in on_disk(folders)


def test_document_is_opened_under_the_name_that_it_had(client, stored):
    response = client.get(reverse("consent_document", args=[stored.pk]))

    assert response.content == SECRET
    assert response["Content-Disposition"] == 'attachment; filename="anne-canari.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "role", [*sorted({role.name for role in ROLES.values()} - {"Traduction"}), "Traduction – en", ""]
)
def test_document_is_opened_by_two_roles_alone(english, person, stored, role):
    Group.objects.get_or_create(name=translators_of("en"))
    user = stored.consent.created_by if role == LAWYER else person(role)

    if role in (LAWYER, ADMINISTRATOR):
        assert open_for(stored, user).content == SECRET
    else:
        with pytest.raises(PermissionDenied):
            open_for(stored, user)


def test_superuser_outside_the_two_roles_opens_nothing(client, admin, stored):
    client.force_login(admin)

    response = client.get(reverse("consent_document", args=[stored.pk]))

    assert response.status_code == 302
    assert DocumentLook.objects.filter(act="opened").count() == 0


def test_every_look_is_recorded_with_who_and_when(client, stored):
    for _time in range(2):
        client.get(reverse("consent_document", args=[stored.pk]))

    looks = list(DocumentLook.objects.order_by("pk").values_list("act", "who"))
    assert looks == [("stored", "relecture-juridique")] + 2 * [("opened", "relecture-juridique")]
    assert "relecture-juridique</bdi>, opened" in markup.read(
        client.get(address(stored.consent.testimony)).content.decode()
    )


def test_without_a_key_a_document_is_refused_with_the_variable_to_set(client, person, testimony, settings):
    settings.CONSENT_KEYS = []
    client.force_login(person(LAWYER))

    response = client.post(address(testimony), form())

    assert "CONSENT_KEY is not set" in response.content.decode()
    assert Consent.objects.count() == 0


def test_lost_key_says_so_and_breaks_nothing(client, stored, settings):
    settings.CONSENT_KEYS = [Fernet.generate_key().decode()]

    response = client.get(reverse("consent_document", args=[stored.pk]), follow=True)

    assert "No key in CONSENT_KEY opens this document" in response.content.decode()
    with pytest.raises(CommandError, match="No key in CONSENT_KEY"):
        call_command("consent_documents", "rotate", stdout=StringIO())


def test_former_key_opens_and_rotation_makes_it_needless(stored, settings, key):
    newer, user = Fernet.generate_key().decode(), stored.consent.created_by
    settings.CONSENT_KEYS = [newer, key]
    assert open_for(stored, user).content == SECRET

    call_command("consent_documents", "rotate", stdout=StringIO())

    stored.refresh_from_db()
    settings.CONSENT_KEYS = [newer]
    assert open_for(stored, user).content == SECRET
    settings.CONSENT_KEYS = [key]
    with pytest.raises(SealingError):
        open_for(stored, user)


def test_rotation_leaves_one_file(stored, settings, key, folders):
    settings.CONSENT_KEYS = [Fernet.generate_key().decode(), key]

    call_command("consent_documents", "rotate", stdout=StringIO())

    assert len(list((folders / "private" / "consents").iterdir())) == 1


def test_real_testimony_needs_its_document_and_a_demonstration_does_not(client, person, testimony, key):
    client.force_login(person(LAWYER))
    fields = form()
    del fields["document"]

    refused = client.post(address(testimony), fields)
    Testimony.objects.update(is_demonstration=True)
    taken = client.post(address(testimony), fields)

    assert "Add the document that was signed" in refused.content.decode()
    assert (taken.status_code, Consent.objects.count()) == (302, 1)


@pytest.mark.parametrize(
    ("role", "number"), [(LAWYER, 1), (ADMINISTRATOR, 1), ("Publication", 0), ("Rédaction", 0), ("Statistiques", 0)]
)
def test_consent_is_recorded_by_those_who_open_its_document(client, person, testimony, key, role, number):
    client.force_login(person(role))

    client.post(address(testimony), form())

    assert Consent.objects.count() == number


def test_token_of_the_form_is_asked_for(client, person, testimony, key):
    client.handler.enforce_csrf_checks = True
    client.force_login(person(LAWYER))

    assert client.post(address(testimony), form()).status_code == 403
    assert Consent.objects.count() == 0


def test_document_that_is_no_paper_is_refused(client, person, testimony, key):
    client.force_login(person(LAWYER))

    response = client.post(address(testimony), form(document=SimpleUploadedFile("a.exe", b"MZ")))

    assert "File extension “exe” is not allowed" in response.content.decode()
    assert Consent.objects.count() == 0


def test_document_that_holds_something_else_is_refused_at_its_field(client, person, testimony, key):
    client.force_login(person(LAWYER))

    response = client.post(address(testimony), form(document=SimpleUploadedFile("accord.pdf", b"MZ")))

    assert "Its name says PDF, but it holds a program." in response.content.decode()
    assert Consent.objects.count() == 0
