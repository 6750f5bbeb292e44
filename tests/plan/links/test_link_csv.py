"""Links from a CSV file: all of them or none, each problem with its line, and nothing before somebody says so."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from campaigns.plan.models import Channel, LinkImport, Partner, Placement, TrackedLink, Wave
from campaigns.plan.models.links import ALPHABET
from tests import factories


@pytest.fixture
def campaign(home):
    """A campaign with a channel, a partner and a wave."""
    made = factories.campaign()
    Channel.objects.create(campaign=made, kind="poster", name="Affiches")
    Partner.objects.create(name="Une association", email="a@example.org")
    day = timedelta(days=1)
    Wave.objects.create(campaign=made, name="Vague 1", starts_at=made.starts_at, ends_at=made.starts_at + day)
    return made


@pytest.fixture
def upload(admin_client, campaign):
    """Upload a file, as text or as bytes."""

    def uploaded(content: str | bytes):
        data = content if isinstance(content, bytes) else content.encode()
        file = SimpleUploadedFile("liens.csv", data, "text/csv")
        return admin_client.post(address(campaign, "import/"), {"file": file})

    return uploaded


@pytest.fixture
def apply(admin_client, campaign):
    """Say that the file that was uploaded last be applied."""

    def applied():
        return admin_client.post(address(campaign, f"import/{LinkImport.objects.latest('pk').pk}/"), follow=True)

    return applied


def address(campaign, rest: str = "") -> str:
    return f"/admin/campaigns/{campaign.pk}/links/{rest}"


def problems(response) -> list[tuple]:
    """(line, column) of each problem that is shown."""
    return [(one.line, one.place) for one in response.context["problems"].shown]


def nothing_made() -> bool:
    return not (TrackedLink.objects.exists() or Placement.objects.exists() or LinkImport.objects.exists())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [(None, "")]),
        ("\n\n;;\n", [(None, "")]),
        ("canal;emplacement\n", [(None, "")]),
        ("emplacement;code\nMairie;abc\n", [(1, "")]),
        ("canal;emplacment\nAffiches;Mairie\n", [(1, "emplacment")]),
        ("canal;channel\nAffiches;Affiches\n", [(1, "canal"), (1, "channel")]),
        ("Affiches\nAffiches\n", [(1, "Affiches"), (1, "")]),
        ("canal;code\nAffiches\n", [(2, "")]),
        ("canal;code\nAffiches;abc;x\n", [(2, "")]),
        ("canal;emplacement\nAffiches;a\x00b\n", [(2, "emplacement")]),
        ("canal;emplacement\nAffiches;Église\nAffiches;Ã‰glise\n", [(3, "emplacement")]),
        ("canal;emplacement\nAffiches;a\x07b\n", [(2, "emplacement")]),
        ("canal;emplacement\nAffiches;a\u2028b\n", [(2, "emplacement")]),
        ('canal;emplacement\nAffiches;"Mairie\nde Lyon"\n', [(2, "emplacement")]),
        ('canal;emplacement\nAffiches;"Mairie"x\n', [(2, "")]),
        ('canal;emplacement\n\nAffiches;"Mairie\n', [(3, "")]),
        ("canal\nTélévision\n", [(2, "canal")]),
        ("canal;emplacement\n;Mairie\n", [(2, "canal")]),
        ("canal;partenaire\nAffiches;Personne\n", [(2, "partenaire")]),
        ("canal;emplacement;vague\nAffiches;Mairie;Vague 9\n", [(2, "vague")]),
        ("canal;vague\nAffiches;Vague 1\n", [(2, "vague")]),
        ("canal;code\nAffiches;a0l\n", [(2, "code")]),
        ("canal;code\nAffiches;../admin\n", [(2, "code")]),
        ("canal;destination\nAffiches;//ailleurs.example.com\n", [(2, "destination")]),
        ("canal;destination\nAffiches;https://ailleurs.example.com/\n", [(2, "destination")]),
        ("canal;destination\nAffiches;javascript:alert(1)\n", [(2, "destination")]),
        ('canal;destination\nAffiches;"/fr/\rSet-Cookie: a"\n', [(2, "destination")]),
        (f"canal;destination\nAffiches;/{'a' * 500}\n", [(2, "destination")]),
        (f"canal;emplacement\nAffiches;{'a' * 161}\n", [(2, "emplacement")]),
        ("canal;emplacement\nAffiches;Mairie\nAffiches;mairie \n", [(3, "canal")]),
        ("canal;emplacement;code\nAffiches;a;abc\nAffiches;b;ABC\n", [(3, "code")]),
        ("canal;emplacement;vague\nAffiches;a;Vague 1\nAffiches;a;\nTélé;b;\n", [(3, "canal"), (4, "canal")]),
        ("canal;emplacement\r\nAffiches;Église\r\n".encode("latin-1"), [(2, "")]),
        ("canal;emplacement\nAffiches;Mairie\n".encode("utf-16"), [(1, "")]),
        (b"\x89PNG\r\n\x1a\n\x00\x00", [(1, "")]),
    ],
)
def test_bad_file_is_refused_with_its_lines_and_nothing_is_made(upload, content, expected):
    response = upload(content)

    assert response.status_code == 422
    assert problems(response) == expected
    assert nothing_made()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", '"\t'])
def test_formula_is_refused_with_its_line_and_column(upload, start):
    quote = '"' if start.startswith('"') else ""

    response = upload(f"canal,emplacement\nAffiches,Mairie\nAffiches,{start}cmd|x!A1{quote}\n")

    assert problems(response) == [(3, "emplacement")]
    assert nothing_made()


def test_problems_of_shape_and_of_meaning_are_told_together(upload):
    response = upload("canal;destination\nRadio;\nAffiches;=1\nAffiches;a;b\nAffiches;//x\n")

    assert problems(response) == [(2, "canal"), (3, "destination"), (4, ""), (5, "destination")]
    assert nothing_made()


def test_problem_is_shown_escaped(upload):
    said = upload("canal\n<script>alert(1)</script>\n").content.decode()

    assert "<script>alert(1)" not in said
    assert "&lt;script&gt;alert(1)" in said


def test_place_and_code_of_another_link_are_refused(upload, campaign):
    channel = campaign.channels.get()
    placement = Placement.objects.create(channel=channel, name="Mairie")
    TrackedLink.objects.create(campaign=campaign, channel=channel)
    TrackedLink.objects.create(campaign=campaign, channel=channel, placement=placement, code="abc234")

    response = upload("canal;emplacement;code\nAffiches;;\nAffiches;Mairie;\nAffiches;Gare;abc235\n")

    assert problems(response) == [(2, "canal"), (3, "canal")]
    assert problems(upload("canal;emplacement;code\nAffiches;Gare;ABC234\n")) == [(2, "code")]
    assert TrackedLink.objects.count() == 2


def test_place_of_a_retired_link_is_free_and_its_code_is_not(upload, campaign):
    old = TrackedLink.objects.create(campaign=campaign, channel=campaign.channels.get(), retired_at=timezone.now())

    assert upload("canal\nAffiches\n").status_code == 200
    assert problems(upload(f"canal;code\nAffiches;{old.code}\n")) == [(2, "code")]


def test_placement_of_another_wave_is_refused(upload, campaign):
    Placement.objects.create(channel=campaign.channels.get(), name="Mairie")

    assert problems(upload("canal;emplacement;vague\nAffiches;Mairie;Vague 1\n")) == [(2, "vague")]


def test_channel_of_another_campaign_is_unknown(upload):
    Channel.objects.create(campaign=factories.campaign(), kind="radio", name="Radio")

    assert problems(upload("canal\nRadio\n")) == [(2, "canal")]


def test_preview_shows_what_is_made_and_makes_nothing(upload, campaign):
    response = upload("canal;emplacement;partenaire\nAffiches;;\nAffiches;Mairie;Une association\n")

    assert response.status_code == 200
    assert [placement.name for placement in response.context["placements"]] == ["Mairie"]
    assert [line for line, _link in response.context["rows"]] == [2, 3]
    assert not TrackedLink.objects.exists()
    assert not Placement.objects.exists()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_in_which_spreadsheets_write_csv_is_read(upload, delimiter, mark, end):
    lines = [["Canal", "EMPLACEMENT ", "Destination"], ["affiches", '"Mairie, ""centre""; 2"', "/fr/"], ["", "", ""]]

    response = upload(mark + end.join(delimiter.join(line) for line in lines) + end)

    (link,) = response.context["links"]
    assert (link.channel.name, link.placement.name, link.address) == ("Affiches", 'Mairie, "centre"; 2', "/fr/")


def test_english_headers_are_read(upload, apply):
    upload("channel,placement,partner,wave,code,destination\nAffiches,Mairie,Une association,Vague 1,abc23,/fr/\n")
    apply()

    link = TrackedLink.objects.get()
    assert (link.code, link.address, link.partner.name) == ("abc23", "/fr/", "Une association")
    assert (link.placement.name, link.placement.wave.name) == ("Mairie", "Vague 1")


def test_applying_makes_links_and_placements_once(upload, apply, admin, campaign):
    upload("canal;emplacement;code\nAffiches;;\nAffiches;Mairie;abc\nAffiches;Gare;\n")

    apply()
    again = apply()

    made = {link.placement and link.placement.name: link for link in TrackedLink.objects.all()}
    assert set(made) == {None, "Mairie", "Gare"}
    assert made["Mairie"].code == "abc"
    assert set(made["Gare"].code) <= set(ALPHABET)
    assert {link.created_by for link in made.values()} == {admin}
    assert LinkImport.objects.get().applied_at
    assert [message.level_tag for message in again.context["messages"]] == ["error"]


@pytest.mark.usefixtures("search_index")
def test_placements_of_a_file_are_found_by_search_and_known_as_uses(upload, apply, campaign):
    upload("canal;emplacement\nAffiches;Mairie du Vieux-Port\nAffiches;Gare\n")
    apply()

    found = Placement.objects.get(name="Mairie du Vieux-Port")
    assert list(get_search_backend().autocomplete("vieux", Placement)) == [found]
    assert ReferenceIndex.get_references_to(campaign.channels.get()).count() == 2


def test_nothing_is_made_where_things_changed_since_the_preview(upload, apply, campaign):
    upload("canal;emplacement\nAffiches;Mairie\nAffiches;\n")
    TrackedLink.objects.create(campaign=campaign, channel=campaign.channels.get())

    response = apply()

    assert response.status_code == 422
    assert [one.line for one in response.context["problems"].shown] == [3]
    assert TrackedLink.objects.count() == 1
    assert not Placement.objects.exists()
    assert LinkImport.objects.get().applied_at is None


def test_nothing_is_made_where_the_database_refuses_a_row(upload, apply, campaign, monkeypatch):
    upload("canal;emplacement\nAffiches;Mairie\nAffiches;Gare\n")
    # As if another request drew the same code between the look and the write.
    monkeypatch.setattr("campaigns.plan.links.making.taken", lambda codes: set())
    monkeypatch.setattr("campaigns.plan.links.making.new_code", iter(["abc234", "abc235"]).__next__)
    other = Channel.objects.create(campaign=campaign, kind="radio", name="Radio")
    TrackedLink.objects.create(campaign=campaign, channel=other, code="abc235")

    response = apply()

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert TrackedLink.objects.count() == 1
    assert not Placement.objects.exists()


def test_import_of_somebody_else_or_of_another_campaign_is_not_applied(upload, client, campaign, django_user_model):
    upload("canal\nAffiches\n")
    pending, other = LinkImport.objects.get(), factories.campaign()
    assert client.post(address(other, f"import/{pending.pk}/")).status_code == 404

    client.force_login(django_user_model.objects.create_superuser("b", "b@example.org", "a long enough password"))

    assert client.post(address(campaign, f"import/{pending.pk}/")).status_code == 404
    assert not TrackedLink.objects.exists()


def test_template_can_be_filled_in_and_uploaded(admin_client, upload, campaign):
    Channel.objects.create(campaign=campaign, kind="radio", name="=Radio; une")

    content = admin_client.get(address(campaign, "template.csv")).content.decode()

    assert content.splitlines() == [
        "\ufeffcanal;emplacement;partenaire;vague;code;destination",
        "Affiches;;;;;",
        '"\'=Radio; une";;;;;',
    ]
    assert [link.channel.name for link in upload(content).context["links"]] == ["Affiches", "=Radio; une"]


@pytest.mark.parametrize("number", [1, 60])
def test_reading_a_file_costs_the_same_for_one_row_and_many(upload, number, django_assert_num_queries):
    upload("canal\nAffiches\n")
    rows = "".join(f"Affiches;Mairie {position}\n" for position in range(number))

    with django_assert_num_queries(14):
        assert len(upload(f"canal;emplacement\n{rows}").context["links"]) == number
