"""Launch and close: one action for every page, language and link, all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import override as speaking
from wagtail.models import ModelLogEntry

from campaigns.plan.campaign import board as team_board
from campaigns.plan.launch import acts as launching
from campaigns.plan.launch import preparation
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.launch.acts import LaunchError
from campaigns.plan.launch.table import table
from campaigns.plan.models import Campaign, Channel, Launch, Override, PageOutcome, TrackedLink, Wave
from core.publication.readiness import CHECKS, Check, Failure
from facts.models import Fact, Helpline
from tests import factories

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with speaking("en"):
        yield


@pytest.fixture
def found(monkeypatch) -> dict[str, list[Failure]]:
    """{language: what the one check finds in it}; nothing until a test puts something there."""
    failures: dict[str, list[Failure]] = {}
    kept = dict(CHECKS)
    CHECKS.clear()
    CHECKS["words"] = Check("words", "The words are there", lambda subject: failures.get(subject.language, []))
    yield failures
    CHECKS.clear()
    CHECKS.update(kept)


@pytest.fixture
def index(home):
    return factories.campaign_index(home)


@pytest.fixture
def campaign(index, found) -> Campaign:
    """A campaign with a page and a link, that is to start in an hour."""
    made = factories.campaign(starts_at=timezone.now() + HOUR, languages=["fr", "en"], name="La loi")
    factories.campaign_page(index, made, slug="la-loi")
    channel = Channel.objects.create(campaign=made, kind="poster", name="Affiches")
    TrackedLink.objects.create(campaign=made, channel=channel, code="abc234")
    return made


@pytest.fixture
def wave(campaign) -> Wave:
    start = campaign.starts_at
    return Wave.objects.create(campaign=campaign, name="Première", starts_at=start, ends_at=start + 10 * DAY)


@pytest.fixture
def english_page(campaign, index, english_home, translate):
    translate(index, english_home.locale)
    return translate(campaign.pages.get(locale__language_code="fr"), english_home.locale)


def test_first_wave_launches_every_language_and_link_at_once(client, wave, english_page, admin):
    before = [client.get(path).status_code for path in ("/fr/campagnes/la-loi/", english_page.url, "/s/abc234")]

    launching.start(wave, admin)

    after = [client.get(path).status_code for path in ("/fr/campagnes/la-loi/", english_page.url, "/s/abc234")]
    assert before == [404, 404, 404]
    assert after == [200, 200, 302]
    wave.refresh_from_db()
    assert wave.started_at == wave.campaign.launches.get().finished_at
    assert ModelLogEntry.objects.filter(action="plan.launch").get().user == admin


def test_failed_check_keeps_a_wave_from_starting_and_names_its_place(client, wave, found):
    found["en"] = [Failure("Three sentences are missing.", "/admin/pages/1/edit/")]

    with pytest.raises(LaunchError) as refused:
        launching.start(wave)

    assert refused.value.reasons == ["en, The words are there: Three sentences are missing."]
    assert Campaign.objects.get().launched_at is None
    assert client.get("/fr/campagnes/la-loi/").status_code == 404


def test_languages_that_a_campaign_does_not_go_out_in_are_not_asked(wave, english_page, found):
    Campaign.objects.update(languages=["fr"])
    found["en"] = [Failure("Three sentences are missing.")]

    launching.start(wave)

    assert Campaign.objects.get().has_started


def test_override_lets_the_wave_start_and_keeps_name_and_reason(wave, english_page, found, admin):
    found["en"] = [Failure("Three sentences are missing.")]
    launching.override(wave, "words", "en", admin, "The minister speaks at ten.")

    launching.start(wave, admin)

    assert Campaign.objects.get().has_started
    entry = ModelLogEntry.objects.get(action="plan.launch")
    assert entry.data["overrides"] == [
        {"check_name": "words", "language": "en", "reason": "The minister speaks at ten.", "user__username": "root"}
    ]


def test_override_of_one_language_and_wave_covers_no_other(wave, english_page, found, admin):
    found |= {"en": [Failure("Missing.")], "fr": [Failure("Wrong.")]}
    other = Wave.objects.create(campaign=wave.campaign, name="Deuxième", starts_at=wave.starts_at, ends_at=wave.ends_at)
    launching.override(other, "words", "en", admin, "x")
    launching.override(other, "words", "fr", admin, "x")
    launching.override(wave, "words", "en", admin, "x")

    with pytest.raises(LaunchError):
        launching.start(wave, admin)


def test_nobody_answers_for_a_start_that_would_show_nothing(wave, found, admin):
    kept = Override(wave=wave, check_name="words", language="fr", user=admin, reason="x")  # from before it was final
    kept.save()
    found["fr"] = [Failure("Nothing.")]
    CHECKS["words"] = replace(CHECKS["words"], final=True)

    with pytest.raises(LaunchError, match="Nothing"):
        launching.start(wave, admin)
    with pytest.raises(LaunchError, match="Nobody can answer"):
        launching.override(wave, "words", "fr", admin, "x")

    results = preparation.examine(wave.campaign)
    assert [row.failing[0].state for row in table(results, wave).failing] == ["failed"]
    assert [one.unanswered for one in team_board.judge({wave.campaign_id}) if one.language == "fr"] == [1]


def test_override_without_a_reason_is_refused(wave, admin):
    with pytest.raises(LaunchError):
        launching.override(wave, "words", "fr", admin, "  ")

    assert not Override.objects.exists()


def test_check_that_breaks_has_failed(wave, monkeypatch):
    def broken(subject):
        return [1 / 0]

    CHECKS["broken"] = Check("broken", "It works", broken)

    results = preparation.examine(wave.campaign)

    assert {result.check_name: bool(result.failures) for result in results} == {"words": False, "broken": True}
    with pytest.raises(LaunchError):
        launching.start(wave)


def test_wave_starts_once(wave):
    launching.start(wave)

    with pytest.raises(LaunchError):
        launching.start(wave)

    assert Launch.objects.filter(state="done").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_launches_at_once_one_is_refused(found, index):
    campaign = factories.campaign(starts_at=timezone.now() + HOUR)
    factories.campaign_page(index, campaign)
    wave = Wave.objects.create(
        campaign=campaign, name="Première", starts_at=campaign.starts_at, ends_at=campaign.starts_at + DAY
    )

    def attempt(_number):
        try:
            launching.start(Wave.objects.get(pk=wave.pk))
        except LaunchError:
            return "refused"
        finally:
            connection.close()
        return "started"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, range(2)))

    assert outcomes == ["refused", "started"]
    assert Launch.objects.filter(state="done").count() == 1


def test_first_start_that_would_show_nothing_is_refused(wave):
    wave.campaign.pages.update(live=False)

    with pytest.raises(LaunchError, match="Nothing would become public"):
        launching.start(wave)

    assert not Campaign.objects.get().has_started


def test_later_wave_starts_without_launching_again(wave):
    launching.start(wave)
    launched = Campaign.objects.get().launched_at
    later = Wave.objects.create(campaign=wave.campaign, name="Deuxième", starts_at=wave.starts_at, ends_at=wave.ends_at)

    launching.start(later)

    assert Campaign.objects.get().launched_at == launched


def test_worker_starts_a_wave_at_its_minute(client, wave, admin):
    schedule.schedule_start(wave, admin)
    schedule.run_due()
    assert client.get("/fr/campagnes/la-loi/").status_code == 404

    with time_machine.travel(wave.starts_at):
        schedule.run_due()
        assert client.get("/fr/campagnes/la-loi/").status_code == 200

    launch = Launch.objects.get()
    assert (launch.state, launch.action, launch.requested_by) == ("done", "start", admin)


def test_scheduled_start_that_fails_changes_nothing_and_is_told(client, wave, found, admin, mailoutbox):
    schedule.schedule_start(wave, admin)
    found["fr"] = [Failure("A fact is out of date.")]

    with time_machine.travel(wave.starts_at):
        schedule.run_due()
        schedule.run_due()
        assert client.get("/fr/campagnes/la-loi/").status_code == 404

    launch = Launch.objects.get()
    assert launch.state == "failed"
    assert "A fact is out of date." in launch.reasons[0]
    assert [mail.to for mail in mailoutbox] == [["root@example.org"]]
    assert "A fact is out of date." in mailoutbox[0].body


def test_start_is_scheduled_once_and_never_in_the_past(wave, admin):
    schedule.schedule_start(wave, admin)
    with pytest.raises(LaunchError):
        schedule.schedule_start(wave, admin)

    with time_machine.travel(wave.starts_at + HOUR), pytest.raises(LaunchError):
        schedule.schedule_start(wave, admin)

    assert Launch.objects.count() == 1


def test_start_that_was_moved_is_asked_for_again(wave, admin):
    schedule.schedule_start(wave, admin)

    wave.starts_at += HOUR
    wave.save()

    assert Launch.objects.get().state == "cancelled"
    assert "schedule it again" in Launch.objects.get().reasons[0]


def test_close_comes_at_the_end_and_moves_with_it(client, wave, admin):
    end = wave.ends_at + 5 * DAY
    Campaign.objects.update(ends_at=end)
    launching.start(wave, admin)
    assert Launch.objects.get(action="close").due_at == end

    campaign = Campaign.objects.get()
    campaign.ends_at = end + DAY
    campaign.save()

    with time_machine.travel(end + HOUR):
        schedule.run_due()
        assert Campaign.objects.get().closed_at is None
    with time_machine.travel(end + DAY):
        schedule.run_due()
        assert Campaign.objects.get().closed_at is not None


def test_close_ends_waves_keeps_pages_with_a_notice_and_removes_those_chosen(
    client, index, wave, english_page, django_capture_on_commit_callbacks
):
    kept = factories.campaign_page(index, wave.campaign, slug="reste")
    launching.start(wave)
    page = wave.campaign.pages.get(slug="la-loi", locale__language_code="fr")
    assert client.get("/s/abc234")["Location"] == "/fr/campagnes/la-loi/"

    with django_capture_on_commit_callbacks(execute=True):
        launching.close(wave.campaign, None, {page.translation_key: "gone", kept.translation_key: "archive"})

    statuses = [client.get(path).status_code for path in ("/fr/campagnes/la-loi/", english_page.url, kept.url)]
    assert statuses == [410, 410, 200]
    assert '<p class="over">' in client.get(kept.url).content.decode()
    assert "la-loi" not in client.get("/fr/campagnes/").content.decode()
    assert "la-loi" not in client.get("/sitemap.xml").content.decode()
    wave.refresh_from_db()
    assert wave.ended_at == Campaign.objects.get().closed_at
    assert client.get("/s/abc234")["Location"] == "/fr/"


def test_close_is_undone(client, wave):
    launching.start(wave)
    page = wave.campaign.pages.get(slug="la-loi", locale__language_code="fr")
    launching.close(wave.campaign, None, {page.translation_key: "gone"})
    assert client.get("/fr/campagnes/la-loi/").status_code == 410

    launching.reopen(wave.campaign, None)

    assert client.get("/fr/campagnes/la-loi/").status_code == 200
    assert Wave.objects.get().ended_at is None
    assert PageOutcome.objects.get().outcome == "gone"


def test_campaign_is_closed_once_and_not_before_its_launch(wave):
    with pytest.raises(LaunchError):
        launching.close(wave.campaign)
    launching.start(wave)
    launching.close(wave.campaign)

    with pytest.raises(LaunchError):
        launching.close(wave.campaign)


def test_closing_takes_scheduled_waves_off_the_list(wave, admin):
    launching.start(wave)
    later = Wave.objects.create(campaign=wave.campaign, name="Deuxième", starts_at=wave.starts_at, ends_at=wave.ends_at)
    schedule.schedule_start(later, admin)

    launching.close(wave.campaign, admin)

    assert later.launches.get().state == "cancelled"


@pytest.mark.parametrize(
    ("local", "valid"),
    [
        ("2027-03-28 02:30", False),  # does not exist
        ("2026-10-25 02:30", False),  # exists twice
        ("2027-03-28 03:30", True),
        ("2026-10-25 04:30", True),
    ],
)
def test_hour_that_the_clock_change_skips_or_repeats_is_refused(admin_client, campaign, local, valid):
    Campaign.objects.update(starts_at=datetime(2026, 1, 1, tzinfo=UTC))
    data = {"campaign": campaign.pk, "name": "x", "starts_at": local, "ends_at": "2028-01-01 00:00", "objective": ""}
    formset = {"targets-TOTAL_FORMS": 0, "targets-INITIAL_FORMS": 0, "targets-MIN_NUM_FORMS": 0}

    answer = admin_client.post("/admin/snippets/plan/wave/add/", data | formset)

    assert Wave.objects.exists() == valid
    assert answer.status_code == (302 if valid else 200)
    assert valid or "heure avant ou après" in answer.text


def test_wave_over_the_clock_change_keeps_its_local_hours(campaign):
    Campaign.objects.update(starts_at=datetime(2026, 1, 1, tzinfo=UTC))
    wave = Wave(campaign=Campaign.objects.get(), name="x")
    paris = timezone.get_default_timezone()
    wave.starts_at = datetime(2026, 10, 20, 8, 0, tzinfo=paris)
    wave.ends_at = datetime(2026, 10, 30, 8, 0, tzinfo=paris)

    wave.full_clean()
    wave.save()

    wave.refresh_from_db()
    assert [timezone.localtime(at).hour for at in (wave.starts_at, wave.ends_at)] == [8, 8]
    assert wave.ends_at - wave.starts_at == 10 * DAY + HOUR


def test_wave_lies_within_its_campaign(campaign):
    wave = Wave(campaign=campaign, name="x", starts_at=campaign.starts_at - HOUR, ends_at=campaign.starts_at + HOUR)

    with pytest.raises(ValidationError) as refused:
        wave.full_clean()

    assert list(refused.value.message_dict) == ["starts_at"]


# What the admin says of it


@pytest.fixture
def shown(admin_client):
    """What a page of the admin says, without its markup."""
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    def read(address: str) -> str:
        html = admin_client.get(address).content.decode()
        return " ".join(unescape(strip_tags(html)).split())

    return read


def workspace(wave: Wave) -> str:
    return reverse("campaign_readiness", args=[wave.campaign_id])


def only_if(wave: Wave) -> str:
    at = date_format(timezone.localtime(wave.starts_at), "SHORT_DATETIME_FORMAT")
    return (
        f"It starts by itself on {at}, Paris time, only if by then the 1 check that fails passes or, where that is possible, "
        "a publisher answers for it; it does not start otherwise."
    )


def test_scheduled_start_that_a_check_keeps_back_is_promised_nowhere(admin_client, shown, wave, found, admin):
    found["en"] = [Failure("Three sentences are missing.")]
    preparation.examine(wave.campaign)
    other = Wave.objects.create(campaign=wave.campaign, name="Autre", starts_at=wave.starts_at, ends_at=wave.ends_at)
    schedule.schedule_start(wave, admin)

    panel, elsewhere, home = shown(workspace(wave)), shown(f"{workspace(wave)}?wave={other.pk}"), shown("/admin/")

    assert panel.count(only_if(wave)) == 2  # beside the buttons, and in the list of launches
    assert elsewhere.count(only_if(wave)) == 1
    assert home.count(only_if(wave)) == 1
    for said in (panel, home):
        assert "cannot start before" not in said
        assert "everything is checked again" not in said


def test_scheduling_a_start_that_a_check_keeps_back_promises_nothing(admin_client, shown, wave, found):
    found["en"] = [Failure("Three sentences are missing.")]
    asked = {"wave": wave.pk, "act": "schedule"}
    address = reverse("campaign_launch", args=[wave.campaign_id])
    shown(workspace(wave))

    before = unescape(admin_client.post(address, asked).content.decode())
    after = admin_client.post(address, asked | {"confirmed": "yes", "typed": "la loi"}, follow=True)

    assert (only_if(wave) in before, "cannot start before" in before) == (True, False)
    assert [str(message).strip() for message in after.context["messages"]] == [only_if(wave)]


def test_scheduled_start_that_nothing_keeps_back_is_said_plainly(shown, wave, found, admin):
    preparation.examine(wave.campaign)
    schedule.schedule_start(wave, admin)

    assert "everything is checked again at that minute" in shown(workspace(wave))
    assert "only if by then" not in shown(workspace(wave))
    assert "It starts by itself on" in shown("/admin/")


def publish(page) -> None:
    factories.go_live(type(page).objects.get(pk=page.pk))


CHANGED = "these results may not hold any more"


@pytest.mark.parametrize(
    "change",
    [
        lambda campaign: publish(campaign.pages.get(locale__language_code="fr")),
        lambda campaign: publish(campaign.pages.get(locale__language_code="en")),
        lambda campaign: campaign.pages.get(locale__language_code="en").unpublish(),
        lambda campaign: publish(Fact.objects.get()),
        lambda campaign: publish(Fact.objects.get().wordings.get()),
        lambda campaign: publish(Helpline.objects.get()),
    ],
)
def test_results_from_before_a_text_was_published_say_so(shown, wave, english_page, change):
    factories.fact()
    factories.helpline()
    preparation.examine(wave.campaign)
    before = shown(workspace(wave))

    change(wave.campaign)

    after = shown(workspace(wave))
    assert (CHANGED in before, "Everything is ready." in before) == (False, True)
    assert (CHANGED in after, "Everything is ready." in after) == (True, False)
    preparation.examine(wave.campaign)
    assert CHANGED not in shown(workspace(wave))


def test_page_of_another_campaign_makes_no_result_older(shown, wave, index):
    other = factories.campaign_page(index, factories.campaign(name="Autre"))
    preparation.examine(wave.campaign)

    publish(other)

    assert CHANGED not in shown(workspace(wave))
