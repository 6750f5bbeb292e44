"""A file's way into the results: all of it or nothing, once, and out again."""

import time
from decimal import Decimal

import pytest

from campaigns.plan.models import Channel
from campaigns.results.media import applying
from campaigns.results.models import MediaFigure, MediaImport, MediaMapping
from tests.results.media import files
from tests.results.media.files import csv, day, xlsx

FILE = csv(
    "Jour;Impressions;Clics;Montant dépensé (EUR);Couverture", f"{day(1)};100;5;1,50;80", f"{day(2)};200;;2,50;90"
)


@pytest.fixture
def campaign(home):
    return files.running_campaign(name="La loi")


def levels(response) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def figures() -> list[tuple]:
    return list(
        MediaFigure.objects.order_by("of_import", "row").values_list(
            "row", "channel__name", "impressions", "clicks", "cost", "reach"
        )
    )


def test_preview_writes_nothing(preview):
    response = preview(FILE)

    assert response.status_code == 200
    assert response.context["number"] == 2
    assert not MediaFigure.objects.exists()
    assert MediaImport.objects.get().applied_at is None


def test_applying_writes_all_rows_once(preview, apply, admin):
    preview(FILE)

    apply()
    again = apply()

    assert figures() == [
        (2, "Recherche", 100, 5, Decimal("1.50"), 80),
        (3, "Recherche", 200, None, Decimal("2.50"), 90),
    ]
    kept = MediaImport.objects.get()
    assert (kept.made_by, kept.rows, kept.cells, kept.is_in_force) == (admin, [], {}, True)
    assert levels(again) == ["error"]


def test_same_file_is_refused_with_a_link_to_the_first(preview, apply, upload, address):
    preview(FILE)
    apply()
    first = MediaImport.objects.get()

    response = upload(FILE, "autre-nom.csv")

    assert response.status_code == 409
    assert f'href="{address}{first.pk}/"' in response.content.decode()
    assert MediaFigure.objects.count() == 2


def test_same_file_in_another_campaign_is_refused_too(preview, apply, admin_client):
    preview(FILE)
    apply()
    other = files.running_campaign(name="Une autre")

    response = admin_client.post(
        f"/admin/results/{other.pk}/media/import/media/",
        {"file": files.uploaded(FILE), "owner": other.channels.first().pk},
    )

    assert response.status_code == 409


def test_same_file_previewed_twice_is_applied_once(preview, admin_client, address):
    first, second = preview(FILE).context["pending"], preview(FILE).context["pending"]

    admin_client.post(f"{address}{first.pk}/apply/", follow=True)
    response = admin_client.post(f"{address}{second.pk}/apply/", follow=True)

    assert levels(response) == ["error"]
    assert MediaFigure.objects.count() == 2


def test_database_refuses_a_file_twice_whatever_the_code_says(preview, apply, monkeypatch):
    preview(FILE)
    apply()
    MediaFigure.objects.all().delete()
    # As if another request applied it between the look and the write.
    monkeypatch.setattr(applying, "same_file", lambda *args: None)
    preview(FILE)

    assert levels(apply()) == ["error"]
    assert not MediaFigure.objects.exists()


def test_days_that_another_file_brought_are_refused_with_its_name(preview, apply):
    preview(FILE, "mars.csv")
    apply()

    response = preview(csv("Jour;Clics", f"{day(3)};1", f"{day(2)};1"))

    (problem,) = response.context["problems"].shown
    assert (problem.line, problem.place) == (3, "Jour")
    assert "mars.csv" in problem.reason


def test_nothing_is_written_where_another_file_came_since_the_preview(preview, admin_client, address):
    first = preview(csv("Jour;Clics", f"{day(1)};1")).context["pending"]
    second = preview(csv("Jour;Clics", f"{day(2)};1", f"{day(1)};1")).context["pending"]

    admin_client.post(f"{address}{first.pk}/apply/", follow=True)
    response = admin_client.post(f"{address}{second.pk}/apply/", follow=True)

    assert levels(response) == ["error"]
    assert MediaFigure.objects.count() == 1


