"""A campaign from its plan to its launch, its printed code and its close, by the people whose job it is."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.browser.acts import follow

PAGE = """
from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage
from editorial.sign_off.approvals import sign_off_by
from demo.accounts import account
campaign = Campaign.objects.get(name="Une deuxième campagne")
index = CampaignIndexPage.objects.get(locale__language_code="fr")
page = CampaignPage(title="Deuxième", slug="deuxieme", statement="Une phrase.", campaign=campaign, live=False)
index.add_child(instance=page)
page.save_revision(user=account("editor"))
sign_off_by(page, author=account("editor"), lawyer=account("lawyer"), publisher=account("publisher"))
"""


def at(days: int) -> str:
    return (datetime.now() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")  # noqa: DTZ005 (as an editor types it)


def save(page) -> None:
    follow(page.locator("footer button[type=submit], form button.action-save").first)


PASS_THE_GRACE = """
from django.utils import timezone
from campaigns.plan.launch import scheduled as schedule
from campaigns.plan.models import Launch
Launch.objects.filter(state="scheduled", action="start").update(due_at=timezone.now())
schedule.run_due()
"""


def start(publisher) -> None:
    """By its button, and by that of the page which says what becomes public and asks for the name."""
    follow(publisher.locator("button[value=start]"))
    publisher.locator("[name=typed]").fill("une deuxième campagne")
    follow(publisher.locator("button[value=start]"))


def seconds_left(publisher) -> int:
    return int(re.search(r"\d+", publisher.locator("[data-countdown]").inner_text())[0])


def test_campaign_is_planned_launched_and_closed(site, sign_in, open_context):
    visitor = open_context(locale="fr-FR").new_page()
    editor = sign_in("editor")

    # Planned: a campaign in French, a wave with a target, a channel with its code
    editor.goto("/admin/snippets/plan/campaign/add/", wait_until="networkidle")
    editor.locator("[name=name]").fill("Une deuxième campagne")
    editor.locator("[name=audience]").select_option("buyers")
    editor.locator("[name=frame]").select_option("law")
    editor.locator("[name=starts_at]").fill(at(-1))
    for box in editor.locator("[name=languages]").all():
        box.set_checked(box.get_attribute("value") == "fr")
    save(editor)
    editor.goto("/admin/snippets/plan/campaign/", wait_until="networkidle")
    follow(editor.get_by_role("link", name="Une deuxième campagne").first)
    workspace = re.search(r"/admin/campaigns/\d+/", editor.url)[0]
    follow(editor.locator("a[href*='plan/wave/add']").first)
    editor.locator("[name=name]").fill("Première vague")
    editor.locator("[name=starts_at]").fill(at(1))
    editor.locator("[name=ends_at]").fill(at(20))
    editor.locator("#id_targets-ADD").click()
    editor.locator("[name=targets-0-indicator]").select_option("view")
    editor.locator("[name=targets-0-value]").fill("1000")
    save(editor)
    editor.goto(workspace, wait_until="networkidle")
    expect(editor.get_by_role("link", name="Première vague").first).to_be_visible()
    follow(editor.locator("a[href*='plan/channel/add']").first)
    editor.locator("[name=kind]").select_option("poster")
    editor.locator("[name=name]").fill("Affiches")
    save(editor)
    site.run("shell", "-v", "0", "-c", PAGE)
    editor.goto(f"{workspace}links/", wait_until="networkidle")
    follow(editor.locator("form[action*=missing] button"))
    code = re.search(r"/s/[a-z0-9]{6}", editor.content())[0]
    assert visitor.request.get("/fr/campagnes/deuxieme/").status == 404
    assert visitor.request.get(code).status == 404

    # Launched by a publisher, who answers for what nobody has checked yet
    publisher = sign_in("publisher")
    publisher.goto(f"{workspace}readiness/", wait_until="networkidle")
    follow(publisher.locator("button[value=start]"))
    expect(publisher.locator("button[value=start]")).to_have_count(0)
    publisher.goto(f"{workspace}readiness/", wait_until="networkidle")
    assert visitor.request.get("/fr/campagnes/deuxieme/").status == 404
    publisher.locator("a[href$='/browser-checks/#start']").click()
    expect(publisher.locator("[data-page]").first).to_have_attribute("data-state", "clean", timeout=60_000)
    expect(publisher.locator("[data-start]")).to_be_visible(timeout=60_000)
    publisher.goto(f"{workspace}readiness/", wait_until="networkidle")
    expect(publisher.locator(".readiness-failed a[href^='#browser-']")).to_have_count(0)
    for _check in range(30):
        undecided = publisher.locator(".readiness-failed a")
        if undecided.count() == 0:
            break
        name = undecided.first.get_attribute("href").removeprefix("#")
        publisher.locator(f"#{name} a[href*=override]").click()
        publisher.locator("[name=reason]").fill("Vu, et voulu ainsi.")
        publisher.locator("form button.button").first.click()
        publisher.wait_for_url("**/readiness/**")
    start(publisher)
    before = seconds_left(publisher)
    expect(publisher.locator("[data-countdown]")).not_to_contain_text(str(before))
    assert before > seconds_left(publisher) > 0
    expect(publisher.locator(".launch-stop")).to_be_focused()
    editor.goto(f"{workspace}readiness/", wait_until="networkidle")
    expect(editor.locator("[data-countdown]")).to_be_visible()
    follow(publisher.locator(".launch-stop"))
    expect(editor.locator("[data-countdown]")).to_have_count(0, timeout=15_000)
    expect(editor.locator(".workspace-launch .help-info")).to_be_visible()
    site.run("shell", "-v", "0", "-c", PASS_THE_GRACE)
    assert visitor.request.get("/fr/campagnes/deuxieme/").status == 404
    start(publisher)
    site.run("shell", "-v", "0", "-c", PASS_THE_GRACE)
    assert visitor.request.get("/fr/campagnes/deuxieme/").status == 200
    visitor.goto(code)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Une phrase.")

    # Closed: the page is gone, and its code leads to help
    publisher.goto(f"{workspace}close/", wait_until="networkidle")
    publisher.locator("input[value=gone]").first.check()
    follow(publisher.locator("button[value=close]"))
    assert visitor.request.get("/fr/campagnes/deuxieme/").status == 410
    answer = visitor.goto(code)
    assert (answer.status, visitor.url) == (200, f"{site.url}/fr/")
