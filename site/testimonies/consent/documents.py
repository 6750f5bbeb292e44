"""The documents of consents: stored sealed, opened by two roles, and every look written down."""

import json
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from testimonies.consent.sealing import seal, seal_anew, unseal
from testimonies.models import Consent, ConsentDocument, DocumentLook

FOLDER = "consents"
MAX_SIZE = 10 * 1024 * 1024  # bytes; it is sealed in memory
EXTENSIONS = ["pdf", "jpg", "jpeg", "png", "odt", "docx"]


@dataclass(frozen=True)
class Opened:
    name: str
    content: bytes


def may_see(user) -> bool:
    """By one of the user's groups: an account that may do everything else opens no document."""
    if not user.is_active:
        return False
    wanted = {"content_type__app_label": "testimonies", "codename": "view_consentdocument"}
    return Permission.objects.filter(group__user=user.pk, **wanted).exists()


def store(consent: Consent, upload: File, user) -> ConsentDocument:
    """Seal a file; raises SealingError where there is no key. Its name may name the person: it is sealed too."""
    head = json.dumps({"name": upload.name}).encode()
    sealed = seal(head + b"\n" + upload.read())
    name = storages["private"].save(f"{FOLDER}/{uuid4().hex}", ContentFile(sealed))
    document = ConsentDocument.objects.create(consent=consent, file_name=name)
    write_down(consent, DocumentLook.Act.STORED, user)
    return document


def open_for(document: ConsentDocument, user) -> Opened:
    """Raises PermissionDenied, and SealingError where no key opens it; the look is written down first."""
    if not may_see(user):
        raise PermissionDenied
    write_down(document.consent, DocumentLook.Act.OPENED, user)
    with storages["private"].open(document.file_name) as file:
        head, _line, content = unseal(file.read()).partition(b"\n")
    return Opened(json.loads(head)["name"], content)


def write_down(consent: Consent, act: str, user) -> None:
    who = (user.get_full_name() or user.get_username()) if user else ""
    DocumentLook.objects.create(consent=consent, act=act, user=user, who=who)


def rotate() -> int:
    """Seal every document with the first key; returns how many. Safe to repeat: a kill leaves each under one key or the other.

    The new file is written beside the old one, which goes once the row names the new one.
    """
    storage, count = storages["private"], 0
    for document in ConsentDocument.objects.order_by("pk"):
        with storage.open(document.file_name) as file:
            sealed = seal_anew(file.read())
        former = document.file_name
        document.file_name = storage.save(f"{FOLDER}/{uuid4().hex}", ContentFile(sealed))
        document.save(update_fields=["file_name"])
        storage.delete(former)
        count += 1
    return count
