"""A campaign with a wave that is over and one that runs, on a day that does not pass; the way of a file into it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from campaigns.plan.models import Campaign, Wave
from campaigns.results.models import MediaImport
from reach.journal import journal
from tests import factories
from tests.editorial.conftest import people
from tests.results.media import files
from tests.results.media.files import TODAY

__all__ = ["TODAY", "people"]

DAY = timedelta(days=1)


def at(days: int, hour: int = 10) -> datetime:
    """The moment so many days from today."""
    return datetime(2026, 11, 24, hour, tzinfo=UTC) + days * DAY


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(at(0), tick=False):
        yield


@pytest.fixture(autouse=True)
def journal_of_its_own(settings, tmp_path):
    """How late the counter is depends on no line that another test wrote."""
    settings.VAR_DIR = tmp_path / "var"
    yield
    journal.close()


@pytest.fixture
def campaign(home) -> Campaign:
    """Launched 60 days ago, with an open end."""
    return factories.campaign(name="La loi", starts_at=at(-60), launched_at=at(-60))


@pytest.fixture
def past(campaign) -> Wave:
    """Thirty days, over since thirty."""
    times = {"starts_at": at(-60), "started_at": at(-60), "ends_at": at(-30), "ended_at": at(-30)}
    return Wave.objects.create(campaign=campaign, name="Automne", **times)


@pytest.fixture
def wave(campaign) -> Wave:
    """Its tenth of twenty days."""
    times = {"starts_at": at(-9), "started_at": at(-9), "ends_at": at(10)}
    return Wave.objects.create(campaign=campaign, name="Hiver", budget="1000", **times)


@pytest.fixture
def address(campaign):
    return f"/admin/results/{campaign.pk}/media/"


@pytest.fixture
def upload(admin_client, address, campaign):
    """Upload a file; its rows are of the channel “Recherche” unless told otherwise."""

    def uploaded(
        content: str | bytes, name: str = "rapport.csv", kind: str = "media", owner: object = "Recherche", **said
    ):
        if owner == "Recherche":
            owner = campaign.channels.get(name=owner).pk if kind == "media" else ""
        data = {"file": files.uploaded(content, name), "owner": owner or ""} | said
        return admin_client.post(f"{address}import/{kind}/", data)

    return uploaded


@pytest.fixture
def answer(admin_client, address):
    """Answer the question which column is what, as it is proposed but for what is said."""

    def answered(asked, **said):
        form = asked.context["form"]
        proposed = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in (proposed | said).items() if value not in (None, False)}
        return admin_client.post(f"{address}{asked.context['pending'].pk}/columns/", data)

    return answered


@pytest.fixture
def preview(upload, answer):
    """Upload a file and take what is proposed for its columns, but for what is said."""

    def previewed(
        content: str | bytes, name: str = "rapport.csv", kind: str = "media", owner: object = "Recherche", **said
    ):
        asked = upload(content, name, kind, owner)
        return answer(asked, **said) if "form" in (asked.context or {}) else asked

    return previewed


@pytest.fixture
def apply(admin_client, address):
    """Say that the file that was uploaded last be imported."""

    def applied():
        return admin_client.post(f"{address}{MediaImport.objects.latest('pk').pk}/apply/", follow=True)

    return applied
