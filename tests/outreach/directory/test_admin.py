"""The directory in the admin: who may do what, and the way of a change from its proposal to the public."""

import re

import pytest

from campaigns.outreach.directory.models import Entry, Organisation, Proposal
from tests.outreach.directory.desk import content, csv_file, entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "in_english")]
BASE = "/admin/directory/"


def latest() -> Proposal:
    return Proposal.objects.latest("pk")


def test_file_goes_from_the_editor_to_the_publisher_to_the_public(sign_in):
    editor = sign_in("editor")
    preview = editor.post(f"{BASE}import/", {"file": csv_file(content({}, {"nom": "Accueil de Bron"}))})
    assert (preview.status_code, Entry.objects.count()) == (200, 0)
    assert "2 new entries" in preview.content.decode()
    editor.post(f"{BASE}proposals/{latest().pk}/submit/")
    assert editor.post(f"{BASE}proposals/{latest().pk}/accept/").status_code in (302, 403)
    assert not Entry.objects.exists()

    publisher = sign_in("publisher")
    shown = publisher.get(f"{BASE}proposals/{latest().pk}/").content.decode()
    assert "Accueil de Bron" in shown
    publisher.post(f"{BASE}proposals/{latest().pk}/accept/")

    assert sorted(Entry.objects.values_list("name", flat=True)) == ["Accueil de Bron", "Accueil de Lyon"]


def test_file_with_problems_is_told_line_by_line(sign_in):
    response = sign_in("editor").post(f"{BASE}import/", {"file": csv_file(content({"département": "20"}))})

    assert response.status_code == 422
    assert "2A for Corse-du-Sud" in response.content.decode()
    assert not Proposal.objects.exists()


def test_file_without_changes_is_told_so(sign_in):
    entry("lyon-1")

    response = sign_in("editor").post(f"{BASE}import/", {"file": csv_file(content({}))})

    assert "There is nothing to change" in response.content.decode()
    assert not Proposal.objects.exists()


def test_template_and_export_are_taken_back_by_the_import(sign_in):
    editor = sign_in("editor")
    entry("lyon-1", telephone="+32 2 511 00 00", hours="=SUM(A1)", territory="", services=[])
    template = b"".join(editor.get(f"{BASE}template.csv").streaming_content)
    exported = b"".join(editor.get(f"{BASE}entries.csv").streaming_content)
    assert exported.startswith(template.rstrip())
    assert b"'=SUM" in exported
    Entry.objects.update(hours="De 9 h à 12 h")
    exported = b"".join(editor.get(f"{BASE}entries.csv").streaming_content)

    response = editor.post(f"{BASE}import/", {"file": csv_file(exported)})

    assert "There is nothing to change" in response.content.decode()


def test_form_proposes_and_does_not_write(sign_in):
    made = entry("lyon-1")
    editor = sign_in("editor")
    page = editor.get(f"{BASE}{made.pk}/")
    data = {name: value for name, value in page.context["form"].initial.items() if value not in (False, None)}

    editor.post(f"{BASE}{made.pk}/", data | {"telephone": "3919", "note": "Vu avec eux"})

    assert Entry.objects.get().telephone == "01 99 00 12 34"
    assert (latest().rows, latest().note) == ([{"reference": "lyon-1", "telephone": "3919"}], "Vu avec eux")


