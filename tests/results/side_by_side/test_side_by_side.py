"""All campaigns and waves in one table, and any two of them from their first day on."""

from decimal import Decimal

import pytest
from django.urls import reverse

from campaigns.plan.models import Channel, Wave
from campaigns.results.models import MediaFigure, MediaImport
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def compare(admin_client):
    def shown(**query):
        return admin_client.get(reverse("results_compare"), query)

    return shown


def charged(campaign, day, cost: str, kind: str = "search") -> None:
    channel, _new = Channel.objects.get_or_create(campaign=campaign, kind=kind, name=kind)
    file = MediaImport.objects.create(campaign=campaign, file_name="x.csv", sha256="a" * 64)
    MediaFigure.objects.create(of_import=file, row=2, channel=channel, day=day, cost=Decimal(cost))


def told(answer) -> dict[str, tuple]:
    """{campaign or wave: views, visits, links, help}"""
    return {
        (row.wave or row.campaign).name: (row.views, row.entries, row.links, row.acts) for row in answer.context["rows"]
    }


def test_all_campaigns_are_seen_by_those_who_may_see_results(client, people, campaign):
    seen = set()
    for role, person in people.items():
        client.force_login(person)
        if client.get(reverse("results_compare")).status_code == 200:
            seen.add(role)

    assert seen == {"editor", "publisher", "analyst", "administrator", "superuser"}


def test_campaign_and_its_waves_are_told_each_with_its_own_counts(compare, campaign, past, wave):
    counted(campaign, TODAY - 40 * DAY, "view", 7, wave=past)
    counted(campaign, TODAY, "view", 20, wave=wave)
    counted(campaign, TODAY, "entry", 9, wave=wave)
    counted(campaign, TODAY, "link_hit", 4)
    counted(campaign, TODAY, "cta_call", 2, wave=wave)
    counted(campaign, TODAY, "stage_info", 1, wave=wave)

    assert told(compare()) == {"La loi": (27, 9, 4, 3), "Automne": (7, 0, 0, 0), "Hiver": (20, 9, 0, 3)}


def test_planned_and_spent_are_two_things(compare, campaign, past, wave):
    charged(campaign, TODAY - 40 * DAY, "30")
    charged(campaign, TODAY, "12.50")

    found = {(row.wave or row.campaign).name: (row.planned, row.spent) for row in compare().context["rows"]}

    assert found == {
        "La loi": (Decimal(1000), Decimal("42.50")),
        "Automne": (None, Decimal(30)),
        "Hiver": (Decimal(1000), Decimal("12.50")),
    }


def test_visit_costs_what_was_charged_on_the_days_whose_cost_is_known(compare, campaign):
    charged(campaign, TODAY - DAY, "30")
    charged(campaign, TODAY - DAY, "20", "social")
    counted(campaign, TODAY - DAY, "entry", 25)
    counted(campaign, TODAY, "entry", 1000)

    (row,) = compare().context["rows"]

    assert (row.per_entry, row.rated, row.rated_days, row.spent) == (Decimal(2), 25, 1, Decimal(50))


def test_cost_of_days_that_are_no_longer_kept_is_in_no_rate(compare, home):
    old = factories.campaign(starts_at=at(-1000), launched_at=at(-1000))
    charged(old, TODAY - 900 * DAY, "30")
    counted(old, TODAY - 900 * DAY, "entry", 5)

    (row,) = compare().context["rows"]

    assert (row.spent, row.entries, row.per_entry) == (Decimal(30), 5, None)


def test_filters_of_the_address_choose_campaigns_and_counts(compare, campaign):
    help_ = factories.campaign(name="Aide", frame="help", starts_at=at(-400), launched_at=at(-400), closed_at=at(-330))
    counted(campaign, TODAY, "view", 20, locale="fr")
    counted(campaign, TODAY, "view", 3, locale="ar")
    counted(help_, TODAY - 400 * DAY, "view", 50)

    assert told(compare(frame="help")) == {"Aide": (50, 0, 0, 0)}
    assert told(compare(year="2026")) == {"La loi": (23, 0, 0, 0)}
    assert told(compare(year="2025")) == {"Aide": (50, 0, 0, 0)}
    assert told(compare(frame="law", language="ar")) == {"La loi": (3, 0, 0, 0)}
    assert told(compare(frame="nonsense", year="1066")).keys() == {"La loi", "Aide"}
    assert "No campaign that has begun is like that." in compare(frame="harm").content.decode()


def test_kind_of_channel_tells_links_and_money_and_nothing_else(compare, campaign):
    factories.campaign(name="Sans radio", starts_at=at(-3), launched_at=at(-3))
    radio = Channel.objects.create(campaign=campaign, kind="radio", name="Radio", cost="800")
    counted(campaign, TODAY, "link_hit", 6, channel=radio)
    counted(campaign, TODAY, "link_hit", 9)
    counted(campaign, TODAY, "view", 20)
    charged(campaign, TODAY, "30", "search")
    charged(campaign, TODAY, "70", "radio")

    shown = compare(channel="radio")

    assert told(shown) == {"La loi": (None, None, 6, None)}
    (row,) = shown.context["rows"]
    assert (row.planned, row.spent, row.per_entry) == (Decimal(800), Decimal(70), None)
    assert "By kind of channel only links opened and money are told" in markup.read(shown.content.decode())


