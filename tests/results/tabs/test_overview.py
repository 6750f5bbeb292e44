"""Overview: the period, targets, the chain, the wave before, the quality of the data."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from campaigns.plan.models import Channel, Target, Wave
from campaigns.results.figures.chain import paid
from campaigns.results.figures.comparison import aligned
from campaigns.results.figures.counted import count
from campaigns.results.figures.periods import choose
from campaigns.results.figures.targets import targets
from campaigns.results.models import Alert, Annotation, CallVolume, ManualIndicator, MediaFigure, MediaImport
from core.editor.calendar import midnight
from reach.events import Event
from reach.figures.reading import Period
from reach.journal import journal
from reach.models import Adjustment, Reconciliation, Segment
from tests import factories, markup
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted, rejected

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def folded(db):
    """All that happened until now is counted."""
    Segment.objects.create(node="a", name="1", lines=1)


def overview(client, campaign, **query):
    response = client.get(reverse("results_overview", args=[campaign.pk]), query)
    assert response.status_code == 200
    return response


def span_of(campaign, wanted=""):
    return choose(campaign, wanted).span


# The period


def test_running_wave_is_told_before_a_later_one_that_is_over(campaign, past, wave):
    Wave.objects.filter(pk=wave.pk).update(started_at=at(-61))

    assert span_of(campaign).wave == wave


def test_last_wave_is_told_where_none_runs(campaign, past):
    assert span_of(campaign).wave == past


def test_period_of_a_running_wave_ends_today(campaign, wave):
    span = span_of(campaign)

    assert (span.period, span.days_planned, span.elapsed) == (Period(date(2026, 11, 15), TODAY), 20, 0.5)


def test_period_of_a_wave_that_is_over_ends_with_it(campaign, past):
    span = span_of(campaign)

    assert (span.period, span.elapsed, span.is_running) == (Period(date(2026, 9, 25), date(2026, 10, 25)), 1.0, False)


def test_wave_that_ends_at_midnight_ends_on_the_day_before(campaign, wave):
    Wave.objects.filter(pk=wave.pk).update(ended_at=at(-3, hour=23), started_at=at(-9))

    assert span_of(campaign).period.last == date(2026, 11, 21)


def test_whole_campaign_is_told_from_its_launch(campaign, wave):
    span = span_of(campaign, "all")

    assert (span.wave, span.period, span.elapsed) == (None, Period(date(2026, 9, 25), TODAY), None)


def test_protected_audience_has_no_noughts_where_nothing_is_attributed(admin_client, campaign, wave):
    type(campaign).objects.update(audience="outreach")

    html = markup.read(overview(admin_client, campaign).content.decode())

    assert "nothing is attributed to a campaign, so that nobody can be recognised" in html
    assert "Nothing is counted in this period yet." not in html
    assert "<strong>0</strong>" not in html
    assert 'id="course-heading"' not in html


def test_list_tells_no_nought_of_a_protected_campaign(admin_client, campaign, home):
    factories.campaign(name="Vos droits", audience="outreach", starts_at=at(-6), launched_at=at(-6))

    shown = admin_client.get(reverse("results_index"))

    assert [(row.campaign.name, row.entries, row.clicks) for row in shown.context["rows"]] == [
        ("Vos droits", None, None),
        ("La loi", 0, 0),
    ]
    html = markup.read(shown.content.decode())
    assert (html.count("<dd>–</dd>"), html.count("<dd>0</dd>")) == (2, 2)
    assert "Nothing is attributed to this campaign" in html


# Targets


def test_target_is_told_with_what_was_reached_and_the_time_that_passed(campaign, wave):
    Target.objects.create(wave=wave, indicator="entry", value=200)
    counted(campaign, TODAY - DAY, "entry", 60, wave=wave)
    counted(campaign, TODAY, "entry", 30, wave=wave)
    counted(campaign, TODAY, "entry", 500)  # of no wave

    (reached,) = targets(count(span_of(campaign)))

    assert (reached.value, reached.target, reached.share, reached.elapsed, reached.is_behind) == (
        90,
        200,
        0.45,
        0.5,
        True,
    )


def test_target_is_reached_with_corrections_that_are_told(admin_client, admin, campaign, wave):
    Target.objects.create(wave=wave, indicator="entry", value=200)
    for days in range(10):
        counted(campaign, TODAY - days * DAY, "entry", 11, wave=wave)
    Adjustment.objects.create(
        day=TODAY, campaign=campaign.pk, wave=wave.pk, kind="entry", n=-10, reason="x", author=admin
    )

    shown = overview(admin_client, campaign)

    assert (shown.context["targets"][0].value, shown.context["targets"][0].is_behind) == (100, False)
    assert "−10 of it by corrections" in shown.content.decode()


@pytest.mark.parametrize(
    ("daily", "target", "verdict"),
    [
        (10, 150, "will probably be reached"),
        (10, 205, "may be reached or missed"),
        (10, 400, "will probably be missed"),
        (10, 90, "reached"),
    ],
)
def test_target_is_foreseen_from_the_days_that_are_over(admin_client, campaign, wave, daily, target, verdict):
    Target.objects.create(wave=wave, indicator="entry", value=target)
    for days in range(1, 10):
        counted(campaign, TODAY - days * DAY, "entry", daily, wave=wave)
    counted(campaign, TODAY, "entry", 4, wave=wave)  # a day that is not over

    shown = overview(admin_client, campaign)

    (one,) = shown.context["targets"]
    assert (str(one.verdict), one.is_behind) == (verdict, verdict == "will probably be missed")
    assert (one.outlook.last, one.outlook.total.middle, one.outlook.comes) == (TODAY + 10 * DAY, 90 + 11 * 10, 10)
    assert one.outlook.needed == max(0, target - 90) / 11
    html = " ".join(shown.content.decode().split())
    assert "About 200 are foreseen by 4 December 2026: between" in html
    assert ("a day are needed, 10 come." in html) == (target > 94)


def test_nothing_is_foreseen_before_seven_days_are_over(admin_client, campaign, wave):
    Wave.objects.filter(pk=wave.pk).update(started_at=at(-6))
    Target.objects.create(wave=wave, indicator="entry", value=500)
    counted(campaign, TODAY - DAY, "entry", 40, wave=wave)

    shown = overview(admin_client, campaign)

    assert shown.context["targets"][0].outlook is None
    assert "Too early to foresee: seven whole days are needed." in shown.content.decode()


def test_long_wave_is_foreseen_from_its_last_days(campaign, wave):
    Wave.objects.filter(pk=wave.pk).update(started_at=at(-200))
    Target.objects.create(wave=wave, indicator="entry", value=5000)
    for days in range(1, 201):
        counted(campaign, TODAY - days * DAY, "entry", 10, wave=wave)

    (one,) = targets(count(span_of(campaign)), TODAY)

    assert (one.value, one.outlook.total.middle) == (2000, 2000 + 11 * 10)


# The chain


def test_chain_tells_what_was_counted_each_with_its_number(admin_client, campaign, wave):
    for kind, n in (("view", 1000), ("entry", 620), ("link_hit", 80), ("kit_download", 7), ("share", 4)):
        counted(campaign, TODAY, kind, n, wave=wave)
    for kind, n in (("read_50", 400), ("read_90", 150), ("cta_call", 5), ("cta_sms", 2), ("cta_chat", 3)):
        counted(campaign, TODAY, kind, n, wave=wave)

    chain = overview(admin_client, campaign).context["chain"]

    assert [one.value for one in chain.outputs] == [1000, 620, 80, 7]
    assert [(one.part, one.whole, one.share) for one in chain.read] == [
        (400, 1000, 0.4),
        (150, 1000, 0.15),
        (0, 0, None),
        (0, 0, None),
        (0, 0, None),
    ]
    assert [one.value for one in chain.clicks] == [5, 2, 3]
    assert (chain.shares.value, chain.budget) == (4, Decimal(1000))


def test_corrections_stand_beside_counts_and_are_not_in_them(admin_client, admin, campaign, wave):
    counted(campaign, TODAY, "view", 100, wave=wave)
    Adjustment.objects.create(
        day=TODAY, campaign=campaign.pk, wave=wave.pk, kind="view", n=-30, reason="Essai", author=admin
    )

    shown = overview(admin_client, campaign)

    views = shown.context["chain"].outputs[0]
    assert (views.value, views.corrected) == (100, -30)
    assert "−30 corrected" in shown.content.decode()
    assert [one.reason for one in shown.context["quality"].corrections] == ["Essai"]


def test_impressions_are_added_up_by_the_platform_and_never_over_platforms(campaign, wave):
    for name, figures in (("Réseau", [(100, "5.50"), (50, "2.50")]), ("Moteur", [(7, None)])):
        channel = Channel.objects.create(campaign=campaign, kind="social", name=name)
        made = MediaImport.objects.create(campaign=campaign, channel=channel, file_name="x", sha256="x")
        for row, (impressions, cost) in enumerate(figures):
            MediaFigure.objects.create(
                of_import=made, row=row, channel=channel, day=TODAY, impressions=impressions, cost=cost, reach=40
            )
        MediaFigure.objects.create(of_import=made, row=9, channel=channel, day=TODAY - 60 * DAY, impressions=9)

    found = paid(span_of(campaign))

    assert [(one.name, one.impressions, one.cost) for one in found] == [
        ("Moteur", 7, None),
        ("Réseau", 150, Decimal("8.00")),
    ]


def test_calls_that_a_helpline_counted_stand_beside_clicks(admin_client, campaign, wave):
    line = factories.helpline(name="Ligne d’écoute")
    for row, (day, calls) in enumerate([(TODAY, 12), (TODAY - DAY, 8), (TODAY - 40 * DAY, 99)]):
        CallVolume.objects.create(row=row, helpline=line, campaign=campaign, day=day, calls=calls)
    counted(campaign, TODAY, "cta_call", 5, wave=wave)

    shown = overview(admin_client, campaign)

    assert shown.context["chain"].calls == [("Ligne d’écoute", 20)]
    assert "A click is not a call" in shown.content.decode()


def test_own_indicators_are_told_with_source_and_date(admin_client, campaign, past, wave):
    for name, of in (("De la vague", wave), ("D’une autre", past), ("D’aucune", None)):
        ManualIndicator.objects.create(
            campaign=campaign, wave=of, name=name, value=3, source="Sondage", measured_on=TODAY
        )

    shown = overview(admin_client, campaign)

    assert {one.name for one in shown.context["chain"].manual} == {"De la vague", "D’aucune"}
    assert "Sondage, 11/24/2026" in shown.content.decode() or "Sondage, 24 Nov 2026" in shown.content.decode()


# The chart


def test_days_without_a_count_are_zero_and_days_not_folded_are_a_gap(admin_client, campaign, wave, folded):
    counted(campaign, TODAY - 8 * DAY, "entry", 5, wave=wave)

    course = overview(admin_client, campaign).context["course"]

    assert course.series[0].values == [0, 5, 0, 0, 0, 0, 0, 0, 0, 0]


def test_days_after_the_last_fold_are_a_gap(admin_client, campaign, wave):
    counted(campaign, TODAY - 8 * DAY, "entry", 5, wave=wave)
    counted(campaign, TODAY - 6 * DAY, "view", 1, wave=wave)

    course = overview(admin_client, campaign).context["course"]

    assert course.series[0].values == [0, 5, 0, 0, None, None, None, None, None, None]


def test_nothing_counted_at_all_is_a_chart_without_a_line(admin_client, campaign, wave):
    shown = overview(admin_client, campaign)

    assert shown.context["course"].series[0].values == [None] * 10
    assert "Nothing is counted in this period yet." in shown.content.decode()


def test_long_period_is_told_by_the_month(admin_client, home, folded):
    long = factories.campaign(starts_at=at(-400))
    counted(long, date(2026, 2, 3), "entry", 8)
    counted(long, date(2026, 2, 27), "entry", 2)

    course = overview(admin_client, long).context["course"]

    assert (len(course.labels), course.labels[0], course.series[0].values[4]) == (14, "October 2025", 10)


def test_what_happened_is_marked_on_the_chart_and_in_its_table(admin_client, campaign, wave, folded):
    Annotation.objects.create(campaign=campaign, day=TODAY - 3 * DAY, text="Grève")
    Annotation.objects.create(campaign=campaign, day=TODAY - 40 * DAY, text="Avant la vague")
    Alert.objects.create(campaign=campaign, kind="silence", indicator="entry", begins=at(-2), seen=0, expected=120.4)

    course = overview(admin_client, campaign).context["course"]

    assert [(mark.number, mark.position, mark.kind, mark.text) for mark in course.marks] == [
        (1, 0, "start", "Start of “Hiver”"),
        (2, 6, "note", "Grève"),
        (3, 7, "alert", "Silence in “visits that began here”: 0, where about 120 were expected"),
    ]
    assert [mark.text for mark in course.rows[6][2]] == ["Grève"]


def test_another_indicator_is_shown_and_an_unknown_one_is_not(admin_client, campaign, wave):
    counted(campaign, TODAY, "cta_call", 3, wave=wave)

    assert overview(admin_client, campaign, indicator="cta_call").context["course"].series[0].values[-1] == 3
    assert overview(admin_client, campaign, indicator="<script>").context["indicator"] == "entry"


# The wave before


def test_waves_are_compared_until_the_same_day_from_their_own_starts(admin_client, campaign, past, wave, folded):
    first, before = date(2026, 11, 15), date(2026, 9, 25)
    for offset, (now, then) in enumerate([(10, 4), (20, 8), (0, 8)]):
        counted(campaign, first + offset * DAY, "entry", now, wave=wave)
        counted(campaign, before + offset * DAY, "entry", then, wave=past)
    counted(campaign, before + 9 * DAY, "entry", 100, wave=past)  # the day that is not whole yet in this wave
    counted(campaign, TODAY, "entry", 50, wave=wave)

    comparison = overview(admin_client, campaign).context["comparison"]

    row = next(row for row in comparison.rows if row.definition.key == "entry")
    assert (comparison.days, row.now, row.then, row.whole, row.change) == (9, 30, 20, 120, 0.5)
    now, then = comparison.chart.series
    assert now.values == [10, 20, 0, 0, 0, 0, 0, 0, 0, 50] + [None] * 21
    assert then.values[:11] == [4, 8, 8, 0, 0, 0, 0, 0, 0, 100, 0]


def test_wave_that_was_shorter_ends_the_comparison(admin_client, campaign, past, wave, folded):
    Wave.objects.filter(pk=past.pk).update(ended_at=at(-57), ends_at=at(-57))

    comparison = overview(admin_client, campaign).context["comparison"]

    assert (comparison.days, comparison.is_cut) == (3, True)


@pytest.mark.parametrize(
    ("ended", "days"),
    [
        (at(-30), 30),
        (midnight(date(2026, 10, 26)), 31),
        (midnight(date(2026, 10, 26)) - timedelta(minutes=1), 31),
    ],
)
def test_day_in_whose_midst_a_wave_ended_is_no_whole_day(campaign, past, ended, days):
    Wave.objects.filter(pk=past.pk).update(ends_at=ended, ended_at=ended)
    span = span_of(campaign)

    found = aligned(span, span, "entry", TODAY, [])

    assert (span.period.days, found.days) == (31, days)


def test_first_wave_has_none_to_be_compared_with(admin_client, campaign, wave):
    shown = overview(admin_client, campaign)

    assert shown.context["comparison"] is None
    assert "This is the first wave of the campaign" in shown.content.decode()


# Quality


def test_what_was_not_counted_is_told_by_reason(admin_client, campaign, wave):
    counted(campaign, TODAY, "view", 60, wave=wave)
    rejected(campaign, TODAY, "bot", 30)
    rejected(campaign, TODAY - DAY, "prefetch", 10)
    rejected(campaign, TODAY - 40 * DAY, "bot", 1000)

    quality = overview(admin_client, campaign).context["quality"]

    assert ([(str(reason), n, share) for reason, n, share in quality.reasons], quality.share) == (
        [("robot", 30, 0.75), ("fetched ahead by a browser", 10, 0.25)],
        0.4,
    )


@pytest.mark.parametrize(("ok", "said"), [(True, "journal and counts agree"), (False, "journal and counts differ")])
def test_last_reconciliation_is_told(ok, said, admin_client, campaign, wave):
    terms = {"aggregates": 1, "rejects": 2, "folded": 3, "journal": 3}
    Reconciliation.objects.create(**terms, ok=not ok, ran_at=at(-2))
    Reconciliation.objects.create(**terms, ok=ok, ran_at=at(-1))

    assert said in overview(admin_client, campaign).content.decode()


def test_nodes_that_were_not_compared_are_named(admin_client, campaign, wave):
    terms = {"aggregates": 1, "rejects": 2, "folded": 3, "journal": 3}
    Reconciliation.objects.create(**terms, ok=True, not_compared=["web-a", "web-b"])

    assert "Not compared: web-a, web-b." in overview(admin_client, campaign).content.decode()


def test_pages_that_another_cache_keeps_are_marked_as_not_counted(admin_client, campaign, wave, settings):
    plain = markup.read(overview(admin_client, campaign).content.decode())
    settings.SHARED_HTML_SECONDS = 60
    kept = markup.read(overview(admin_client, campaign).content.decode())

    assert ("A cache before this site" in plain, "A cache before this site" in kept) == (False, True)
    assert marked(plain) == []
    # What is drawn, two numbers, what is told as a share of views, and the way to help; links are not kept by a cache.
    assert marked(kept) == ["entry", "view", "entry", "read_50", "read_90", "entry", "law-views"]


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        (
            "results_overview",
            ["entry", "entry", "view", "entry", "read_50", "read_90", "entry", "law-views", "view", "entry"],
        ),
        ("results_pages", ["view", "entry", "read_50", "read_90"]),
        ("results_channels", ["cost-per-entry"]),
        ("results_live", ["entry", "view"]),
        ("results_index", ["entry"]),
    ],
)
def test_what_another_cache_keeps_from_being_counted_is_marked_everywhere(
    admin_client, campaign, past, wave, settings, tab, expected
):
    Target.objects.create(wave=wave, indicator="entry", value=5)
    Channel.objects.create(campaign=campaign, kind="social", name="Réseaux")
    settings.SHARED_HTML_SECONDS = 60

    shown = markup.read(
        admin_client.get(reverse(tab, args=[campaign.pk] if tab != "results_index" else [])).content.decode()
    )

    assert marked(shown) == expected
    assert "Not counted: a cache before this site answers with pages by itself" in shown


def marked(html: str) -> list[str]:
    """The keys of the definitions beside whose number stands that it is not counted."""
    parts = html.split('popovertarget="about-')[1:]
    mark = '</button> <span class="w-status">not counted</span>'
    return [part.split('"')[0] for part in parts if mark in part.split("<dd>")[0].split("</th>")[0].split("</h")[0]]


def test_every_figure_says_what_it_is(admin_client, campaign, past, wave):
    shown = overview(admin_client, campaign).content.decode()
    asked = {part.split('"')[0] for part in shown.split('popovertarget="')[1:]}
    told = {part.split('"')[0] for part in shown.split('<div popover id="')[1:]}

    assert len(asked) > 15
    assert asked <= told


@pytest.mark.parametrize("number", [1, 3])
def test_overview_takes_as_many_queries_for_few_counts_as_for_many(
    number, admin_client, campaign, past, wave, django_assert_num_queries
):
    for days in range(number):
        Target.objects.create(wave=wave, indicator=["view", "entry", "share"][days], value=5)
        counted(campaign, TODAY - days * DAY, "view", 4, wave=wave)
        Annotation.objects.create(campaign=campaign, day=TODAY, text="x")
        ManualIndicator.objects.create(campaign=campaign, name="x", value=3, source="y", measured_on=TODAY)
        rejected(campaign, TODAY - days * DAY, "bot", 2)
    overview(admin_client, campaign)

    with django_assert_num_queries(23):
        overview(admin_client, campaign)


def test_line_of_a_clock_that_goes_ahead_counts_nothing_before_it_happens(admin_client, campaign, past, wave, folded):
    with time_machine.travel(at(1), tick=False):
        journal.append(Event(at(1), "entry", "buyers", campaign=campaign.pk, wave=wave.pk))

    comparison = overview(admin_client, campaign).context["comparison"]

    assert comparison.days == 9
