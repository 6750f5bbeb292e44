"""Dates in the admin: shown and read as the language writes them, and never taken for another."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.conf import settings
from django.utils import translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from core.words.date_inputs import refusal
from tests import factories

PARIS = ZoneInfo("Europe/Paris")
# The month must never come first: the 3rd of April, in what each language writes.
TYPED = {
    "fr": "03/04/2027",
    "en": "03/04/2027",
    "es": "03/04/2027",
    "pt": "03/04/2027",
    "ar": "03/04/2027",
    "ro": "03.04.2027",
    "bg": "03.04.2027",
    "zh-hans": "2027/04/03",
}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_dates_are_shown_and_read_as_the_language_writes_them(language):
    moment = datetime(2027, 4, 3, 7, 30)  # noqa: DTZ001 (a form gives it its zone)

    with translation.override(language):
        shown = AdminDateInput().format_value(moment.date()), AdminDateTimeInput().format_value(moment)
        read = [
            forms.DateTimeField().clean(f"{typed} 07:30").replace(tzinfo=None)
            for typed in (TYPED[language], "2027-04-03")
        ]

    assert shown == (TYPED[language], f"{TYPED[language]} 07:30")
    assert read == [moment, moment]


def test_calendar_reads_what_the_field_shows_and_leaves_what_it_cannot_read():
    with translation.override("fr"):
        configs = [widget().get_config() for widget in (AdminDateInput, AdminTimeInput, AdminDateTimeInput)]

    assert [(config["format"], config["validateOnBlur"]) for config in configs] == [
        ("d/m/Y", False),
        ("H:i", False),
        ("d/m/Y H:i", False),
    ]


@time_machine.travel("2026-10-31T12:00:00Z")
def test_widget_made_in_one_language_follows_the_next():
    widget = AdminDateInput()
    day = datetime(2027, 4, 3).date()  # noqa: DTZ001 (a day)

    shown = []
    for language in ("fr", "bg"):
        with translation.override(language):
            shown.append(
                (widget.format_value(day), widget.get_context("day", None, {})["widget"]["attrs"]["placeholder"])
            )

    assert shown == [("03/04/2027", "28/11/2026"), ("03.04.2027", "28.11.2026")]


@pytest.mark.parametrize("typed", ["30/11/2027 07:00", "30/11/2027 07h00", "2027-11-30 07:00"])
def test_moment_typed_in_french_is_the_moment_that_is_meant(admin_client, home, typed):
    page = factories.standard_page(home)

    response = _save(admin_client, page, go_live_at=typed)

    assert response.status_code == 302
    assert _draft(page).go_live_at == datetime(2027, 11, 30, 7, 0, tzinfo=PARIS)


@pytest.mark.parametrize("typed", ["lundi prochain", "31/02/2027 07:00", "11/30/2027 07:00"])
def test_moment_that_cannot_be_read_is_refused_with_an_example_and_stays_as_typed(admin_client, home, typed):
    page = factories.standard_page(home)

    response = _save(admin_client, page, go_live_at=typed)

    field = response.context["form"]["go_live_at"]
    assert field.errors == [refusal("DATETIME")]
    assert re.search(r" 28/\d\d/\d{4} 07:00\.$", field.errors[0])
    assert field.value() == typed
    assert _draft(page).go_live_at is None


def _draft(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def _save(client, page, **changed):
    address = f"/admin/pages/{page.pk}/edit/"
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}
    sent |= {"body-count": "0"}
    return client.post(address, {name: value for name, value in (sent | changed).items() if value is not False})


def test_day_alone_ends_a_campaign_at_the_midnight_after_it(client, admin_client):
    made = factories.campaign(name="Gares", ends_at=datetime(2027, 7, 1, tzinfo=PARIS))
    address = f"/admin/snippets/plan/campaign/edit/{made.pk}/"

    with translation.override("en"):
        form = admin_client.get(address, HTTP_ACCEPT_LANGUAGE="en").context["form"]
        shown = form["ends_at"].value()
        field = form.fields["ends_at"]
        read = [field.clean(text) for text in ("30/06/2027", "30/06/2027 18:00")]

    assert shown == "30/06/2027"
    assert read == [datetime(2027, 7, 1, tzinfo=PARIS), datetime(2027, 6, 30, 18, tzinfo=PARIS)]
    assert not field.has_changed(made.ends_at, "30/06/2027")