def test_campaigns_for_protected_audiences_are_not_among_them(compare, campaign):
    factories.campaign(name="Mes droits", audience="outreach", starts_at=at(-3), launched_at=at(-3))

    assert "Mes droits" not in compare().content.decode()


def test_campaign_that_has_not_begun_is_not_among_them(compare, home):
    factories.campaign(name="Plus tard", starts_at=at(9))

    assert "Plus tard" not in compare().content.decode()


def test_small_charts_have_one_scale_and_an_open_end_today(compare, campaign):
    small = factories.campaign(name="Petite", starts_at=at(-3), launched_at=at(-3))
    counted(campaign, TODAY - 50 * DAY, "entry", 900)
    counted(small, TODAY - DAY, "entry", 5)

    multiples = compare().context["multiples"]

    charts = {row.name: drawn for row, drawn in multiples}
    assert {name: [tick.text for tick in drawn.y_ticks][-1] for name, drawn in charts.items()} == {
        "La loi": "1,000",
        "Petite": "1,000",
    }
    assert charts["Petite"].series[0].values[2] == 5
    assert charts["Petite"].drawn[0].open_dot is not None


def test_any_two_are_aligned_on_their_first_day(compare, campaign, past, wave):
    other = factories.campaign(name="Autre", starts_at=at(-20), launched_at=at(-20))
    counted(campaign, TODAY - 9 * DAY, "entry", 30, wave=wave)
    counted(campaign, TODAY, "entry", 500, wave=wave)
    counted(other, TODAY - 20 * DAY, "entry", 20)
    counted(other, TODAY - 2 * DAY, "entry", 70)

    comparison = compare(a=f"w{wave.pk}", b=f"c{other.pk}").context["comparison"]

    entries = next(row for row in comparison.rows if row.definition.key == "entry")
    assert (comparison.names, comparison.days) == (("La loi – Hiver", "Autre"), 9)
    assert (entries.now, entries.then, entries.change) == (30, 20, 0.5)


@pytest.mark.parametrize(("a", "b"), [("", ""), ("c1", "nonsense"), ("w0", "c0")])
def test_what_are_not_two_is_not_compared(compare, campaign, a, b):
    assert compare(a=a, b=b).context["comparison"] is None


def test_one_and_the_same_is_refused(compare, campaign):
    shown = compare(a=f"c{campaign.pk}", b=f"c{campaign.pk}")

    assert shown.context["comparison"] is None
    assert "Choose two that differ." in shown.content.decode()


def test_every_figure_says_what_it_is(compare, campaign, past, wave):
    html = compare(a=f"w{wave.pk}", b=f"w{past.pk}").content.decode()

    asked = {part.split('"')[0] for part in html.split('popovertarget="')[1:]}
    assert len(asked) > 9
    assert asked <= {part.split('"')[0] for part in html.split('<div popover id="')[1:]}


@pytest.mark.parametrize("number", [1, 3])
def test_all_campaigns_take_as_many_queries_for_one_as_for_many(
    number, compare, campaign, past, wave, django_assert_num_queries
):
    for one in range(number):
        other = factories.campaign(starts_at=at(-9 - one), launched_at=at(-9 - one))
        Wave.objects.create(
            campaign=other, name="Vague", starts_at=at(-9), started_at=at(-9), ends_at=at(5), budget="10"
        )
        charged(other, TODAY, "5")
        counted(other, TODAY, "entry", 5)
    compare()

    with django_assert_num_queries(16):
        compare(a=f"w{wave.pk}", b=f"w{past.pk}")


def test_frames_are_told_together_where_there_are_several(compare, campaign, wave):
    """Each with all of its campaigns, on whatever page of the table they stand; money is known of some."""
    assert compare().context["frames"] == []
    other = factories.campaign(name="Le tort", frame="harm", starts_at=at(-9), launched_at=at(-9))
    third = factories.campaign(name="La loi encore", frame="law", starts_at=at(-9), launched_at=at(-9))
    for one, n in ((campaign, 30), (third, 20), (other, 5)):
        counted(one, TODAY, "entry", n)
    charged(campaign, TODAY, "15")

    law, harm = compare().context["frames"]

    assert (law.frame, law.campaigns, law.entries, law.spent, law.per_entry) == (
        "law",
        2,
        50,
        Decimal(15),
        Decimal("0.5"),
    )
    assert (harm.frame, harm.campaigns, harm.entries, harm.spent, harm.per_entry) == ("harm", 1, 5, None, None)
    assert compare(frame="harm").context["frames"] == []
    assert [one.entries for one in compare(channel="search").context["frames"]] == []


def test_frames_are_of_all_pages_of_the_table(compare, monkeypatch, campaign):
    monkeypatch.setattr("campaigns.results.side_by_side.views.PER_PAGE", 1)
    factories.campaign(name="Le tort", frame="harm", starts_at=at(-9), launched_at=at(-9))

    answer = compare()

    assert len({row.campaign for row in answer.context["rows"]}) == 1
    assert [one.campaigns for one in answer.context["frames"]] == [1, 1]