def test_form_tells_at_the_field_what_is_refused(sign_in):
    response = sign_in("editor").post(f"{BASE}add/", {"reference": "a b", "territory": "", "telephone": "n/a"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "reference",
        "organisation",
        "name",
        "telephone",
        "source_title",
        "verified_on",
    }
    assert not Proposal.objects.exists()


def test_new_entry_with_a_reference_that_is_there_is_refused(sign_in):
    made = entry("lyon-1")

    response = sign_in("editor").post(f"{BASE}add/", {"reference": made.reference})

    assert "There is an entry with this reference already" in response.content.decode()


def test_refusal_is_given_with_its_reason_alone(sign_in):
    sign_in("editor").post(f"{BASE}import/", {"file": csv_file(content({}))})
    Proposal.objects.update(submitted_at="2026-01-01T00:00:00Z")
    publisher = sign_in("publisher")

    assert publisher.post(f"{BASE}proposals/{latest().pk}/refuse/", {"reason": ""}).status_code == 422
    assert latest().is_open

    publisher.post(f"{BASE}proposals/{latest().pk}/refuse/", {"reason": "La source manque."})

    assert "La source manque." in sign_in("editor").get(f"{BASE}proposals/{latest().pk}/").content.decode()


def test_accepted_proposal_is_undone_by_another(sign_in):
    entry("lyon-1")
    editor = sign_in("editor")
    editor.post(f"{BASE}import/", {"file": csv_file("référence;téléphone\nlyon-1;3919\n")})
    first = latest().pk
    editor.post(f"{BASE}proposals/{first}/submit/")
    sign_in("publisher").post(f"{BASE}proposals/{first}/accept/")
    sign_in("editor").post(f"{BASE}proposals/{first}/undo/")
    assert latest().undoes_id == first

    sign_in("publisher").post(f"{BASE}proposals/{latest().pk}/accept/")

    assert Entry.objects.get().telephone == "01 99 00 12 34"


SEEN = ["", "entries.csv", "proposals/", "organisations/", "contacts/", "contacts/69/", "gaps/", "gaps.csv"]
PAGES = ["add/", "import/", "template.csv", *SEEN]
ALLOWED = {
    "editor": PAGES,
    "publisher": SEEN,
    "administrator": PAGES,
    "lawyer": [],
}


@pytest.mark.parametrize("role", ALLOWED)
def test_each_role_opens_what_is_its_job(sign_in, role):
    client = sign_in(role)

    opened = [page for page in PAGES if client.get(f"{BASE}{page}").status_code == 200]

    assert opened == ALLOWED[role]
    assert ("directory" in menu(client)) == bool(opened)


def menu(client) -> str:
    return " ".join(re.findall(r"/admin/(directory)/", client.get("/admin/").content.decode()))


def test_link_of_an_organisation_is_for_those_who_give_it_out(sign_in):
    made = Organisation.objects.create(name="Une association", email="a@example.org")
    page = f"{BASE}organisations/{made.pk}/"

    editor = sign_in("editor")
    assert "/corrections/" not in editor.get(page).content.decode()
    assert "/corrections/" in editor.post(f"{page}link/").content.decode()
    publisher = sign_in("publisher")
    assert "/corrections/" not in publisher.get(page).content.decode()
    for address, data in (
        (page, {"email": "b@example.org"}),
        *((f"{page}{act}/", {}) for act in ("link", "renew", "send")),
    ):
        assert publisher.post(address, data).status_code in (302, 403)
    kept = Organisation.objects.get(pk=made.pk)
    assert (kept.email, kept.correction_key) == (made.email, made.correction_key)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", ["Bron", "Lille", "Lyon", "Partout"]),
        ("territory=69", ["Bron", "Lyon"]),
        ("territory=national", ["Partout"]),
        ("need=papers", ["Lille"]),
        ("source=Autre", ["Partout"]),
        ("state=stale", ["Lille"]),
        ("state=withdrawn", ["Bron"]),
        ("state=live&territory=69", ["Lyon"]),
        ("state=demonstration", ["Partout"]),
        ("q=lyo", ["Lyon"]),
        ("territory=zz&need=x", ["Bron", "Lille", "Lyon", "Partout"]),
    ],
)
def test_entries_are_filtered(admin_client, filters, expected):
    entry("a", name="Lyon")
    entry("b", name="Bron", withdrawn_at="2026-01-01T00:00:00Z", city="Bron")
    entry("c", name="Lille", territory="59", services=["papers"], verified_on="2020-01-01", city="Lille")
    shown = Organisation.objects.create(name="Exemple", is_demonstration=True)
    entry("d", name="Partout", territory="", source_title="Autre", organisation=shown, city="")

    page = admin_client.get(f"{BASE}?{filters}").context["page"]

    assert sorted(one.name for one in page) == expected


@pytest.mark.parametrize(("address", "queries"), [("", 10), ("proposals/", 9), ("organisations/", 9)])
def test_lists_take_as_many_queries_for_three_as_for_one(admin_client, django_assert_num_queries, address, queries):
    admin_client.get(f"{BASE}{address}")
    for names in (["a"], ["b", "c"]):
        for name in names:
            made = entry(name, organisation=f"Association {name}")
            Proposal.objects.create(
                origin="correction", organisation=made.organisation, rows=[{}], submitted_at="2026-01-01T00:00:00Z"
            )
        with django_assert_num_queries(queries):
            admin_client.get(f"{BASE}{address}")


def test_list_of_proposals_says_how_many_entries_each_has(admin_client):
    Proposal.objects.create(origin="import", rows=[{}, {}, {}], submitted_at="2026-01-01T00:00:00Z")
    Proposal.objects.create(origin="import", rows=[{}], submitted_at=None)

    found = admin_client.get(f"{BASE}proposals/").context["page"]

    assert [one.number for one in found] == [3]


def test_each_page_has_its_heading(admin_client):
    for page in ("", "add/", "import/", "proposals/", "organisations/", "contacts/", "contacts/69/", "gaps/"):
        assert admin_client.get(f"{BASE}{page}").content.decode().count("<h1") == 1, page
