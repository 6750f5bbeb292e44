"""Entries from a services' own file: what it changes is shown field by field, and nothing changes before two people say so."""

import pytest

from campaigns.outreach.directory.models import Entry, Organisation
from campaigns.outreach.directory.proposals import acts, imports
from campaigns.outreach.directory.proposals.kinds import ENTRIES
from tests.outreach.directory.desk import content, csv_file, entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("other", "other@example.org", "a long enough password")


@pytest.fixture
def take_in(admin, other):
    """Import a file to the end."""

    def taken(data: str | bytes, **options):
        found = imports.preview(admin, csv_file(data), **options)
        if found.pending:
            acts.submit(found.pending)
            acts.accept(found.pending, other)
        return found

    return taken


def test_file_makes_nothing_before_it_is_submitted_and_accepted(admin, other):
    pending = imports.preview(admin, csv_file(content({}))).pending
    assert not Entry.objects.exists()
    assert not Organisation.objects.exists()

    acts.submit(pending)
    assert not Entry.objects.exists()

    acts.accept(pending, other)

    made = Entry.objects.get()
    assert ENTRIES.values(made) == {
        "organisation": "Une association",
        "name": "Accueil de Lyon",
        "territory": "69",
        "address": "1 rue de l’Exemple",
        "postcode": "69001",
        "city": "Lyon",
        "services": ["health", "listening"],
        "languages": ["fr", "ro"],
        "welcomes": [],
        "telephone": "01 99 00 12 34",
        "sms": "",
        "whatsapp": "",
        "signal": "",
        "chat_url": "",
        "website": "https://example.org/lyon",
        "always_open": False,
        "hours": "",
        "approved": "unknown",
        "source_title": "Fichier de l’association",
        "source_url": "",
        "verified_on": "2026-03-31",
        "withdrawn": False,
    }
    assert len(made.code) == 6


def test_headers_are_read_in_english_and_by_the_names_of_fields(take_in):
    take_in(
        "Reference,Organisation,Name,territory,Services,languages,APPROVED,always_open,verified on,source title\n"
        "a,Une association,Accueil,2a,Talking to someone|santé,français | Romanian,yes,oui,31/03/2026,Fichier\n"
    )

    made = Entry.objects.get()
    assert (made.territory, made.services, made.languages) == ("2A", ["health", "listening"], ["fr", "ro"])
    assert (made.approved, made.always_open, made.verified_on.isoformat()) == ("yes", True, "2026-03-31")


def test_same_file_again_changes_nothing(take_in):
    data = content({}, {"téléphone": "+33 1 99 00 12 34"}, {"département": ""})
    take_in(data)

    again = take_in(data)

    assert (again.pending, again.found.found, again.found.unchanged) == (None, [], 3)


def test_preview_tells_new_changed_and_unchanged_field_by_field(admin):
    entry("lyon-1")
    entry("lyon-2")

    found = imports.preview(admin, csv_file(content({}, {"téléphone": "3919", "ville": "Villeurbanne"}, {}))).found

    assert [one.name for one in found.new] == ["Accueil de Lyon"]
    assert [[(one.label, one.before, one.after) for one in change.differences] for change in found.changed] == [
        [("city", "Lyon", "Villeurbanne"), ("telephone", "01 99 00 12 34", "3919")]
    ]
    assert found.unchanged == 1


def test_columns_that_a_file_does_not_have_stay_as_they_are(take_in):
    entry("lyon-1", hours="De 9 h à 12 h")

    take_in("référence;téléphone\nlyon-1;3919\n")

    made = Entry.objects.get()
    assert (made.telephone, made.hours, made.city) == ("3919", "De 9 h à 12 h", "Lyon")


def test_empty_cell_empties_what_may_be_empty(take_in):
    entry("lyon-1", hours="De 9 h à 12 h")

    take_in("référence;horaires\nlyon-1;\n")

    assert Entry.objects.get().hours == ""


def test_telephone_that_our_own_file_made_harmless_is_read_again(take_in):
    take_in(content({"téléphone": "'+32 2 511 00 00"}))

    assert Entry.objects.get().telephone == "+32 2 511 00 00"


def test_entries_of_the_source_that_are_not_in_the_file_are_withdrawn_where_that_is_chosen(take_in):
    entry("lyon-1")
    entry("gone")
    entry("of-another-source", source_title="Autre fichier")
    unchosen = take_in(content({}))
    assert unchosen.found.withdrawn == []

    chosen = take_in(content({}), withdraw_others=True)

    assert [one.row for one in chosen.found.withdrawn] == [{"reference": "gone", "withdrawn": True}]
    assert list(Entry.objects.filter(withdrawn_at=None).values_list("reference", flat=True)) == [
        "lyon-1",
        "of-another-source",
    ]


def test_withdrawn_entry_that_a_file_names_again_is_told_and_comes_back(take_in):
    take_in(content({"retiré": "oui"}))
    assert Entry.objects.get().withdrawn_at

    found = take_in(content({}))

    assert [one.reason for one in found.warnings.shown] == [
        "“Accueil de Lyon” was withdrawn, and becomes public again."
    ]
    assert Entry.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"services": "shelter"}, "offers a safe place and says where"),
        ({"département": ""}, "is shown for the whole country"),
        ({"code postal": "75001"}, "the postcode is that of another département"),
    ],
)
def test_what_a_person_should_look_at_is_told_and_taken(admin, row, said):
    found = imports.preview(admin, csv_file(content(row)))

    assert [(one.line, said in one.reason) for one in found.warnings.shown] == [(2, True)]
    assert found.pending


def test_postcodes_of_corsica_and_overseas_agree_with_their_territories(admin):
    rows = [
        {"département": "2A", "code postal": "20000"},
        {"département": "971", "code postal": "97110"},
        {"département": "1", "code postal": "1000"},
    ]

    assert not imports.preview(admin, csv_file(content(*rows))).warnings


def test_number_of_queries_does_not_grow_with_rows(take_in, django_assert_num_queries, admin, other):
    for rows in (1, 3):
        data = content(*({"référence": f"{rows}-{number}"} for number in range(rows)))
        with django_assert_num_queries(3):
            pending = imports.preview(admin, csv_file(data)).pending
        acts.submit(pending)
        acts.accept(pending, other)

    assert Entry.objects.count() == 4
