"""Administrators read and export the log; nobody else does, and nobody changes it."""

import csv
import io
from html import unescape

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.users.models import UserProfile

from core.editor import roles
from editorial.audit_log import chain, permissions
from editorial.audit_log.models import Entry, Event


@pytest.fixture
def member(client, django_user_model):
    def signed_in(role: roles.Role):
        user = django_user_model.objects.create_user("ada", "ada@example.org", "a long enough password")
        user.groups.add(Group.objects.get(name=role.name))
        client.force_login(user)
        return client

    return signed_in


@pytest.mark.parametrize(
    "role", [role for role in roles.ROLES.values() if role is not roles.TRANSLATOR], ids=lambda role: role.name
)
def test_administrators_alone_read_it(member, role):
    client = member(role)

    response = client.get(reverse("audit_log"))

    assert (response.status_code == 200) == (role is roles.ADMINISTRATOR)
    assert (reverse("audit_log") in client.get("/admin/").content.decode()) == (role is roles.ADMINISTRATOR)


def test_it_is_filtered_by_event_and_person(admin_client):
    chain.record(Event.FACTOR_RESET, actor="root", subject="grace")
    chain.record(Event.FACTOR_RESET, actor="root", subject="lovelace")

    html = admin_client.get(reverse("audit_log"), {"event": Event.FACTOR_RESET, "subject": "grace"}).content.decode()

    assert "grace" in html
    assert "lovelace" not in html


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_export_holds_no_formula(admin_client, name):
    chain.record(Event.GROUP_CREATED, actor=name, subject=name, added=[name])

    text = admin_client.get(reverse("audit_log"), {"export": "csv"}).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(admin_client.get(reverse("audit_log"), {"export": "xlsx"}))))

    row = next(row for row in csv.reader(io.StringIO(text)) if name in row[2])
    assert (row[2], row[3]) == (f"'{name}", f"'{name}")
    cells = [cell for cells in book.active for cell in cells if str(cell.value) == f"'{name}"]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "added: Add (user), Publish any page (Toutes les pages), Add (image, Root), core.fly_kite; removed: Can launch and close campaigns",
        ),
        (
            "fr",
            "ajout: Ajouter (utilisateur), Publier n'importe quelle page (Toutes les pages), Ajouter (image, Root), core.fly_kite; "
            "suppression: Peut lancer et clore des campagnes",
        ),
    ],
)
def test_permissions_have_names_on_the_screen_and_codes_in_the_export(admin_client, admin, language, words):
    UserProfile.objects.create(user=admin, preferred_language=language)
    codes = ["core.add_user", "publish_page: Toutes les pages", "add_image: Root", "core.fly_kite"]
    chain.record(Event.PERMISSIONS_CHANGED, subject="Renfort", added=codes, removed=["plan.launch_campaign"])

    shown = unescape(admin_client.get(reverse("audit_log")).content.decode())
    text = admin_client.get(reverse("audit_log"), {"export": "csv"}).content.decode()

    assert words in shown
    assert ", ".join(codes) in text


def test_name_of_each_permission_that_is_given_is_known(db):
    """In no entry does a code stand where Wagtail, Django or a room of ours has a word."""
    given = Permission.objects.values_list("content_type__app_label", "codename")

    assert [code for app, name in given if (code := f"{app}.{name}") == permissions.in_words(code)] == []


@pytest.mark.parametrize("word", permissions.ACTIONS.values())
def test_words_for_permissions_are_words_of_wagtail(word):
    with override("fr"):
        assert gettext(word) != word


def test_export_is_itself_in_the_log(admin_client):
    admin_client.get(reverse("audit_log"), {"export": "csv"})

    entry = Entry.objects.first()
    assert (entry.event, entry.actor) == (Event.LOG_EXPORTED, "root")


def test_nothing_in_the_admin_changes_it(admin_client):
    entry = Entry.objects.first()

    for address in ("edit", "delete"):
        assert admin_client.post(f"/admin/reports/audit-log/{address}/{entry.pk}/").status_code == 404
    assert admin_client.post(reverse("audit_log"), {"actor": "x"}).status_code == 405
