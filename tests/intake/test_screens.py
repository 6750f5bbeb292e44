"""Every screen where files come in: the same guards, the same words, the same way from the upload to somebody's word."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from intake.tables import MAX_ROWS
from tests.intake.screens import SCREENS, TABLES

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture(params=SCREENS)
def screen(request, home):
    return SCREENS[request.param]()


def a_zip() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "canal\nAffiches\n")
    return out.getvalue()


BAD = {
    "nothing": b"",
    "spaces": b" \n\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a ZIP": a_zip(),
    "a workbook with a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half of UTF-16": b"\xff\xfeJ\x00o",
    "zeros": bytes(100),
    "a quote without end": 'référence;canal;Jour\na;"b;c\n'.encode(),
}


@pytest.mark.parametrize("bad", BAD)
def test_file_that_is_refused_is_told_and_nothing_of_it_is_kept(screen, admin_client, bad):
    response = screen.post(admin_client, BAD[bad])

    said = response.content.decode()
    assert response.status_code == 422
    assert "The file was not imported" in said
    assert "“&lt;b&gt;file” has 1 problem" in " ".join(said.split())
    assert not screen.model.objects.exists()


def test_page_of_problems_leads_to_another_upload(screen, admin_client):
    response = screen.post(admin_client, b"")

    way = re.search(r'<a class="button" href="([^"]+)">Upload another file', response.content.decode())[1]
    assert way.partition("?")[0] == screen.address
    assert admin_client.get(way).status_code == 200


def test_file_that_is_too_large_is_refused_before_it_is_read(screen, admin_client):
    response = screen.post(admin_client, screen.good + b"\n" * screen.most)

    (problem,) = response.context["problems"].shown
    limit = screen.most // 1_000_000
    assert (problem.line, problem.kind) == (None, "size")
    assert problem.reason == f"The file is larger than {limit} MB: split it into several."


@pytest.mark.parametrize("name", TABLES)
def test_file_of_more_rows_than_allowed_is_refused_before_any_is_judged(name, home, admin_client):
    screen = SCREENS[name]()

    response = screen.post(admin_client, screen.good + screen.bad * MAX_ROWS)

    (problem,) = response.context["problems"].shown
    assert (problem.line, str(MAX_ROWS) in problem.reason) == (None, True)
    assert not screen.model.objects.exists()


def test_a_hundred_problems_are_listed_and_the_others_counted(screen, admin_client):
    response = screen.post(admin_client, screen.good + screen.bad * 250)

    problems = response.context["problems"]
    assert (len(problems.shown), problems.more) == (100, 150)
    assert "And 150 more." in " ".join(response.content.decode().split())


def test_form_without_a_file_is_shown_again(screen, admin_client):
    response = admin_client.post(screen.address, screen.fields)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])


def test_preview_asks_for_a_word_and_does_nothing_before(screen, admin_client, admin):
    response = screen.post(admin_client, screen.good)

    said, kept = response.content.decode(), screen.model.objects.get()
    assert response.status_code == 200
    assert f'action="{response.context["apply"]}"' in said
    assert "Leave everything as it is" in said
    assert (getattr(kept, "applied_at", None), getattr(kept, "submitted_at", None)) == (None, None)


def test_file_is_applied_once(screen, admin_client):
    address = screen.post(admin_client, screen.good).context["apply"]

    first, again = (admin_client.post(address, follow=True) for _time in range(2))

    (done,), (refused,) = first.context["messages"], again.context["messages"]
    assert (done.level_tag, refused.level_tag) == ("success", "error")
    assert "already" in refused.message


def test_file_is_applied_by_a_post_of_whoever_uploaded_it(screen, admin_client, django_user_model):
    address = screen.post(admin_client, screen.good).context["apply"]
    assert admin_client.get(address).status_code == 405

    admin_client.force_login(django_user_model.objects.create_superuser("b", "b@example.org", "a long enough password"))

    assert admin_client.post(address).status_code == 404


def test_file_that_nobody_applied_is_forgotten_after_a_day(screen, admin_client):
    screen.post(admin_client, screen.good)
    screen.model.objects.update(**{screen.uploaded: timezone.now() - timedelta(hours=23)})
    assert screen.job() == "0 removed"
    screen.model.objects.update(**{screen.uploaded: timezone.now() - timedelta(hours=25)})

    assert (screen.job(), screen.model.objects.count()) == ("1 removed", 0)


def test_file_that_was_applied_is_not_forgotten(screen, admin_client):
    admin_client.post(screen.post(admin_client, screen.good).context["apply"])
    screen.model.objects.update(**{screen.uploaded: timezone.now() - timedelta(hours=25)})

    assert (screen.job(), screen.model.objects.count()) == ("0 removed", 1)


def test_who_may_nothing_more_than_open_the_admin_uploads_nothing(screen, client, django_user_model):
    user = django_user_model.objects.create_user("guest", password="a long enough password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    answers = [client.get(screen.address, screen.fields), screen.post(client, screen.good)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/admin/")] * 2
    assert not screen.model.objects.exists()


def test_visitor_is_led_to_the_sign_in(screen, client):
    assert client.get(screen.address)["Location"].startswith("/admin/login/")
    assert screen.post(client, screen.good)["Location"].startswith("/admin/login/")
    assert not screen.model.objects.exists()
