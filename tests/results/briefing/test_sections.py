"""The sentences of a note: each from its figures, in French and in English, without a judgement and without a cause."""

import re
from decimal import Decimal

import pypdfium2
import pytest
from django.utils import translation

from campaigns.plan.models import Target, Wave
from campaigns.results.briefing import writing
from campaigns.results.briefing.document import pdf_of
from campaigns.results.briefing.evidence import Evidence, gather
from campaigns.results.briefing.sections import SECTIONS
from campaigns.results.briefing.sections.done import passed_on
from campaigns.results.briefing.sections.learnt import LEARNT
from campaigns.results.briefing.sections.section import Depth
from campaigns.results.figures.periods import choose
from campaigns.results.models import Annotation, Briefing, CallVolume, ManualIndicator, MediaFigure, MediaImport
from reach.models import Adjustment, Segment
from tests import factories
from tests.results.conftest import DAY, TODAY, at
from tests.results.counts import counted, rejected

# What judges without a number, and what names a cause: a note says neither.
JUDGED = {
    "en": r"\b(great|good|bad|strong|weak|high|low|impressive|significant\w*|important|successful\w*|only|merely|remarkabl\w*|excellent|poor)\b",
    "fr": r"\b(bon|bonne|mauvais\w*|fort|forte|faible|élevée?|impressionnant\w*|significati\w*|importante?s?|réussie?|seulement|remarquable\w*|excellente?)\b",
}
CAUSES = {
    "en": r"\b(because|thanks to|due to|led by|caused|therefore|thus|as a result|owing to|made people)\b",
    "fr": r"\b(parce que?|grâce à|en raison de|à cause d\w*|a permis|a entraîné|donc|par conséquent|a conduit)\b",
}


@pytest.fixture(autouse=True)
def folded(db):
    """All that happened until now is counted."""
    Segment.objects.create(node="a", name="1", lines=1)


@pytest.fixture
def whole_story(campaign, past, wave, home, admin) -> Evidence:
    """A wave of which every rule has something to say."""
    Wave.objects.filter(pk=wave.pk).update(objective="Que la loi soit connue.")
    Target.objects.create(wave=wave, indicator="entry", value=15_000)
    Target.objects.create(wave=wave, indicator="cta_call", value=10)
    index = factories.campaign_index(home)
    pages = [factories.campaign_page(index, campaign, slug=slug, title=slug) for slug in ("loi", "peine")]
    loaded = MediaImport.objects.create(campaign=campaign, file_name="a.csv", sha256="a" * 64, applied_at=at(-1))
    for name, cost in (("Affiches", "60"), ("Recherche", "240")):
        channel, _new = campaign.channels.get_or_create(name=name, defaults={"kind": "poster", "cost": "4000"})
        channel.placements.create(name="Gare", wave=wave)
        MediaFigure.objects.create(
            of_import=loaded, row=channel.pk, channel=channel, day=TODAY - DAY, cost=Decimal(cost)
        )
        counted(campaign, TODAY - DAY, "link_hit", 120, channel=channel, wave=wave)
    campaign.channels.create(name="Radio", kind="radio")
    for number, page in enumerate(pages, 1):
        for days in range(10):
            counted(campaign, TODAY - days * DAY, "view", 200, page=page, wave=wave)
            counted(campaign, TODAY - days * DAY, "read_50", 50 * number, page=page, wave=wave)
            counted(
                campaign, TODAY - days * DAY, "entry", 100, page=page, wave=wave, locale="ar" if number > 1 else "fr"
            )
    counted(campaign, TODAY, "cta_call", 12, wave=wave)
    for days in range(55, 60):
        counted(campaign, TODAY - days * DAY, "entry", 80, wave=past)
    rejected(campaign, TODAY, "robot", 100)
    helpline = factories.helpline(name="Écoute")
    CallVolume.objects.create(campaign=campaign, helpline=helpline, day=TODAY, calls=41)
    ManualIndicator.objects.create(
        campaign=campaign, name="Stages", value=7, source="Préfecture", measured_on=TODAY, wave=wave
    )
    Annotation.objects.create(campaign=campaign, day=TODAY - DAY, text="Passage au journal")
    Adjustment.objects.create(
        campaign=campaign.pk, wave=wave.pk, day=TODAY, kind="entry", n=-20, author=admin, reason="test"
    )
    return evidence(campaign)


def evidence(campaign, wanted: str = "") -> Evidence:
    return gather(choose(campaign, wanted))


def said(one: Evidence, key: str, language: str = "en", depth: Depth = Depth.FULL) -> str:
    with translation.override(language):
        return "\n".join(SECTIONS[key].sentences(one, depth))


def test_note_says_what_was_aimed_at(whole_story):
    assert said(whole_story, "aimed") == "\n".join(
        [
            "The campaign “La loi” speaks to buyers; its angle: law.",
            "Hiver: from 15 November 2026 to 4 December 2026; 10 of its 20 days have begun.",
            "Its objective, as it was planned: “Que la loi soit connue.”",
            "Its targets: visits that began here: 15,000; calls begun: 10.",
        ]
    )


