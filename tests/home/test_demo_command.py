"""The demonstration from nothing, by its command, and again."""

import pytest

from tests.live import PASSWORD

LINES = (
    "The site     ",
    "The admin    ",
    "The accounts admin, editor, translator, lawyer, publisher, analyst",
    "The password ",
)


@pytest.fixture
def site(built_site, tmp_path):
    return built_site.copy(tmp_path)


def dump(site) -> str:
    return site.run("dumpdata", "--exclude", "django_tasks_database").stdout


def test_first_run_says_where_the_site_is_and_who_may_enter(built_site):
    assert [line for line in LINES if line not in built_site.output] == []
    assert "http://127.0.0.1:8000/fr/" in built_site.output
    assert f"The password {PASSWORD}" in built_site.output


def test_first_run_sends_no_mail(built_site):
    assert "Subject:" not in built_site.output


def test_everything_lies_under_var(built_site):
    assert {"static", "demo.env"} <= {path.name for path in built_site.var.iterdir()}


def test_second_run_changes_nothing(site):
    before = dump(site)

    again = site.run("demo", "--no-serve")

    assert dump(site) == before
    assert "Writing" not in again.stdout
    assert PASSWORD not in again.stdout


def test_another_port_moves_the_site_s_own_address(site):
    site.run("demo", "--no-serve", "--port", "8456")

    assert '"port": 8456' in site.run("dumpdata", "wagtailcore.site").stdout


def test_random_password_is_printed_where_none_is_given(site):
    site.run("shell", "-c", "from core.models import User; User.objects.all().delete()")
    site.environment["DEMO_PASSWORD"] = ""

    printed = site.run("demo", "--no-serve").stdout

    assert len(printed.rsplit("The password ", 1)[1].strip()) >= 16