def test_nothing_is_written_where_a_channel_is_gone_since_the_preview(preview, apply, campaign):
    preview(csv("Canal;Jour;Clics", f"Recherche;{day(1)};1"), owner="")
    campaign.channels.get(name="Recherche").delete()

    assert levels(apply()) == ["error"]
    assert not MediaFigure.objects.exists()


def test_nothing_is_written_where_the_database_refuses_a_row(preview, apply, campaign):
    pending = preview(FILE).context["pending"]
    pending.rows = [*pending.rows, pending.rows[0]]
    pending.save()

    assert levels(apply()) == ["error"]
    assert not MediaFigure.objects.exists()
    assert MediaImport.objects.get().applied_at is None


def test_undo_removes_exactly_the_rows_of_its_file(preview, apply, admin_client, address, admin):
    preview(FILE)
    apply()
    preview(csv("Jour;Clics", f"{day(3)};7"), "autre.csv")
    apply()
    first = MediaImport.objects.get(file_name="rapport.csv")

    assert "2" in admin_client.get(f"{address}{first.pk}/undo/").content.decode()
    admin_client.post(f"{address}{first.pk}/undo/")

    assert figures() == [(2, "Recherche", None, 7, None, None)]
    first.refresh_from_db()
    assert (first.undone_by, first.applied_at is None, first.undone_at is None) == (admin, False, False)
    said = admin_client.get(address).content.decode()
    assert "rapport.csv" in said
    assert "autre.csv" in said


def test_undone_file_comes_again_and_is_undone_once(preview, apply, admin_client, address):
    preview(FILE)
    apply()
    first = MediaImport.objects.get()
    admin_client.post(f"{address}{first.pk}/undo/")

    preview(FILE)
    apply()
    again = admin_client.post(f"{address}{first.pk}/undo/", follow=True)

    assert levels(again) == ["error"]
    assert MediaFigure.objects.count() == 2
    assert [one.is_in_force for one in MediaImport.objects.order_by("pk")] == [False, True]


def test_kept_choices_read_the_next_file_at_once(upload, answer, campaign):
    answer(upload(FILE), name=" Meta  Ads ", decimal_comma="on")
    kept = MediaMapping.objects.get()
    assert (kept.name, kept.decimal_comma, kept.columns["cost"]) == ("Meta Ads", True, "Montant dépensé (EUR)")

    response = upload(FILE.replace(day(1), day(5)), mapping=kept.pk)

    assert response.context["number"] == 2
    assert MediaImport.objects.latest("pk").mapping == kept


def test_kept_choices_are_proposed_where_they_fit(upload, answer):
    content = csv("Quand;Vus", f"{day(1)};10")
    asked = upload(content)
    assert asked.context["form"]["column_day"].value() is None
    answer(asked, column_day="Quand", column_impressions="Vus", name="Une régie")

    proposed = upload(content).context["form"]

    assert (proposed["column_day"].value(), proposed["name"].value()) == ("Quand", "Une régie")


def test_kept_choices_that_do_not_fit_are_asked_again(upload):
    kept = MediaMapping.objects.create(name="X", columns={"day": "Quand", "clicks": "Clics"})

    response = upload(csv("Jour;Clics", f"{day(1)};1"), mapping=kept.pk)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"column_day"}


def test_choices_under_a_name_that_is_there_replace_what_was_kept(upload, answer):
    MediaMapping.objects.create(name="Meta Ads", columns={"day": "A", "clicks": "B"})

    answer(upload(FILE), name="Meta Ads")

    assert MediaMapping.objects.get().columns["day"] == "Jour"


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"column_day": ""}, {"column_day"}),
        ({"column_clicks": "Impressions"}, {"column_clicks", "column_impressions"}),
        ({"column_clicks": "Autre"}, {"column_clicks"}),
        ({"owner": ""}, {"owner"}),
        ({"column_channel": "Couverture", "column_reach": ""}, {"owner"}),
        (dict.fromkeys(("column_clicks", "column_impressions", "column_cost", "column_reach"), ""), {"__all__"}),
        ({"currency": "USD"}, {"currency"}),
    ],
)
def test_columns_that_cannot_be_are_refused(upload, answer, changed, errors):
    response = answer(upload(FILE), **changed)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == errors


