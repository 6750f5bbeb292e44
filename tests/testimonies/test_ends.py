"""The end of a consent is seen coming: in the calendar, by mail, in the report."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from core.editor.calendar import events
from testimonies.consent.ends import endings
from testimonies.consent.reminders import NotToldError, remind
from testimonies.models import ConsentEvent, Testimony
from tests import factories
from tests.mail_server import mail_server

pytestmark = [pytest.mark.usefixtures("reference_index"), pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)
TODAY = timezone.localdate()


def ending_in(days: int, **fields):
    return factories.voice(agreed={"valid_until": TODAY + days * DAY}, **{"name": "Sortie"} | fields)


def told(user, days: int = 60) -> list[tuple]:
    return [
        (event.kind.value, event.title, event.when)
        for event in events(user, TODAY, TODAY + days * DAY)
        if event.kind == "consent"
    ]


def test_last_day_is_in_the_calendar_without_the_pseudonym(home, person):
    ending_in(9, pseudonym="Mirabelle")

    assert told(person("Rédaction")) == [("consent", "Sortie: last day of consent", TODAY + 9 * DAY)]
    assert told(person()) == []


def test_consent_that_another_follows_does_not_end(home):
    testimony = ending_in(9)
    factories.consent(testimony, valid_from=TODAY + 5 * DAY, valid_until=TODAY + 99 * DAY)

    assert [ending.last_day for ending in endings(TODAY, TODAY + 200 * DAY)] == [TODAY + 99 * DAY]


def test_language_that_a_narrower_consent_leaves_out_ends(home, english):
    testimony = factories.voice(agreed={"languages": ["fr", "en"]})
    factories.consent(testimony, valid_from=TODAY + 5 * DAY, valid_until=TODAY + 99 * DAY)

    assert [ending.last_day for ending in endings(TODAY, TODAY + 200 * DAY)] == [TODAY + 4 * DAY, TODAY + 99 * DAY]


@pytest.mark.parametrize("number", [1, 3])
def test_calendar_costs_the_same_whatever_the_number(home, person, django_assert_num_queries, number):
    for index in range(number):
        ending_in(9, name=f"Sortie {index}")
    user = person("Rédaction")
    user.has_perm("testimonies.view_testimony")

    with django_assert_num_queries(1):
        endings(TODAY, TODAY + 60 * DAY)


def test_editors_are_told_30_and_7_days_before_each_once(home, person):
    person("Rédaction")
    testimony = ending_in(30, pseudonym="Mirabelle")

    assert [remind(), remind()] == [1, 0]
    with time_machine.travel(timezone.now() + 23 * DAY, tick=True):
        assert [remind(), remind()] == [1, 0]

    assert [message.to for message in mail.outbox] == 2 * [["rédaction@example.org"]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "Sortie" in text
    assert reverse("testimony_consents", args=[testimony.pk]) in text
    assert "Mirabelle" not in text


@pytest.fixture
def mails(settings):
    with mail_server() as server:
        settings.MAILERS = server.mailers
        yield server


@pytest.fixture
def write_to(django_user_model):
    """Gives those addresses to people who work with testimonies."""

    def made(*addresses: str) -> None:
        for address in addresses:
            user = django_user_model.objects.create_user(address, address, "a long enough password")
            user.groups.add(Group.objects.get(name="Rédaction"))

    return made


def reminded() -> list[str]:
    return sorted(ConsentEvent.objects.filter(kind__startswith="reminded").values_list("kind", flat=True))


def test_what_the_mail_server_refuses_is_told_by_a_later_run(home, mails, write_to):
    write_to("one@example.org")
    ending_in(30)
    ending_in(29, name="Autre")
    mails.closes_after = 0

    with pytest.raises(NotToldError, match=r"^2 could not be told: SMTPConnectError$"):
        remind()
    refused = reminded()
    mails.closes_after = 1
    with pytest.raises(NotToldError, match=r"^1 could not be told"):
        remind()
    half = reminded()
    mails.closes_after = 99
    done = [remind(), remind()]

    assert (refused, half, reminded()) == ([], ["reminded-30"], ["reminded-30"] * 2)
    assert done == [1, 0]
    assert mails.taken == ["one@example.org"] * 2


def test_server_that_closes_halfway_is_asked_again_for_all(home, mails, write_to):
    write_to("one@example.org", "two@example.org")
    ending_in(30)
    mails.closes_after = 1

    with pytest.raises(NotToldError):
        remind()
    mails.closes_after = 99
    remind()

    assert mails.taken == ["one@example.org", "one@example.org", "two@example.org"]
    assert reminded() == ["reminded-30"]


def test_address_that_the_server_does_not_know_keeps_nobody_else_waiting(home, mails, write_to, caplog):
    write_to("gone@example.org", "one@example.org")
    ending_in(30)
    mails.refuses = {"gone@example.org"}

    assert [remind(), remind()] == [1, 0]
    assert mails.taken == ["one@example.org"]
    assert "could not be told to one address" in caplog.text


@pytest.mark.parametrize("why", ["unknown", "nobody"])
def test_consent_that_nobody_was_told_of_is_told_once_somebody_can_be(home, mails, write_to, why):
    ending_in(30)
    if why == "unknown":
        write_to("gone@example.org")
        mails.refuses = {"gone@example.org"}

        with pytest.raises(NotToldError, match="SMTPRecipientsRefused"):
            remind()
    else:
        assert remind() == 0
    write_to("one@example.org")

    assert remind() == 1
    assert mails.taken == ["one@example.org"]


def test_worker_that_is_killed_while_it_tells_is_followed_by_one_that_tells(home, mails, write_to):
    """It may have left: better twice than never."""

    class Killed(BaseException):
        pass

    def die(execute, sql, *rest):
        if sql.startswith("INSERT"):
            raise Killed
        return execute(sql, *rest)

    write_to("one@example.org")
    ending_in(7)
    with connection.execute_wrapper(die), pytest.raises(Killed):
        remind()

    assert remind() == 1
    assert mails.taken == ["one@example.org"] * 2
    assert reminded() == ["reminded-30", "reminded-7"]


def test_who_is_told_late_is_told_once(home, person):
    person("Rédaction")
    ending_in(3)

    assert [remind(), remind()] == [1, 0]
    assert ConsentEvent.objects.filter(kind__startswith="reminded").count() == 2


def test_end_that_is_far_is_not_told_yet(home, person):
    person("Rédaction")
    ending_in(31)
    ending_in(0, name="Aujourd’hui")

    assert remind() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_report_lists_consents_with_their_end(client, home, person, number):
    for index in range(number):
        ending_in(9, name=f"Sortie {index}")
    client.force_login(person("Rédaction"))

    html = client.get(reverse("consents_report")).content.decode()

    assert html.count("this web site") == number
    assert html.count(date_format(TODAY + 9 * DAY, "DATE_FORMAT")) == number
    assert html.count("valid") >= number


def test_report_is_for_those_who_work_with_testimonies(client, person):
    client.force_login(person("Statistiques"))

    assert client.get(reverse("consents_report")).status_code == 302


def test_editor_of_a_testimony_leads_to_its_consents(client, home, person):
    testimony = ending_in(9)
    client.force_login(person("Rédaction"))

    html = client.get(reverse("wagtailsnippets_testimonies_testimony:edit", args=[testimony.pk])).content.decode()
    listing = client.get(reverse("wagtailsnippets_testimonies_testimony:list")).content.decode()

    address = reverse("testimony_consents", args=[testimony.pk])
    assert f'href="{address}"' in html
    assert f'href="{address}"' in listing
    assert reverse("testimony_withdraw", args=[testimony.pk]) not in listing


def test_new_testimony_is_written_in_the_admin(client, home, person):
    client.force_login(person("Rédaction"))
    fields = {"name": "Sortie", "pseudonym": "Nadia", "medium": "words", "warning": "", "media": ""}

    client.post(reverse("wagtailsnippets_testimonies_testimony:add"), fields)
    pages = [
        client.get(reverse("wagtailsnippets_testimonies_testimonywording:add")),
        client.get(reverse("wagtailsnippets_testimonies_testimonywording:list")),
    ]

    assert list(Testimony.objects.values_list("name", "live")) == [("Sortie", False)]
    assert [page.status_code for page in pages] == [200, 200]
