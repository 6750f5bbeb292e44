"""The role that reads the messages of a form: it is not deleted while a form or a message needs it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from letterbox.models import FormPage, Message
from tests.letterbox.conftest import form_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def desk(reader) -> Group:
    """A role that the team made itself, with the reader in it."""
    made = Group.objects.create(name="Presse")
    made.permissions.add(Permission.objects.get(codename="view_message"))
    reader.groups.add(made)
    return made


@pytest.fixture
def delete(client, admin, desk):
    """Ask for the deletion and confirm it; returns what is said."""
    client.force_login(admin)
    address = reverse("wagtailusers_groups:delete", args=[desk.pk])

    def deleted() -> str:
        asked, confirmed = client.get(address, follow=True), client.post(address, follow=True)
        assert [asked.status_code, confirmed.status_code] == [200, 200]
        return confirmed.content.decode()

    return deleted


def test_role_that_forms_name_is_not_deleted_and_each_form_is_named(delete, home, desk):
    for number in range(3):
        form_page(home, title=f"Forme {number}", slug=f"f{number}", readers=desk)

    said = delete()

    assert "“Presse” was not deleted" in said
    assert [f"Forme {number}" in said for number in range(3)] == [True] * 3
    assert "Choose another role in each of them" in said
    assert Group.objects.filter(pk=desk.pk).exists()


def test_role_that_a_draft_names_is_not_deleted(delete, form, desk):
    form.readers = desk
    form.save_revision()

    assert "Nous écrire" in delete()

    assert Group.objects.filter(pk=desk.pk).exists()


def test_role_that_alone_may_read_a_message_is_not_deleted(delete, form, sent, reader, desk):
    message = sent(form)
    Message.objects.filter(pk=message.pk).update(readers=desk)

    said = delete()

    last = date_format(timezone.localdate() + timedelta(days=90))
    assert "1 message" in said
    assert last in said
    Message.objects.all().delete()


def test_role_that_nothing_needs_any_more_is_deleted(client, admin, form, desk):
    form_page(form.get_parent(), slug="autre", readers=desk).delete()
    client.force_login(admin)

    client.post(reverse("wagtailusers_groups:delete", args=[desk.pk]))

    assert not Group.objects.filter(pk=desk.pk).exists()


def test_program_deletes_no_role_that_a_form_names(home, desk):
    form_page(home, readers=desk)

    with pytest.raises(ProtectedError):
        desk.delete()


def test_old_version_that_names_a_deleted_role_opens_without_a_reader(client, admin, form, reader, desk):
    old = form.readers
    form.readers = desk
    named = form.save_revision()
    form.readers = old
    form.save_revision()
    desk.delete()
    client.force_login(admin)

    shown = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[form.pk, named.pk]))

    assert shown.status_code == 200
    assert named.as_object().readers_id is None
    assert FormPage.objects.get(pk=form.pk).readers == old
