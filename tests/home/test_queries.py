"""What a page costs that is made anew for a visitor who is nobody: few queries, none of which asks who it is, and no cookie."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import User
from tests import factories
from tests.factories import block

# Tables that only a person has to do with; "group" is in those that join a user to one, too.
PERSONAL = [model._meta.db_table for model in (Session, User, Group)]


@pytest.fixture
def asked(client):
    """{path: (status, queries, of them about a person, cookies)} of a visit; the first of all fills what a process keeps."""

    def visit(path: str):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        said = [query["sql"] for query in queries]
        personal = [sql for sql in said if any(table in sql for table in PERSONAL)]
        return response, len(said), personal

    return visit


@pytest.fixture
def site(home):
    """Pages of each kind, and a menu with all of them."""
    text = [block("text", text="<p>Du texte.</p>")]
    for number in range(3):
        factories.standard_page(home, slug=f"page-{number}", title=f"Page {number}", body=text, show_in_menus=True)
    factories.standard_page(home, slug="aide", title="Aide", zone="protected", body=text)
    factories.search_page(home)


@pytest.mark.parametrize(
    ("path", "status", "most"),
    [("/fr/", 200, 10), ("/fr/page-0/", 200, 9), ("/fr/aide/", 200, 12), ("/fr/nulle-part/", 404, 18), ("/", 302, 2)],
    ids=["home", "page", "protected", "404", "door"],
)
def test_visitor_who_is_nobody_costs_few_queries_and_none_about_a_person(site, asked, path, status, most):
    response, number, personal = asked(path)

    assert response.status_code == status
    assert (personal, dict(response.cookies)) == ([], {})
    assert "Cookie" not in response.get("Vary", "")
    assert number <= most


def test_it_would_be_seen_if_a_person_were_asked_for(site, admin_client, asked):
    _response, _number, personal = asked("/admin/")

    assert {table for table in PERSONAL if any(table in sql for sql in personal)} >= set(PERSONAL[:2])
