"""Partners from a CSV file: all of them or none, each problem with its line, nothing before somebody says so, and back again."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from campaigns.plan import periodic_jobs
from campaigns.plan.models import Channel, Partner, PartnerImport, Partnership, TrackedLink
from campaigns.plan.partners.imports import columns
from core.editor import roles
from tests import factories
from tests.plan.relay import partner as relay

HEADER = "nom;adresse électronique;type;département;contact;langue;accord du\n"
GOOD = HEADER + "Mairie de Lyon;lyon@example.org;mairie;69;Zoé Petit;français;31/12/2025\n"


@pytest.fixture
def campaign(home):
    return factories.campaign()


@pytest.fixture
def upload(admin_client, home):
    def uploaded(content: str | bytes, to: str = "/admin/partners/import/", known: str = "update"):
        data = content if isinstance(content, bytes) else content.encode()
        return admin_client.post(to, {"file": SimpleUploadedFile("partenaires.csv", data, "text/csv"), "known": known})

    return uploaded


@pytest.fixture
def take_in(upload, admin_client):
    """Upload a file and say that it be applied."""

    def taken(*args, **kwargs):
        return admin_client.post(upload(*args, **kwargs).context["apply"], follow=True)

    return taken


@pytest.fixture
def undo(admin_client):
    def undone(before: str = "/admin/partners/"):
        return admin_client.post(f"{before}import/{PartnerImport.objects.latest('pk').pk}/undo/", follow=True)

    return undone


def of(campaign) -> str:
    return f"/admin/campaigns/{campaign.pk}/partners/"


def problems(response) -> list[tuple]:
    """(line, column) of each problem that is shown."""
    return [(one.line, one.place) for one in response.context["problems"].shown]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [(None, "")]),
        ("nom;mail\n", [(None, "")]),
        ("nom\nA\n", [(1, "")]),
        ("nom;mail;telephone\nA;a@example.org;1\n", [(1, "telephone")]),
        ("nom;name;mail\nA;A;a@example.org\n", [(1, "nom"), (1, "name")]),
        ("nom;mail\n;a@example.org\n", [(2, "nom")]),
        ("nom;mail;contact\nA;;Zoé\n", [(2, "mail")]),
        ("nom;mail\nA;a@example\n", [(2, "mail")]),
        ("nom;mail\nA;a@example.org, b@example.org\n", [(2, "mail")]),
        ('nom;mail\nA;"a@example.org\nBcc: b@example.org"\n', [(2, "mail")]),
        (f"nom;mail\nA;{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org\n", [(2, "mail")]),
        (f"nom;mail\n{'A' * 161};a@example.org\n", [(2, "nom")]),
        ("nom;mail\n=1+1;a@example.org\n", [(2, "nom")]),
        ("nom;mail\nMairie d\u202eA;a@example.org\n", [(2, "nom")]),
        ("nom;mail\nMairie de NÃ®mes;a@example.org\n", [(2, "nom")]),
        ("nom;mail;contact\nA;a@example.org;a\x00b\n", [(2, "contact")]),
        ("nom;mail;type\nA;a@example.org;église\n", [(2, "type")]),
        ("nom;mail;département\nA;a@example.org;20\n", [(2, "département")]),
        ("nom;mail;département\nA;a@example.org;69001\n", [(2, "département")]),
        ("nom;mail;département\nA;a@example.org;Lyon\n", [(2, "département")]),
        ("nom;mail;langue\nA;a@example.org;breton\n", [(2, "langue")]),
        ("nom;mail;accord du\nA;a@example.org;oui\n", [(2, "accord du")]),
        ("nom;mail;accord du\nA;a@example.org;31/02/2025\n", [(2, "accord du")]),
        ("nom;mail;accord du\nA;a@example.org;01/01/2999\n", [(2, "accord du")]),
        ("nom;mail\nA;a@example.org\nB;A@EXAMPLE.org\n", [(3, "mail")]),
        ("nom;mail\nMairie A;a@example.org\nmairie  a;b@example.org\n", [(3, "nom")]),
        ("nom;mail\nDéjà  LÀ;neuf@example.org\n", [(2, "nom")]),
        ("nom;mail\nAutre;double@example.org\n", [(2, "mail")]),
        ("nom;mail\nA;a\nB;b@example.org\nC;c\n", [(2, "mail"), (4, "mail")]),
        ("nom;mail\nÉcole;a@example.org\n".encode("latin-1"), [(2, "")]),
    ],
)
def test_file_that_is_wrong_is_refused_at_its_line_and_nothing_is_kept(upload, content, expected):
    relay.partner(name="Déjà là", email="la@example.org")
    for name in ("Un", "Deux"):
        relay.partner(name=name, email="double@example.org")

    response = upload(content)

    assert response.status_code == 422
    assert problems(response) == expected
    assert (Partner.objects.count(), PartnerImport.objects.count()) == (3, 0)


def test_file_of_more_rows_than_a_list_of_partners_has_is_refused_before_any_is_judged(upload, monkeypatch):
    monkeypatch.setattr(columns, "MOST", 2)

    response = upload("nom;mail\n" + "A;a\n" * 3)

    assert problems(response) == [(None, "")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_file_makes_partners_with_all_that_it_says(take_in, delimiter, mark):
    take_in(mark + GOOD.replace(";", delimiter))

    made = Partner.objects.get()
    assert (made.name, made.email, made.kind, made.territory) == (
        "Mairie de Lyon",
        "lyon@example.org",
        "town_hall",
        "69",
    )
    assert (made.contact, made.language, made.may_be_mailed_since) == ("Zoé Petit", "fr", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("town hall;1;English;2025-12-31", ("town_hall", "01", "en")),
        ("Hôtel;corse-du-sud;fr;", ("hotel", "2A", "fr")),
        ("school or health service;national;anglais;", ("school_health", "", "en")),
        (";;;", ("other", "", "fr")),
    ],
)
def test_cell_says_the_same_in_french_and_english(take_in, cells, expected):
    take_in(f"name;email;kind;territory;language;consent\nA;a@example.org;{cells}\n")

    made = Partner.objects.get()
    assert (made.kind, made.territory, made.language) == expected


def test_nothing_is_written_before_somebody_says_so(upload):
    response = upload(GOOD)

    assert (response.status_code, response.context["new"], Partner.objects.count()) == (200, 1, 0)


def test_partner_that_is_known_by_its_address_takes_what_the_file_says_and_keeps_the_rest(take_in):
    known = relay.partner(
        name="Ancien nom", email="Lyon@example.org", contact="Zoé", may_be_mailed_since=date(2024, 1, 1)
    )

    take_in("nom;mail;type;contact;accord du\nMairie de Lyon;lyon@EXAMPLE.org;mairie;;\n")

    known.refresh_from_db()
    assert (known.name, known.email, known.kind) == ("Mairie de Lyon", "Lyon@example.org", "town_hall")
    assert (known.contact, known.may_be_mailed_since, Partner.objects.count()) == ("Zoé", date(2024, 1, 1), 1)


def test_partner_that_is_known_is_left_as_it_is_where_that_was_chosen(take_in):
    known = relay.partner(name="Ancien nom", email="lyon@example.org")

    take_in(GOOD + "Autre;autre@example.org;;;;;\n", known="leave")

    known.refresh_from_db()
    assert (known.name, known.kind) == ("Ancien nom", "other")
    assert Partner.objects.get(email="autre@example.org").name == "Autre"


def test_file_that_a_change_has_spoilt_is_not_applied_at_all(upload, admin_client):
    address = upload(GOOD + "Autre;autre@example.org;;;;;\n").context["apply"]
    relay.partner(name="Autre", email="encore@example.org")

    response = admin_client.post(address)

    assert (response.status_code, problems(response)) == (422, [(3, "")])
    assert (Partner.objects.count(), PartnerImport.objects.get().applied_at) == (1, None)


def test_partners_of_a_campaign_s_file_take_part_with_a_link_each_and_are_not_mailed(take_in, campaign, mailoutbox):
    known = relay.partner(name="Connue", email="c@example.org")
    ended = relay.partnership(campaign, relay.partner(name="Finie", email="f@example.org"), ended_at=timezone.now())
    text = GOOD + "Connue;c@example.org;;;;;\nFinie;f@example.org;;;;;\n"

    take_in(text, f"{of(campaign)}import/")
    take_in(text, f"{of(campaign)}import/")

    assert campaign.partnerships.filter(ended_at=None).count() == 3
    assert sorted(TrackedLink.objects.values_list("partner__name", flat=True)) == ["Connue", "Finie", "Mairie de Lyon"]
    assert Channel.objects.get().kind == "partner"
    assert Partnership.objects.get(pk=ended.pk).token != ended.token
    assert known.partnerships.count() == 1
    assert mailoutbox == []


def test_import_is_undone_as_a_whole(take_in, undo):
    known = relay.partner(name="Ancien nom", email="lyon@example.org")
    take_in(GOOD + "Autre;autre@example.org;;;;;\n")

    undo()

    known.refresh_from_db()
    assert (known.name, known.kind, known.territory, known.may_be_mailed_since) == ("Ancien nom", "other", "", None)
    assert Partner.objects.get() == known


def test_import_into_a_campaign_is_undone_with_its_links(take_in, undo, campaign):
    ended = relay.partnership(campaign, relay.partner(name="Finie", email="f@example.org"), ended_at=timezone.now())
    take_in(GOOD + "Finie;f@example.org;;;;;\n", f"{of(campaign)}import/")

    undo(of(campaign))

    assert Partner.objects.get() == ended.partner
    assert (Partnership.objects.get().ended_at is None, TrackedLink.objects.count()) == (False, 0)


def change(campaign, made):
    Partner.objects.filter(pk=made.pk).update(contact="Autre")


def take_part_elsewhere(campaign, made):
    relay.partnership(factories.campaign(), made)


def keep_a_place(campaign, made):
    relay.placement(campaign, made)


def print_for_it(campaign, made):
    relay.item(TrackedLink.objects.get(partner=made))


@pytest.mark.parametrize("since", [change, take_part_elsewhere, keep_a_place, print_for_it])
def test_import_of_which_something_was_made_since_is_not_undone_and_says_whose(take_in, undo, campaign, since):
    take_in(GOOD + "Autre;autre@example.org;;;;;\n", f"{of(campaign)}import/")
    since(campaign, Partner.objects.get(name="Mairie de Lyon"))

    response = undo(of(campaign))

    assert (response.status_code, problems(response)) == (422, [(None, "Mairie de Lyon")])
    assert Partner.objects.count() == 2
    assert campaign.partnerships.count() == 2


def test_import_is_undone_once(take_in, undo):
    take_in(GOOD)
    undo()
    again = relay.partner(name="Mairie de Lyon", email="lyon@example.org")

    undo()

    assert Partner.objects.get() == again


def test_contacts_that_an_undo_needs_are_forgotten_after_a_month(take_in, undo):
    take_in(GOOD)
    kept = PartnerImport.objects.get()
    assert (kept.rows, bool(kept.before)) == ([], True)
    PartnerImport.objects.update(applied_at=timezone.now() - timedelta(days=31))

    periodic_jobs.forget_partner_files()
    undo()

    assert PartnerImport.objects.get().before == {}
    assert Partner.objects.count() == 1


def test_number_of_queries_does_not_grow_with_the_rows(upload, admin_client, campaign, django_assert_max_num_queries):
    rows = "".join(f"Partenaire {n};p{n}@example.org;club;75;;fr;2025-01-01\n" for n in range(400))
    with django_assert_max_num_queries(30):
        address = upload(HEADER + rows, f"{of(campaign)}import/").context["apply"]

    with django_assert_max_num_queries(60):
        admin_client.post(address)

    assert campaign.partnerships.count() == 400


def test_template_is_a_file_that_is_taken(admin_client, upload, home):
    response = admin_client.get("/admin/partners/template.csv")

    assert upload(response.content + b"Mairie;m@example.org;;;;;\r\n").context["new"] == 1


@pytest.mark.parametrize("role", [roles.EDITOR, roles.PUBLISHER, roles.TRANSLATOR, roles.LAWYER, roles.ANALYST])
def test_who_may_not_add_partners_brings_no_file(client, campaign, django_user_model, role):
    person = django_user_model.objects.create_user("p", "p@example.org", "a long enough password")
    person.groups.add(Group.objects.get(name=role.name))
    client.force_login(person)
    done = PartnerImport.objects.create(
        user=person, file_name="a.csv", rows=[], applied_at=timezone.now(), before={"made": []}
    )
    wanted = 200 if role is roles.EDITOR else 302

    ways = ["import/", f"import/{done.pk}/undo/", "template.csv"]
    answers = [client.get(f"/admin/partners/{way}").status_code for way in ways]

    assert answers == [wanted] * 3
    assert client.get(f"{of(campaign)}import/").status_code == wanted


def test_import_of_a_campaign_is_not_undone_from_the_list(admin_client, take_in, campaign):
    take_in(GOOD, f"{of(campaign)}import/")

    assert admin_client.get(f"/admin/partners/import/{PartnerImport.objects.get().pk}/undo/").status_code == 404
