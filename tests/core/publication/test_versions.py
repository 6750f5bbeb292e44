"""Automatic saves of one stretch of writing are one version; after a pause, or once somebody relies on it, there is another."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageLogEntry, Revision

from core.publication.versions import PAUSE
from tests import factories
from tests.facts.typed.conftest import sent

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def page(home):
    return factories.standard_page(home, slug="la-loi", title="La loi")


@pytest.fixture
def save(admin_client, page):
    """Saves as the editor does by itself; gives the number of the version that this made or went on with."""

    def saved(lead, overwritten=""):
        data = sent(page, lead=lead) | {"overwrite_revision_id": overwritten}
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = admin_client.post(edit, data, headers={"accept": "application/json"})
        assert answer.json()["success"], answer.json()
        return answer.json()["revision_id"]

    return saved


def said(revision: int) -> str:
    return Revision.objects.get(pk=revision).content["lead"]


def aged(revision: int, by: timedelta) -> int:
    Revision.objects.filter(pk=revision).update(created_at=timezone.now() - by)
    return revision


def test_saves_without_a_pause_are_one_version(save):
    first = save("Un")

    second = save("Un deux", aged(first, PAUSE - timedelta(seconds=30)))

    assert (second, said(first)) == (first, "Un deux")


def test_save_after_a_pause_is_another_version_and_a_line_of_its_own(save, page):
    first = save("Un")

    second = save("Un deux", aged(first, PAUSE))
    third = save("Un deux trois", second)

    assert (said(first), said(second), third) == ("Un", "Un deux trois", second)
    lines = PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit", revision__in=[first, second])
    assert lines.latest_by_uuid_and_action().count() == 2


def test_version_that_was_submitted_is_not_overwritten(page, admin_user):
    page.lead = "Un"
    first = page.save_revision(user=admin_user)
    page.get_workflow().start(page, admin_user)
    page.lead = "Un deux"

    made = page.save_revision(user=admin_user, overwrite_revision=first)

    assert (made == first, said(first.pk)) == (False, "Un")


def test_version_that_somebody_else_commented_on_is_not_overwritten(page, admin_user, django_user_model):
    page.lead = "Un"
    first = page.save_revision(user=admin_user)
    other = django_user_model.objects.create_user("other", "o@example.org", "a long enough password")
    on = {"page_id": page.pk, "text": "Non.", "contentpath": "lead", "revision_created": first}
    Comment.objects.create(user=admin_user, **on)
    assert page.save_revision(user=admin_user, overwrite_revision=first) == first
    Comment.objects.create(user=other, **on)
    page.lead = "Un deux"

    made = page.save_revision(user=admin_user, overwrite_revision=first)

    assert (made == first, said(first.pk)) == (False, "Un")


def test_version_that_is_live_is_not_overwritten(page, admin_user):
    live = page.live_revision
    live.user = admin_user
    live.save(update_fields=["user"])
    page.lead = "Autre"

    made = page.save_revision(user=admin_user, overwrite_revision=live)

    assert made != live


def test_version_of_somebody_else_is_refused_however_old(page, admin_user):
    older, newer = page.save_revision(), page.save_revision()
    aged(older.pk, PAUSE)

    with pytest.raises(PermissionDenied):
        type(page).objects.get(pk=page.pk).save_revision(user=admin_user, overwrite_revision=older)
    with pytest.raises(PermissionDenied):
        type(page).objects.get(pk=page.pk).save_revision(user=admin_user, overwrite_revision=newer)