def test_note_says_what_was_done(whole_story):
    told = said(whole_story, "done")

    assert "Channels planned: 3; placements: 2 – Affiches; Radio; Recherche." in told
    assert "2 pages of the campaign are public, in: French." in told
    assert "Noted by the team, 23 November: Passage au journal." in told


def test_note_says_how_far_targets_were_reached_and_how_far_they_will_be(whole_story):
    told = said(whole_story, "reached")

    assert (
        "Visits that began here: 1,980 of 15,000, or 13%. By 4 December 2026 it will be, in eight cases of ten, between"
        in told
    )
    assert "Calls begun: 12 of 10, or 120%." in told
    assert "The middle of the text came into sight in 1,500 of 4,000 pages viewed, or 38%." in told
    assert "Écoute itself counted 41 calls in these days, whatever led to them." in told
    assert (
        "Visits that began here in the first 9 days: 1,800, and 400 in those of “Automne” (+350%). A before and an after: why, it does not say."
        in told
    )
    assert "Stages: 7 (Préfecture, 24 November 2026)." in told


def test_note_says_what_it_cost(whole_story):
    told = said(whole_story, "cost")

    assert "Budget planned for these days: 1,000 €." in told
    assert "Charged in these days, by the platforms’ own files: 300 € (Affiches; Recherche)." in told
    assert "“Affiches”: 60.00 € for 120 short links and codes opened on the same 1 day, 0.50 € each." in told


def test_note_says_what_was_learnt(whole_story):
    told = said(whole_story, "learnt")

    assert "An opening costs 0.50 € by “Affiches” and 2.00 € by “Recherche”." in told
    assert "Its middle is reached in 50% of the views of “peine”, and in 25% of those of “loi”." in told
    assert "Of 2,000 visits, the pages in these languages had: French 50%; Arabic 50%." in told


def test_note_says_what_nobody_knows(whole_story):
    told = said(whole_story, "unknown")

    assert "nobody is recognised" in told
    assert "It takes a survey before and after" in told
    assert "The cost of: Radio." in told
    assert "100 requests that were not counted" in told
    assert "1 correction is in these counts" in told
    assert "The rest of 24 November 2026: that day is still being counted." in told


def test_one_page_leaves_out_what_the_rest_can_do_without(whole_story):
    short, full = (
        sum(len(said(whole_story, key, depth=depth)) for key in SECTIONS) for depth in (Depth.PAGE, Depth.FULL)
    )

    assert short < 0.75 * full
    assert "Passage au journal" not in said(whole_story, "done", depth=Depth.PAGE)


def test_one_page_holds_what_is_said_of_a_wave_of_many_channels(whole_story, wave):
    """As many paragraphs, each of so many lines, as a whole wave of the demonstration has."""
    one = writing.make(Briefing(campaign=wave.campaign, wave=wave, language="fr"))
    lines = ([1, 1, 1, 1], [2, 2, 1], [1, 1, 2, 1, 1, 2, 2], [1, 1, 2], [4, 2], [1, 2, 1])
    told = ["\n".join("Dix lettres, ou bien douze. " * (3 * n) for n in of_it) for of_it in lines]
    one.text = dict(zip(SECTIONS, told, strict=True))
    one.title = "Acheter, c’est enfreindre la loi – Vague 2 – Les personnes"

    pages = pypdfium2.PdfDocument(pdf_of(one))

    assert len(pages) == 1


def test_of_what_nobody_counted_nothing_is_said_but_that(campaign, wave):
    one = evidence(campaign)

    assert "No target was set for these days" in said(one, "aimed")
    assert said(one, "done") == "No channel is planned, and no page of the campaign is public."
    assert said(one, "reached") == "From 15 November 2026 to 24 November 2026 nothing was counted."
    assert "no two rates can be compared" in said(one, "learnt")


def test_protected_audience_is_not_counted_by_campaign(home):
    campaign = factories.campaign(name="Vos droits", audience="outreach", starts_at=at(-60), launched_at=at(-60))
    one = evidence(campaign)

    assert "nothing is attributed to a campaign" in said(one, "reached")
    assert "No target was set" not in said(one, "aimed")


def test_rooms_above_say_what_they_learnt(campaign, wave, monkeypatch):
    monkeypatch.setattr(
        "campaigns.results.briefing.sections.learnt.LEARNT", [lambda campaign, period: [f"{campaign}: {period.days}"]]
    )

    assert said(evidence(campaign), "learnt") == "La loi: 10"
    assert LEARNT, "the experiments say what they found"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_judges_without_a_number_or_names_a_cause(whole_story, language):
    every = [line for key in SECTIONS for line in said(whole_story, key, language).splitlines()]

    judged = [line for line in every if re.search(JUDGED[language], line, re.I) and not re.search(r"\d", line)]
    assert judged == []
    assert [line for line in every if re.search(CAUSES[language], line, re.I)] == []


def test_every_rule_has_spoken(whole_story):
    """The story above is whole: a new rule is held to its words, too."""
    asked = [rule for section in SECTIONS.values() for rule in section.rules]
    silent = {rule.says.__name__ for rule in asked if not list(rule.says(whole_story))}

    assert silent == {"passed_on", "by_rooms"}
    assert passed_on in [rule.says for rule in asked]
