"""What every periodic job finds on a small site, and what it leaves: as much as where no worker was killed in it."""

from datetime import timedelta
from functools import partial

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from campaigns.results.mails import mailing
from campaigns.results.models import ReportSubscription, ResultMail
from home.models import HomePage
from operations import schedule
from operations.models import JobRecord
from tests import factories
from tests.faults.scenarios import Scenario, scheduled_pages

DAY = timedelta(days=1)
# A run begun again adds an entry to what is a record of runs; cards that a kill left out are made by `renew-share-cards`.
NOT_COUNTED = {"django_tasks_database.DBTaskResult", "reach.Reconciliation", "press.ShareCard"}


def job(name: str) -> Scenario:
    return Scenario(partial(begin, name), partial(effect, name))


def begin(name: str) -> None:
    a_bit_of_everything()
    schedule.register_jobs()
    now = timezone.now()
    JobRecord.objects.exclude(name=name).update(due_at=now + schedule.GRACE)
    assert schedule.tick(now) == [name]


def a_bit_of_everything() -> None:
    """Something due for many of the jobs."""
    today = timezone.localdate()
    scheduled_pages()
    person = get_user_model().objects.create_user("somebody", "somebody@example.org", "a long enough password")
    person.groups.set(Group.objects.filter(name__in=["Rédaction", "Statistiques"]))
    factories.voice(agreed={"valid_until": today + 7 * DAY})
    factories.image(settings.VAR_DIR, rights_until=today - DAY)
    page = factories.campaign_page(factories.campaign_index(HomePage.objects.get()))
    ReportSubscription.objects.create(campaign=page.campaign, user=person, every="day")
    Session.objects.create(session_key="x", session_data="x", expire_date=timezone.now() - DAY)


def effect(name: str) -> list:
    """That it did not fail, whether a mail left or is told as lost, and how many rows there are of each kind: none is missing, none there twice."""
    record = JobRecord.objects.get(name=name)
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}
    counted = {label: count for label, count in rows.items() if count and label not in NOT_COUNTED}
    written = [*(settings.VAR_DIR / "mails").glob("*"), *ResultMail.objects.filter(problem=mailing.UNSURE)]
    return [record.finished_at is not None, record.failures, record.outcome * record.failed, bool(written), counted]
