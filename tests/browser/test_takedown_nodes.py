"""After a takedown on a site of several nodes: the screen names those that have not confirmed, by itself and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from serving.page_cache.changes.confirming import SILENT
from serving.page_cache.changes.in_database import CONFIRM
from serving.page_cache.changes.numbers import combined
from tests.browser.acts import follow
from tests.faults import nodes
from tests.faults.servers import Cluster
from tests.live import LiveSite


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    cluster.start()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="module")
def built(chromium, cluster, django_db_setup, django_db_blocker, tmp_path_factory) -> tuple[LiveSite, dict]:
    """One node of several: it knows of the others by the database, whichever the suite runs on."""
    with django_db_blocker.unblock():
        is_same = nodes.fill(cluster, "site")
    url = f"postgres://postgres@127.0.0.1:{cluster.port}/site"
    return nodes.build(tmp_path_factory.mktemp("node"), {"DATABASE_URL": url, "NODE_NAME": "here"}, migrated=is_same)


@pytest.fixture(scope="module")
def site(built) -> Iterator[LiveSite]:
    site, _told = built
    site.start("--no-worker")
    yield site
    site.stop()


class Others:
    """The other nodes, as far as the place that all share hears of them."""

    def __init__(self, cluster: Cluster):
        self.database = cluster.connect("site")

    def join(self, name: str) -> None:
        self.database.execute(CONFIRM, [name, 0])

    def fall_silent(self, name: str) -> None:
        self.join(name)
        ago = "UPDATE core_servingnode SET heard_at = heard_at - make_interval(secs => %s) WHERE name = %s"
        self.database.execute(ago, [2 * SILENT, name])

    def confirm(self, name: str) -> None:
        epoch, withdrawn = self.database.execute("SELECT epoch, withdrawn FROM core_sharednumbers").fetchone()
        self.database.execute(CONFIRM, [name, combined(epoch, withdrawn)])

    def leave(self) -> None:
        self.database.execute("DELETE FROM core_servingnode WHERE name <> 'here'")
        self.database.close()


@pytest.fixture
def others(site, cluster) -> Iterator[Others]:
    others = Others(cluster)
    site.wait_until(lambda: others.database.execute("SELECT 1 FROM core_servingnode WHERE name = 'here'").fetchone())
    yield others
    others.leave()


@pytest.fixture
def publisher(built, others, open_context) -> Iterator[Page]:
    """Who takes the page down that is open now; it is put back afterwards."""
    site, told = built
    context = open_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    context.add_cookies([{"name": "sessionid", "value": told["session"], "url": site.url}])
    page = context.new_page()
    page.goto(f"/admin/takedown/wagtailcore/page/{told['page']}/")
    yield page
    page.goto("/admin/takedowns/", wait_until="networkidle")
    follow(page.locator("form[action*=undo] button").first)
    follow(page.locator("form[action*=undo] button"))  # asked first


def take_down(page: Page) -> None:
    """It leads to the screen of the nodes."""
    page.get_by_role("button", name=re.compile("Retirer|Take down")).click()
    page.wait_for_url("**/takedowns/*/nodes/")


def region_of(page: Page) -> Locator:
    """What is read aloud when it changes."""
    return page.locator("[data-takedown-nodes]").get_by_role("status")


def nodes_of(page: Page) -> Locator:
    return page.locator("[data-part=nodes]")


def states(page: Page) -> dict[str, str]:
    """{node: what is said of it}."""
    return {
        row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").first.inner_text()
        for row in nodes_of(page).locator("tbody").get_by_role("row").all()
    }


def listen(page: Page) -> None:
    """Keep what a live region says when it changes, as a screen reader reads it aloud."""
    page.evaluate(
        """() => {
            window.announced = [];
            const region = document.querySelector("[data-takedown-nodes] [role=status]");
            const heard = new MutationObserver(() => window.announced.push(region.innerText.trim()));
            heard.observe(region, { childList: true, subtree: true, characterData: true });
        }"""
    )


def looks(page: Page, times: int = 1) -> None:
    """Wait until the page has looked again by itself."""
    for _ in range(times):
        with page.expect_response(re.compile(r"/nodes/\?part$")):
            pass


def test_node_that_confirms_late_is_named_until_it_has_and_that_is_announced(publisher, others):
    others.join("late")
    take_down(publisher)
    region = region_of(publisher)
    expect(region).to_have_text("1 nœud n’a pas encore confirmé.", timeout=15_000)
    assert states(publisher) == {"here": "confirmé", "late": "pas encore confirmé"}
    listen(publisher)

    looks(publisher, 3)
    assert publisher.evaluate("announced") == [], "that seconds pass is no news"
    others.confirm("late")
    expect(region).to_have_text("Tous les nœuds ont confirmé : ce contenu n’est plus montré à personne.")

    assert states(publisher) == {"here": "confirmé", "late": "confirmé"}
    assert publisher.evaluate("announced") == [region.inner_text()]
    assert [found["id"] for found in Axe().run(publisher).response["violations"]] == []


def test_node_that_stays_silent_is_named_with_the_hour_until_which_it_may_show_it(publisher, others):
    others.fall_silent("silent")
    take_down(publisher)
    expect(region_of(publisher)).to_have_text("1 nœud n’a pas encore confirmé.", timeout=15_000)
    before = nodes_of(publisher).inner_text()

    looks(publisher, 2)

    assert re.fullmatch("isolé : peut afficher une copie jusqu’au .+ au plus tard", states(publisher)["silent"])
    assert nodes_of(publisher).inner_text() != before, "since when it has been silent goes on"


def test_without_javascript_a_reload_tells_who_has_confirmed(publisher, others, open_context):
    others.join("late")
    take_down(publisher)
    plain = open_context(
        java_script_enabled=False, locale="fr-FR", storage_state=publisher.context.storage_state()
    ).new_page()
    plain.goto(publisher.url)
    assert states(plain)["late"] == "pas encore confirmé"

    others.confirm("late")
    plain.get_by_role("link", name="Actualiser").click()

    assert states(plain)["late"] == "confirmé"
