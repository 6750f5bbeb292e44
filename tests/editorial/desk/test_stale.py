"""The desk of a translation says that its source has changed since."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from editorial.translation import sign_off_views
from home.models import StandardPage
from tests import factories

pytestmark = pytest.mark.usefixtures("in_english")


def test_lawyer_is_told_that_the_source_of_a_translation_has_changed(client, translation, page, people):
    english = translation.get_target_instance()
    sign_off_views.hand_in(translation, english, people["editor"])
    client.force_login(people["lawyer"])
    state = StandardPage.objects.get(pk=english.pk).current_workflow_task_state
    address, way = reverse("desk_text", args=[state.pk]), reverse("translation_changes", args=[translation.pk])

    before = client.get(address)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        page.lead = "Trois mois au plus."
        factories.go_live(page)
        client.force_login(people["lawyer"])
        after = client.get(address)
        changes = client.get(way)

    assert [way in answer.content.decode() for answer in (before, after)] == [False, True]
    assert (after.context["is_stale"], changes.status_code) == (True, 200)
