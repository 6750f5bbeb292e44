"""Readiness, launch and close in the admin: what each may do, and that the buttons do it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone

from campaigns.plan.launch import preparation
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.models import GRACE, Campaign, Launch, Override, PageOutcome, ReadinessResult, Wave
from core.editor import roles
from core.publication.readiness import CHECKS, Check, Failure
from editorial.readiness import texts
from editorial.sign_off.approvals import sign_off_by
from tests import factories, markup
from themes.models import Theme

HOUR = timedelta(hours=1)


@pytest.fixture
def fails(home):
    """One check alone, that fails in French."""
    kept = dict(CHECKS)
    CHECKS.clear()
    failure = Failure("Il manque <b>tout</b>.", "/admin/pages/1/")
    CHECKS["words"] = Check("words", "Les mots sont là", lambda subject: [failure])
    yield
    CHECKS.clear()
    CHECKS.update(kept)


@pytest.fixture
def wave(fails, home):
    campaign = factories.campaign(starts_at=timezone.now() + HOUR, name="La loi")
    factories.campaign_page(factories.campaign_index(home), campaign, slug="la-loi")
    return Wave.objects.create(
        campaign=campaign, name="Première", starts_at=campaign.starts_at, ends_at=campaign.starts_at + 9 * HOUR
    )


@pytest.fixture
def person(client, django_user_model):
    """Sign in as a member of a role."""

    def signed_in(role: roles.Role):
        user = django_user_model.objects.create_user(role.name, "x@example.org", "a long enough password")
        user.groups.add(Group.objects.get(name=role.name))
        client.force_login(user)
        return user

    return signed_in


def address(wave, rest=""):
    return f"/admin/campaigns/{wave.campaign_id}/{rest}"


def confirmed(wave, act: str, typed: str = "La loi") -> dict:
    """What the page that asks sends."""
    return {"wave": wave.pk, "confirmed": "yes", "act": act, "typed": typed}


def worker_comes(after: timedelta = GRACE) -> None:
    with time_machine.travel(timezone.now() + after):
        schedule.run_due()


def test_panel_shows_what_fails_with_its_place_and_escapes_it(client, wave, person):
    person(roles.EDITOR)
    client.post(address(wave, "readiness/check/"), {"wave": wave.pk})

    said = markup.read(client.get(address(wave, "readiness/")).content.decode())

    assert '<a href="/admin/pages/1/">Il manque &lt;b&gt;tout&lt;/b&gt;.</a>' in said
    assert "Les mots sont là" in said
    assert 'value="start"' not in said


@pytest.mark.parametrize(("role", "offered"), [(roles.EDITOR, True), (roles.PUBLISHER, False)])
def test_wave_is_offered_to_whoever_may_plan_it(client, wave, person, role, offered):
    wave.delete()
    person(role)

    assert ("/plan/wave/add/" in client.get(address(wave, "readiness/")).content.decode()) == offered


def test_check_of_pages_has_not_passed_where_there_is_no_page(in_english, client, wave, person):
    person(roles.EDITOR)
    Campaign.objects.update(languages=["fr", "en"])
    CHECKS["words"] = Check("words", "Words", lambda subject: [])
    CHECKS["plan"] = Check("plan", "Plan", lambda subject: [], of_pages=False)

    client.post(address(wave, "readiness/check/"), {"wave": wave.pk})
    said = client.get(address(wave, "readiness/")).context["table"]

    assert {row.check.name: [cell.state for cell in row.in_order] for row in said.rows} == {
        "words": ["passed", "absent"],
        "plan": ["passed", "passed"],
    }
    assert [language.code for language in said.languages] == ["fr", "en"]


def test_check_of_pages_that_finds_their_lack_says_so(client, wave, person):
    """It is the check of translations that fails for a page that is not there."""
    Campaign.objects.update(languages=["fr", "en"])

    results = preparation.examine(Campaign.objects.get())

    assert [(result.language, len(result.failures)) for result in results] == [("fr", 1), ("en", 1)]


def test_publisher_cannot_start_before_a_check_passes_and_then_answers_for_it(client, wave, person):
    publisher = person(roles.PUBLISHER)

    client.post(address(wave, "launch/"), confirmed(wave, "start"))
    assert not Launch.objects.exists()
    override = address(wave, f"override/{wave.pk}/words/fr/")
    assert client.post(override, {"reason": ""}).status_code == 422
    client.post(override, {"reason": "C’est voulu."})
    client.post(address(wave, "launch/"), confirmed(wave, "start"))
    worker_comes()

    assert Campaign.objects.get().launched_at
    assert (Override.objects.get().user, Override.objects.get().reason) == (publisher, "C’est voulu.")


def test_start_that_failed_by_itself_says_so_beside_the_button(client, wave, person):
    person(roles.PUBLISHER)
    Launch.objects.create(
        campaign=wave.campaign,
        wave=wave,
        action="start",
        due_at=timezone.now(),
        state="failed",
        reasons=["Rien n’est prêt."],
    )

    def shown() -> bool:
        html = client.get(address(wave, "readiness/")).content.decode()
        return "Rien n’est prêt." in html.partition("</section>")[0]

    assert shown()
    Launch.objects.create(campaign=wave.campaign, wave=wave, action="start", due_at=timezone.now(), state="scheduled")
    assert not shown()


@pytest.mark.parametrize("act", ["start", "schedule"])
def test_start_asks_first_and_says_what_becomes_public_where(client, wave, person, act):
    person(roles.PUBLISHER)
    answered = address(wave, f"override/{wave.pk}/words/fr/")
    client.post(answered, {"reason": "C’est voulu."})

    asked = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": act})

    page = wave.campaign.pages.get()
    assert (asked.status_code, asked.context["opens"].going, asked.context["act"]) == (200, [page], act)
    assert page.full_url in asked.content.decode()
    assert not Campaign.objects.get().has_started
    assert not Launch.objects.exists()


def test_start_names_the_checks_that_fail_before_it_is_confirmed(client, wave, person):
    person(roles.PUBLISHER)
    CHECKS["words"] = Check("words", "Les mots sont là", lambda subject: [Failure("Il manque tout.")], of_pages=False)
    Campaign.objects.update(languages=["fr", "en"])

    asked = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": "start"}).content.decode()

    assert "Les mots sont là</a> (fr, en)" in " ".join(asked.split())
    assert 'value="start"' not in asked


def test_start_names_who_answers_for_a_check_that_fails(client, wave, person):
    who = person(roles.PUBLISHER).get_username()
    preparation.examine(wave.campaign)
    client.post(address(wave, f"override/{wave.pk}/words/fr/"), {"reason": "C’est voulu."})

    asked = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": "start"})

    assert asked.context["answered"] == {("Les mots sont là", who, "C’est voulu."): ["fr"]}
    assert 'value="start"' in asked.content.decode()


def test_start_names_nobody_for_a_check_that_passes_by_now(client, wave, person):
    person(roles.PUBLISHER)
    preparation.examine(wave.campaign)
    client.post(address(wave, f"override/{wave.pk}/words/fr/"), {"reason": "C’est voulu."})
    CHECKS["words"] = Check("words", "Words", lambda subject: [])

    asked = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": "start"})

    assert (Override.objects.count(), asked.context["answered"]) == (1, {})


@pytest.mark.parametrize(("act", "may"), [("start", False), ("schedule", True)])
def test_start_of_a_campaign_without_an_approved_page_says_that_nothing_becomes_public(
    in_english, client, wave, person, act, may
):
    person(roles.PUBLISHER)
    CHECKS["words"] = Check("words", "Words", lambda subject: [])
    wave.campaign.pages.update(live=False)

    asked = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": act}).content.decode()

    assert "Nothing would become public" in asked
    assert (f'value="{act}"' in asked) is may


@pytest.mark.parametrize("act", ["close", "reopen"])
def test_close_and_its_undoing_ask_first(client, wave, person, act):
    person(roles.PUBLISHER)
    now = timezone.now()
    Campaign.objects.update(launched_at=now, closed_at=now if act == "reopen" else None)

    asked = client.post(address(wave, "close/"), {"act": act})

    assert asked.status_code == 200
    assert 'name="confirmed"' in asked.content.decode()
    assert (Campaign.objects.get().closed_at is not None) == (act == "reopen")


@pytest.mark.parametrize(
    ("role", "launched", "offered"),
    [(roles.PUBLISHER, True, True), (roles.PUBLISHER, False, False), (roles.EDITOR, True, False)],
)
def test_running_campaign_is_taken_down_from_beside_its_close(client, wave, person, role, launched, offered):
    person(role)
    Campaign.objects.update(launched_at=timezone.now() if launched else None)
    place = f"/admin/takedown/plan/campaign/{wave.campaign_id}/"

    assert (f'href="{place}"' in client.get(address(wave, "readiness/")).content.decode()) == offered
    assert (client.get(place).status_code == 200) == (role is roles.PUBLISHER)


def test_publisher_schedules_and_cancels(client, wave, person):
    person(roles.PUBLISHER)

    client.post(address(wave, "launch/"), confirmed(wave, "schedule"))
    assert Launch.objects.get().state == "scheduled"
    assert "cancel" in client.get(address(wave, "readiness/")).content.decode()
    client.post(address(wave, "launch/"), {"wave": wave.pk, "act": "cancel"})

    assert Launch.objects.get().state == "cancelled"


def test_publisher_closes_with_an_outcome_for_each_page_and_opens_again(client, wave, person):
    person(roles.PUBLISHER)
    Campaign.objects.update(launched_at=timezone.now())
    key = wave.campaign.pages.get().translation_key
    assert "la-loi" in client.get("/fr/campagnes/").content.decode()

    client.post(address(wave, "close/"), {"confirmed": "yes", "act": "close", f"outcome-{key}": "gone"})
    assert client.get("/fr/campagnes/la-loi/").status_code == 410
    client.post(address(wave, "close/"), {"confirmed": "yes", "act": "reopen"})

    assert client.get("/fr/campagnes/la-loi/").status_code == 200
    assert PageOutcome.objects.get().outcome == "gone"


@pytest.mark.parametrize(
    ("role", "sees", "acts"),
    [
        (roles.EDITOR, 200, 302),
        (roles.PUBLISHER, 200, 302),
        (roles.ADMINISTRATOR, 200, 302),
        (roles.TRANSLATOR, 302, 302),
        (roles.LAWYER, 302, 302),
        (roles.ANALYST, 302, 302),
    ],
)
def test_only_publishers_launch_override_and_close(client, wave, person, role, sees, acts):
    person(role)
    preparation.examine(wave.campaign)
    Campaign.objects.update(launched_at=None)

    assert client.get(address(wave, "readiness/")).status_code == sees
    client.post(address(wave, f"override/{wave.pk}/words/fr/"), {"reason": "x"})
    client.post(address(wave, "launch/"), confirmed(wave, "schedule"))
    scheduled = Launch.objects.exists()
    client.post(address(wave, "launch/"), confirmed(wave, "start"))
    worker_comes()
    client.post(address(wave, "close/"), {"confirmed": "yes", "act": "close"})

    may = role in (roles.PUBLISHER, roles.ADMINISTRATOR)
    assert Override.objects.exists() == may
    assert scheduled == may
    assert (Campaign.objects.get().launched_at is not None) == may
    assert (Campaign.objects.get().closed_at is not None) == may


def form_of(campaign: Campaign) -> dict:
    return {
        "name": campaign.name,
        "slug": campaign.slug,
        "audience": "buyers",
        "frame": "law",
        "voice": "",
        "languages": ["fr"],
        "starts_at": timezone.localtime(campaign.starts_at).strftime("%Y-%m-%d %H:%M"),
        "ends_at": "",
    }


def test_dates_of_a_launched_campaign_are_moved_by_publishers_alone(client, wave, person):
    Campaign.objects.update(launched_at=timezone.now())
    campaign = Campaign.objects.get()
    data = form_of(campaign) | {"ends_at": "2030-01-01 00:00"}
    edit = f"/admin/snippets/plan/campaign/edit/{campaign.pk}/"

    person(roles.EDITOR)
    assert client.post(edit, data).status_code == 200
    assert Campaign.objects.get().ends_at is None
    person(roles.PUBLISHER)
    client.post(edit, data)

    assert Campaign.objects.get().ends_at is not None


@pytest.mark.parametrize(
    ("role", "is_launched", "is_live", "changes"),
    [
        (roles.EDITOR, False, False, True),
        (roles.EDITOR, True, True, False),
        (roles.PUBLISHER, True, True, True),
        (roles.PUBLISHER, True, False, False),
    ],
)
def test_face_of_a_launched_campaign_is_changed_by_publishers_and_to_what_is_approved(
    client, wave, person, role, is_launched, is_live, changes
):
    Campaign.objects.update(launched_at=timezone.now() if is_launched else None)
    theme = Theme.objects.create(name="Le message", live=False)
    theme = factories.go_live(theme) if is_live else theme
    campaign = Campaign.objects.get()
    person(role)

    client.post(f"/admin/snippets/plan/campaign/edit/{campaign.pk}/", form_of(campaign) | {"theme": theme.pk})

    assert (Campaign.objects.get().theme == theme) == changes


@pytest.mark.parametrize("asked", ["", "x", "0", "-1"])
def test_wave_that_is_none_starts_nothing(client, wave, person, asked):
    person(roles.PUBLISHER)

    answer = client.post(address(wave, "launch/"), {"wave": asked, "confirmed": "yes", "act": "start"})

    assert answer.status_code == 404
    assert not Campaign.objects.get().has_started


@pytest.mark.parametrize("number", [1, 3])
def test_panel_costs_the_same_with_one_and_three_waves(client, wave, person, number, django_assert_num_queries):
    person(roles.PUBLISHER)
    for position in range(1, number):
        Wave.objects.create(campaign=wave.campaign, name=f"v{position}", starts_at=wave.starts_at, ends_at=wave.ends_at)
    for one in wave.campaign.waves.all():
        Launch.objects.create(campaign=wave.campaign, wave=one, action="start", due_at=one.starts_at)
    preparation.examine(wave.campaign)
    client.get(address(wave, "readiness/"))

    with django_assert_num_queries(20):
        client.get(address(wave, "readiness/"))


@pytest.mark.parametrize(("hours", "in_time"), [(0.5, True), (2, False)])
def test_page_that_is_approved_for_a_date_counts_for_a_start_after_it(
    in_english, client, wave, person, people, hours, in_time
):
    person(roles.PUBLISHER)
    CHECKS["words"] = Check("words", "Words", texts.translations.ask)
    page = factories.campaign_page(wave.campaign.pages.get().get_parent(), wave.campaign, title="Payer")
    wave.campaign.pages.exclude(pk=page.pk).get().delete()
    page.unpublish()
    page.go_live_at = timezone.now() + hours * HOUR
    page.save_revision()
    sign_off_by(page, author=people["editor"], lawyer=people["lawyer"], publisher=people["publisher"])

    asked = {
        act: client.post(address(wave, "launch/"), {"wave": wave.pk, "act": act}).content.decode()
        for act in ("start", "schedule")
    }

    empty = "Nothing would become public"
    assert (empty in asked["start"], empty in asked["schedule"]) == (True, not in_time)
    said = ReadinessResult.objects.get(check_name="words").failures
    assert [one["message"].partition(" for ")[0] for one in said] == ([] if in_time else ["“Payer” is approved"])


@pytest.mark.parametrize(("minutes", "named"), [(0, True), (15, True), (16, False)])
def test_start_names_others_of_about_the_same_minute(client, wave, person, minutes, named):
    person(roles.PUBLISHER)
    other = factories.campaign(name="Hôtels")
    due = wave.starts_at + timedelta(minutes=minutes)
    second = Wave.objects.create(campaign=other, name="Avril", starts_at=due, ends_at=due + HOUR)
    Launch.objects.create(campaign=other, wave=second, action="start", due_at=due)

    said = client.post(address(wave, "launch/"), {"wave": wave.pk, "act": "schedule"}).content.decode()

    assert ("Hôtels" in said) == named


@pytest.mark.parametrize(("typed", "status"), [("laLOI", 302), (" la  loi ", 302), ("la lois", 422)])
def test_name_is_typed_whatever_its_spaces(client, wave, person, typed, status):
    person(roles.PUBLISHER)

    assert client.post(address(wave, "launch/"), confirmed(wave, "schedule", typed)).status_code == status