def test_column_whose_heading_is_there_twice_is_not_taken(upload, answer):
    response = answer(upload(csv("Jour;Clics;Clics", f"{day(1)};1;2")))

    assert set(response.context["form"].errors) == {"column_clicks"}


def test_channel_of_another_campaign_is_not_taken(upload, home):
    other = files.running_campaign().channels.first()

    assert upload(FILE, owner=other.pk).status_code == 422


def test_import_of_somebody_else_or_of_another_campaign_is_not_applied(preview, client, campaign, django_user_model):
    pending, other = preview(FILE).context["pending"], files.running_campaign()
    assert client.post(f"/admin/results/{other.pk}/media/{pending.pk}/apply/").status_code == 404

    client.force_login(django_user_model.objects.create_superuser("b", "b@example.org", "a long enough password"))

    assert client.post(f"/admin/results/{campaign.pk}/media/{pending.pk}/apply/").status_code == 404
    assert client.get(f"/admin/results/{campaign.pk}/media/{pending.pk}/columns/").status_code == 404
    assert not MediaFigure.objects.exists()


def test_twenty_thousand_rows_are_imported_in_half_a_minute_of_one_processor(preview, apply, campaign):
    names = [f"Canal {number}" for number in range(400)]
    Channel.objects.bulk_create(Channel(campaign=campaign, kind="social", name=name) for name in names)
    lines = [[name, day(back), 1000, 10, 1.5, 900] for back in range(50) for name in names]
    content = xlsx([["Canal", "Jour", "Impressions", "Clics", "Coût", "Couverture"], *lines])

    began = time.process_time()
    response = preview(content, "rapport.xlsx", owner="")
    apply()

    assert response.context["sums"] == [20_000_000, 200_000, Decimal("30000.00"), None]
    assert MediaFigure.objects.count() == 20_000
    # Ten seconds on an idle machine; beside another suite a processor does half as much. What is quadratic takes minutes.
    assert time.process_time() - began < 30


@pytest.mark.parametrize("number", [1, 60])
def test_reading_a_file_costs_the_same_for_one_row_and_many(
    upload, answer, number, campaign, django_assert_num_queries
):
    names = [f"Canal {position}" for position in range(number)]
    Channel.objects.bulk_create(Channel(campaign=campaign, kind="social", name=name) for name in names)
    asked = upload(csv("Canal;Jour;Clics", *(f"{name};{day(1)};1" for name in names)), owner="")

    with django_assert_num_queries(11):
        assert answer(asked).context["number"] == number


@pytest.mark.parametrize("number", [1, 3])
def test_list_costs_the_same_for_one_file_and_many(
    preview, apply, admin_client, address, number, django_assert_num_queries
):
    for position in range(number):
        preview(csv("Jour;Clics", f"{day(position)};1"), f"{position}.csv")
        apply()
    admin_client.get(address)

    with django_assert_num_queries(11):
        response = admin_client.get(address)

    assert [file.number for file in response.context["files"]] == [1] * number


@pytest.mark.parametrize("number", [1, 3])
def test_file_costs_the_same_for_one_row_and_many(
    preview, apply, admin_client, address, number, django_assert_num_queries
):
    preview(csv("Jour;Clics", *(f"{day(position)};1" for position in range(number))))
    apply()
    done = f"{address}{MediaImport.objects.get().pk}/"
    admin_client.get(done)

    with django_assert_num_queries(10):
        response = admin_client.get(done)

    assert len(response.context["rows"]) == number


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("editor", (200, 200, 200)),
        ("publisher", (200, 200, 200)),
        ("administrator", (200, 200, 200)),
        ("analyst", (200, 302, 302)),
        ("translator", (302, 302, 302)),
        ("lawyer", (302, 302, 302)),
    ],
)
def test_who_may_see_import_and_undo(preview, apply, client, people, address, role, expected):
    preview(FILE)
    apply()
    done = MediaImport.objects.get()
    client.force_login(people[role])

    seen = client.get(address).status_code
    asked = client.get(f"{address}import/media/").status_code
    undone = client.get(f"{address}{done.pk}/undo/").status_code

    assert (seen, asked, undone) == expected
    client.post(f"{address}{done.pk}/undo/")
    done.refresh_from_db()
    assert done.is_in_force == (expected[2] != 200)
