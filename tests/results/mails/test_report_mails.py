"""The numbers by mail: to those who asked and may see them, once, whatever dies in between."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from campaigns.plan.models import Target
from campaigns.results.mails import mailing, reports
from campaigns.results.models import Alert, ReportSubscription, ResultMail
from campaigns.results.periodic_jobs import mail_results
from core.editor.calendar import midnight
from reach.models import Rejected
from tests import factories
from tests.editorial.conftest import people
from tests.results.sealed import MONDAY, count, reconcile, wave

__all__ = ["people"]
DAY = timedelta(days=1)
BROKEN = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 9}}
}
State = ResultMail.State


def at(day: date, hour: int = 8):
    return time_machine.travel(midnight(day) + timedelta(hours=hour), tick=False)


@pytest.fixture(autouse=True)
def wednesday():
    with at(MONDAY + 9 * DAY):
        yield


@pytest.fixture
def campaign(home):
    made = factories.campaign(name="La loi", starts_at=midnight(MONDAY))
    running = wave(made, weeks=4, name="Mars")
    Target.objects.create(wave=running, indicator="entry", value=1000)
    count(running, MONDAY + 8 * DAY, 123, "entry")
    count(running, MONDAY + DAY, 77, "entry")
    Rejected.objects.create(day=MONDAY + 8 * DAY, surface="buyers", campaign=made.pk, kind="view", reason="bot", n=41)
    reconcile()
    return made


@pytest.fixture
def analyst(people):
    UserProfile.objects.create(user=people["analyst"], preferred_language="en")
    return people["analyst"]


@pytest.fixture
def daily(campaign, analyst):
    return ReportSubscription.objects.create(campaign=campaign, user=analyst, every="day")


@pytest.fixture
def weekly(campaign, analyst):
    return ReportSubscription.objects.create(campaign=campaign, user=analyst, every="week")


def test_daily_mail_holds_the_numbers_of_yesterday_in_the_reader_s_language(daily, campaign):
    Alert.objects.create(
        campaign=campaign, kind="spike", indicator="entry", begins=midnight(MONDAY + 8 * DAY), seen=90, expected=9
    )

    mail_results()

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["analyst@example.org"], "La loi: 10 March 2026")
    for said in (
        "- visits that began here: 123\n",
        "“Mars” so far, day 10",
        "- visits that began here: 200 of 1,000 aimed at (may be reached or missed)",
        "Spike in “visits that began here”: 90, where about 9 were expected",
        "Not counted: 41 requests (25.0 %)",
        "Nothing is missing.",
        "http://localhost" + reverse("results_mails", args=[campaign.pk]),
    ):
        assert said in sent.body
    assert ": 77" not in sent.body


def test_mail_says_what_another_cache_keeps_from_being_counted(daily, settings):
    settings.SHARED_HTML_SECONDS = 60

    mail_results()

    [sent] = mail.outbox
    assert "- visits that began here: 123 (not counted)\n" in sent.body
    assert "- visits that began here: 200 of 1,000 aimed at (may be reached or missed) (not counted)\n" in sent.body
    assert "- A cache before this site keeps pages" in sent.body


def test_day_without_a_count_is_told_as_such(daily):
    with at(MONDAY + 10 * DAY):
        mail_results()

    assert "- Nothing was counted." in mail.outbox[0].body


def test_mail_is_sent_once_a_day_whatever_runs_twice(daily):
    for _time in range(3):
        mail_results()
    with at(MONDAY + 10 * DAY):
        mail_results()
        mail_results()

    daily.refresh_from_db()
    assert [sent.subject for sent in mail.outbox] == ["La loi: 10 March 2026", "La loi: 11 March 2026"]
    assert daily.sent_for == MONDAY + 9 * DAY


def test_weekly_mail_comes_on_monday_and_a_missed_one_later(weekly):
    mail_results()
    before = len(mail.outbox)
    with at(MONDAY + 14 * DAY):
        mail_results()
        mail_results()
    with at(MONDAY + 23 * DAY):
        mail_results()

    assert before == 0
    assert [sent.subject for sent in mail.outbox] == [
        "La loi: 9 March 2026 to 15 March 2026",
        "La loi: 16 March 2026 to 22 March 2026",
    ]


def test_worker_that_dies_before_it_sends_leaves_the_mail_to_the_next(daily):
    reports.write_due()

    mail_results()

    assert len(mail.outbox) == 1


def test_worker_that_dies_while_it_sends_is_not_followed_by_a_second_mail_and_that_is_told(
    daily, monkeypatch, client, campaign, people
):
    class Killed(BaseException):
        pass

    def die(*args):
        raise Killed

    reports.write_due()
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", die)
        with pytest.raises(Killed):
            mailing.send_waiting()

    mail_results()

    unsure = ResultMail.objects.get()
    client.force_login(people["publisher"])
    listed = client.get(reverse("results_mails", args=[campaign.pk])).content.decode()
    assert mail.outbox == []
    assert (unsure.state, unsure.problem) == (State.SENDING, mailing.UNSURE)
    assert unsure.why in listed, "to the team, and not to the reader alone"


def test_word_that_a_mail_may_be_lost_is_taken_back_by_the_worker_that_sends_it(daily, monkeypatch):
    """Two runs beside each other: the slower one is alive, and its answer counts."""

    def slow(*args):
        mailing.send_waiting()
        marked.append(ResultMail.objects.get().problem)

    marked = []
    reports.write_due()
    monkeypatch.setattr(mailing, "send_mail", slow)
    mailing.send_waiting()

    sent = ResultMail.objects.get()
    assert marked == [mailing.UNSURE]
    assert (sent.state, sent.problem) == (State.SENT, "")


def test_worker_that_dies_while_it_writes_has_moved_nothing(daily, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(ResultMail.objects, "get_or_create", lambda **fields: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            reports.write_due()
    daily.refresh_from_db()
    unmoved = daily.sent_for

    mail_results()

    assert (unmoved, len(mail.outbox)) == (None, 1)


def test_server_that_refuses_is_asked_again_and_the_reason_is_kept(daily, settings, client, campaign, analyst):
    backend, settings.MAILERS = settings.MAILERS, BROKEN
    mail_results()
    kept = ResultMail.objects.get()
    client.force_login(analyst)
    listed = client.get(reverse("results_mails", args=[campaign.pk])).content.decode()

    settings.MAILERS = backend
    mail_results()
    mail_results()

    assert (kept.state, kept.tries, bool(kept.problem)) == (State.WAITING, 1, True)
    assert "Mails that did not go out" in listed
    assert len(mail.outbox) == 1
    assert ResultMail.objects.get().state == State.SENT


@pytest.mark.parametrize("reason", ["role taken", "left", "no address"])
@pytest.mark.parametrize("when", ["before it is written", "before it is sent"])
def test_only_who_may_see_results_is_written_to(daily, analyst, reason, when):
    if when == "before it is sent":
        reports.write_due()
    if reason == "role taken":
        analyst.groups.clear()
    else:
        analyst.is_active, analyst.email = reason != "left", "" if reason == "no address" else analyst.email
        analyst.save()

    mail_results()

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "n’a plus accès aux résultats, ou n’a pas d’adresse"),
        ("en", "may not see results any more, or has no address"),
    ],
)
def test_reason_is_told_in_the_language_of_its_reader(daily, analyst, people, client, campaign, language, words):
    reports.write_due()
    analyst.groups.clear()
    mail_results()
    UserProfile.objects.create(user=people["publisher"], preferred_language=language)
    client.force_login(people["publisher"])

    html = client.get(reverse("results_mails", args=[campaign.pk])).content.decode()

    assert words in " ".join(html.split())


@pytest.mark.parametrize("state", ["not launched", "over long ago"])
def test_campaign_that_does_not_run_sends_nothing(daily, campaign, state):
    if state == "not launched":
        campaign.launched_at = None
    else:
        campaign.closed_at = midnight(MONDAY + DAY)
    campaign.save()

    mail_results()

    assert mail.outbox == []


def test_nobody_is_written_to_in_the_night(daily):
    with at(MONDAY + 9 * DAY, hour=3):
        mail_results()

    assert mail.outbox == []


def test_name_of_the_campaign_cannot_add_a_header(daily, campaign):
    campaign.name = "La loi\nBcc: x@example.org"
    campaign.save()

    mail_results()

    assert mail.outbox[0].subject == "La loi Bcc: x@example.org: 10 March 2026"


def test_protected_surface_says_why_there_are_no_numbers(daily, campaign):
    campaign.audience = "outreach"
    campaign.save()

    mail_results()

    assert "nothing is attributed to a campaign" in mail.outbox[0].body
    assert ": 123" not in mail.outbox[0].body


def test_person_subscribes_and_leaves_for_oneself_alone(client, campaign, analyst, people):
    ReportSubscription.objects.create(campaign=campaign, user=people["editor"])
    address = reverse("results_mails", args=[campaign.pk])
    client.force_login(analyst)

    client.post(address, {"every": "day"})
    client.post(address, {"every": "nonsense"})
    chosen = list(ReportSubscription.objects.order_by("pk").values_list("user__username", "every"))
    client.post(address, {"every": "none"})

    assert chosen == [("editor", "week"), ("analyst", "day")]
    assert list(ReportSubscription.objects.values_list("user__username", flat=True)) == ["editor"]


@pytest.mark.parametrize("role", ["translator", "lawyer"])
def test_who_may_not_see_results_cannot_subscribe(client, campaign, people, role):
    client.force_login(people[role])

    client.post(reverse("results_mails", args=[campaign.pk]), {"every": "day"})

    assert not ReportSubscription.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_mail_costs_the_same_whatever_it_says(campaign, number, django_assert_num_queries):
    running = campaign.waves.get()
    for kind in ("view", "cta_call", "share")[:number]:
        count(running, MONDAY + 8 * DAY, 5, kind)
        Target.objects.create(wave=running, indicator=kind, value=9)
    period = reports.period_for("day", MONDAY + 9 * DAY)

    with django_assert_num_queries(10):
        reports.written(campaign, period)
