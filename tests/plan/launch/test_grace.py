"""A start by hand: its name is typed, and for a minute it can be stopped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.plan.launch import acts as launching
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.launch.acts import LaunchError
from campaigns.plan.models import GRACE, Campaign, Channel, Launch, Partner, Partnership, TrackedLink, Wave
from core.editor import roles
from core.publication.readiness import CHECKS, Check, Failure
from tests import factories

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NAME = "L’été – sans « clients »"


@pytest.fixture(autouse=True)
def passes(home, in_english):
    """One check alone, that finds nothing."""
    kept = dict(CHECKS)
    CHECKS.clear()
    CHECKS["words"] = Check("words", "Words", lambda subject: [])
    yield
    CHECKS.clear()
    CHECKS.update(kept)


@pytest.fixture
def wave(passes, home) -> Wave:
    campaign = factories.campaign(starts_at=timezone.now() + HOUR, name=NAME)
    factories.campaign_page(factories.campaign_index(home), campaign, slug="ete")
    start = campaign.starts_at
    return Wave.objects.create(campaign=campaign, name="Première", starts_at=start, ends_at=start + 9 * HOUR)


@pytest.fixture
def publisher(client, django_user_model):
    user = django_user_model.objects.create_user("pub", "x@example.org", "a long enough password")
    user.groups.add(Group.objects.get(name=roles.PUBLISHER.name))
    client.force_login(user)
    return user


def act(client, wave, act, **said):
    return client.post(reverse("campaign_launch", args=[wave.campaign_id]), {"wave": wave.pk, "act": act} | said)


def workspace(client, wave) -> str:
    return client.get(reverse("campaign_readiness", args=[wave.campaign_id])).content.decode()


def is_public(client) -> bool:
    return client.get("/fr/campagnes/ete/").status_code == 200


def worker_comes(at) -> list[str]:
    with time_machine.travel(at, tick=False):
        return schedule.run_due()


def test_start_is_public_after_its_grace_and_not_before(client, wave, publisher):
    launch = schedule.start_soon(wave, publisher)

    worker_comes(launch.due_at - SECOND)
    assert not is_public(client)
    worker_comes(launch.due_at)

    with time_machine.travel(launch.due_at, tick=False):
        assert is_public(client)
    launch.refresh_from_db()
    assert (launch.state, launch.requested_by, launch.due_at - launch.created_at) == ("done", publisher, GRACE)


def test_start_is_stopped_a_second_before_it_would_be_public(client, wave, publisher):
    act(client, wave, "start", confirmed="yes", typed=NAME)
    launch = Launch.objects.get()
    with time_machine.travel(launch.due_at - SECOND, tick=False):
        client.force_login(publisher)
        assert 'data-seconds="1"' in workspace(client, wave)
        act(client, wave, "cancel")

    worker_comes(launch.due_at + HOUR)

    assert Launch.objects.get().state == "cancelled"
    assert Campaign.objects.get().launched_at is None


def test_stop_says_that_nothing_became_public_and_who_stopped_it(client, wave, publisher):
    schedule.start_soon(wave, publisher)

    answer = client.get(act(client, wave, "cancel")["Location"])

    assert [str(message).strip() for message in answer.context["messages"]] == ["Stopped. Nothing became public."]
    said = " ".join(answer.content.decode().split())
    assert "Stopped by pub at " in said.partition("</section>")[0]
    (noted,) = ModelLogEntry.objects.for_instance(wave.campaign)
    assert (noted.action, noted.message.partition(" – ")[0]) == ("plan.stop", "A start by hand was stopped")


def test_date_that_is_cancelled_is_no_start_by_hand(client, wave, publisher):
    schedule.schedule_start(wave, publisher)

    answer = client.get(act(client, wave, "cancel")["Location"])

    assert [str(message).strip() for message in answer.context["messages"]] == [
        "“Première” does not start by itself any more."
    ]
    assert "Stopped by" not in answer.content.decode()
    assert [one.action for one in ModelLogEntry.objects.for_instance(wave.campaign)] == ["plan.cancel"]


def test_other_window_finds_no_countdown_once_it_was_stopped(client, wave, publisher, admin):
    schedule.stop(schedule.start_soon(wave, publisher), admin)

    said = workspace(client, wave)

    assert "data-countdown" not in said
    assert f"Stopped by {admin.get_full_name() or admin.username} at " in said


def test_stop_comes_before_the_tabs_and_has_the_focus(client, wave, publisher):
    schedule.start_soon(wave, publisher)

    before = workspace(client, wave).partition('class="workspace-tabs"')[0]

    assert 'class="button no launch-stop" autofocus' in " ".join(before.split())


def test_window_that_asks_is_told_that_somebody_stopped_a_start_meanwhile(client, wave, publisher, admin):
    asked = act(client, wave, "start").context
    schedule.stop(schedule.start_soon(wave, admin), admin)

    late = act(client, wave, "start", confirmed="yes", typed=NAME, seen=asked["seen"])

    assert not Launch.objects.exclude(state="cancelled").exists()
    (said,) = [str(message) for message in late.context["messages"]]
    assert said.startswith("Nothing was started. Meanwhile a start of “Première” was stopped: Stopped by ")
    act(client, wave, "start", confirmed="yes", typed=NAME, seen=late.context["seen"])
    assert Launch.objects.filter(state="scheduled").count() == 1


def test_address_of_the_question_leads_to_where_it_is_asked(client, wave, publisher):
    address = reverse("campaign_launch", args=[wave.campaign_id])

    assert client.get(address).url == reverse("campaign_readiness", args=[wave.campaign_id])


def test_windows_that_were_open_before_learn_of_a_start(client, wave, publisher, admin):
    address = reverse("campaign_launch_state", args=[wave.campaign_id])
    before = client.get(address, {"wave": wave.pk}).json()

    assert address in workspace(client, wave)
    schedule.start_soon(wave, admin)

    launch = Launch.objects.get()
    assert before == {"state": ""}
    assert client.get(address, {"wave": wave.pk}).json() == {"state": f"{launch.pk}-scheduled"}
    assert address not in workspace(client, wave)
    schedule.stop(launch, admin)
    assert f'data-state="{launch.pk}-cancelled"' in workspace(client, wave)


def test_focus_goes_to_the_name_that_was_refused_only(client, wave, publisher):
    found = [act(client, wave, "start", **said).content.decode() for said in ({}, {"confirmed": "yes", "typed": "x"})]

    assert ["autofocus" in said for said in found] == [False, True]


def test_stop_that_comes_too_late_says_so(client, wave, publisher):
    launch = schedule.start_soon(wave, publisher)
    worker_comes(launch.due_at)

    answer = act(client, wave, "cancel")

    said = [str(message) for message in client.get(answer["Location"]).context["messages"]]
    assert len(said) == 1
    assert "has started at" in said[0]
    assert Launch.objects.get(action="start").state == "done"


def test_worker_that_read_a_start_before_it_was_stopped_leaves_it(wave, publisher):
    launch = schedule.start_soon(wave, publisher)
    as_read = Launch.objects.get()
    schedule.cancel(launch, publisher)

    schedule._run(as_read)

    assert Launch.objects.get().state == "cancelled"
    assert Campaign.objects.get().launched_at is None


def test_worker_that_read_a_start_before_another_did_it_leaves_it(wave, publisher, mailoutbox):
    launch = schedule.start_soon(wave, publisher)
    as_read = Launch.objects.get()
    worker_comes(launch.due_at)

    schedule._run(as_read)

    assert (Launch.objects.get(action="start").state, mailoutbox) == ("done", [])


def test_second_publisher_is_told_that_it_starts_already(wave, publisher, admin):
    schedule.start_soon(wave, publisher)

    with pytest.raises(LaunchError, match="already: pub has started it"):
        schedule.start_soon(wave, admin)

    assert Launch.objects.get().requested_by == publisher


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_one_is_refused(wave):
    def attempt(_number):
        try:
            schedule.start_soon(Wave.objects.get(pk=wave.pk), None)
        except LaunchError:
            return "refused"
        finally:
            connection.close()
        return "scheduled"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))

    assert outcomes == ["refused", "scheduled"]
    assert Launch.objects.count() == 1


def test_start_by_hand_takes_the_place_of_one_that_was_scheduled(wave, publisher):
    schedule.schedule_start(wave, publisher)

    launch = schedule.start_soon(wave, publisher)

    assert [one.state for one in Launch.objects.order_by("pk")] == ["cancelled", "scheduled"]
    assert launch.is_soon


def test_start_that_is_scheduled_within_the_grace_waits_for_it(wave, publisher):
    soon = timezone.now() + 10 * SECOND
    Campaign.objects.update(starts_at=soon)
    Wave.objects.update(starts_at=soon)

    launch = schedule.schedule_start(wave, publisher)

    assert launch.due_at - launch.created_at == GRACE


def test_two_campaigns_start_at_the_same_minute(home, wave, publisher):
    other = factories.campaign(starts_at=wave.starts_at, name="Autre", slug="autre")
    factories.campaign_page(wave.campaign.pages.get().get_parent(), other, slug="autre")
    second = Wave.objects.create(campaign=other, name="V", starts_at=wave.starts_at, ends_at=wave.ends_at)
    for one in (wave, second):
        schedule.schedule_start(one, publisher)

    worker_comes(wave.starts_at)

    assert [one.state for one in Launch.objects.filter(action="start")] == ["done", "done"]


def test_wave_that_is_saved_meanwhile_does_not_stop_its_start(wave, publisher):
    schedule.start_soon(wave, publisher)

    wave.objective = "Que cela change."
    wave.save()

    assert Launch.objects.get().state == "scheduled"


def test_start_that_fails_a_check_is_refused_before_its_grace(wave, publisher):
    CHECKS["words"] = Check("words", "Words", lambda subject: [Failure("Three are missing.")])

    with pytest.raises(LaunchError, match="Three are missing"):
        schedule.start_soon(wave, publisher)

    assert not Launch.objects.exists()


def test_check_that_fails_meanwhile_keeps_the_start_back_and_is_told(wave, publisher, mailoutbox):
    launch = schedule.start_soon(wave, publisher)
    CHECKS["words"] = Check("words", "Words", lambda subject: [Failure("Three are missing.")])

    worker_comes(launch.due_at)

    assert Launch.objects.get().state == "failed"
    assert Campaign.objects.get().launched_at is None
    assert "Three are missing." in mailoutbox[0].body


def test_page_says_that_the_worker_is_late_and_still_stops(client, wave, publisher):
    launch = schedule.start_soon(wave, publisher)

    with time_machine.travel(launch.due_at + 10 * SECOND):
        client.force_login(publisher)
        said = workspace(client, wave)
        act(client, wave, "cancel")

    assert "background work has not come to it yet" in " ".join(said.split())
    assert Launch.objects.get().state == "cancelled"


def test_page_of_the_grace_says_when_it_is_public_and_offers_one_button(client, wave, publisher):
    launch = schedule.start_soon(wave, publisher)

    section = workspace(client, wave).partition("</section>")[0]

    assert f"{timezone.localtime(launch.due_at):%H:%M:%S}" in section
    assert section.count('<button type="submit" name="act"') == 1
    assert 'value="cancel"' in section


def test_editor_sees_the_countdown_and_cannot_stop_it(client, wave, publisher, django_user_model):
    schedule.start_soon(wave, publisher)
    editor = django_user_model.objects.create_user("ed", "y@example.org", "a long enough password")
    editor.groups.add(Group.objects.get(name=roles.EDITOR.name))
    client.force_login(editor)

    assert 'data-seconds="' in workspace(client, wave)
    assert 'value="cancel"' not in workspace(client, wave)
    act(client, wave, "cancel")

    assert Launch.objects.get().state == "scheduled"


@pytest.mark.parametrize("action", ["start", "schedule"])
@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        (NAME, True),
        ("  l'ÉTÉ - sans  « CLIENTS » ", True),
        ("L`e\u0301te\u0301 — sans «\u202fclients\u202f»", True),
        ("L’été sans clients", False),
        ("Première", False),
        ("", False),
    ],
)
def test_name_is_typed_as_people_type(client, wave, publisher, action, typed, is_right):
    answer = act(client, wave, action, confirmed="yes", typed=typed)

    assert answer.status_code == (302 if is_right else 422)
    assert Launch.objects.exists() == is_right


def test_name_that_is_wrong_is_kept_at_its_field_with_what_is_expected(client, wave, publisher):
    answer = act(client, wave, "start", confirmed="yes", typed="<b>L’ete</b>")

    said = answer.content.decode()
    assert answer.context["form"].errors == {"typed": [f"The name is “{NAME}”; you typed “<b>L’ete</b>”."]}
    assert 'value="&lt;b&gt;L’ete&lt;/b&gt;"' in said
    assert 'aria-invalid="true"' in said
    assert 'aria-describedby="id_typed_error"' in said


def test_later_wave_is_typed_by_its_own_name(client, wave, publisher):
    launching.start(wave)
    later = Wave.objects.create(campaign=wave.campaign, name="Hiver", starts_at=wave.starts_at, ends_at=wave.ends_at)

    answers = [act(client, later, "start", confirmed="yes", typed=name).status_code for name in (NAME, "hiver")]

    assert answers == [422, 302]


def test_what_becomes_public_is_told_with_its_addresses(client, wave, publisher):
    for number in range(7):
        channel = Channel.objects.create(campaign=wave.campaign, kind="poster", name=f"Affiches {number}")
        TrackedLink.objects.create(campaign=wave.campaign, channel=channel, code=f"abc23{number + 2}")
    Partnership.objects.create(campaign=wave.campaign, partner=Partner.objects.create(name="Mairie de Lyon"))
    hidden = factories.campaign_page(wave.campaign.pages.get().get_parent(), wave.campaign, slug="x", title="Brouillon")
    hidden.unpublish()

    asked = act(client, wave, "start")

    opens, said = asked.context["opens"], " ".join(asked.content.decode().split())
    assert [page.slug for page in opens.going] == ["ete"]
    assert [page.title for page in opens.waiting] == ["Brouillon"]
    assert opens.going[0].full_url in said
    assert "/s/abc232</code>" in said
    assert "and 2 more" in said
    assert "Mairie de Lyon" in said
    assert f"/fr/relay/{wave.campaign.slug}/</code>" in said
