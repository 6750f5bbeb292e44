"""What the team does in the admin while PostgreSQL is killed or restarted, at any of the writes that it makes.

What was acknowledged is there, whole. What was not is there whole or not at all, is told in plain words, and can be done again.
`FAULTS=full` ends the server at more of the writes.
"""

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from serving.page_cache.changes.numbers import Numbers
from tests.faults import nodes
from tests.faults.nodes import Answer, Team, ask, warm
from tests.faults.servers import Cluster, Line, wait_until
from tests.faults.strikes import Moment, Strike, spread

# They touch nothing of the suite's own database: it is there to be copied.
pytestmark = [pytest.mark.django_db, pytest.mark.processes]

POINTS = 24 if os.environ.get("FAULTS") == "full" else 3
PUBLIC = "/fr/la-loi/"
FORMER, NEW = "Deux mois.", "Trois mois."
BUILD = """
import json
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from core.editor.roles import EDITOR, LAWYER, PUBLISHER
from editorial.access import roles
from editorial.models import Step
from home.models import HomePage, StandardPage
from tests import factories

roles.restore()
people = {{}}
for role in (EDITOR, LAWYER, PUBLISHER):
    people[role] = get_user_model().objects.create_user(role.name, f"{{len(people)}}@example.org", "a long enough password")
    people[role].groups.add(Group.objects.get(name=role.name))

def session(user):
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return client.cookies["sessionid"].value

home = HomePage.objects.get()

def live(act, number):
    return factories.standard_page(home, slug=f"{{act}}-{{number}}", title=act, lead={former!r})

def draft(act, number):
    page = live(act, number)
    page.lead = {new!r}
    page.save_revision(user=people[EDITOR])
    return StandardPage.objects.get(pk=page.pk)

def unpublished(act, number):
    page = StandardPage(slug=f"{{act}}-{{number}}", title=act, lead={former!r}, live=False)
    home.refresh_from_db()
    home.add_child(instance=page)
    page.save_revision(user=people[EDITOR])
    return page

def approved(act, number):
    page = draft(act, number)
    factories.approve(page.latest_revision)
    return page

def submitted(act, number):
    page = draft(act, number)
    page.get_workflow().start(page, people[EDITOR])
    return page

def reviewed(act, number):
    page = submitted(act, number)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, people[LAWYER], "approve", comment="")
    return page

makers = {{"save": live, "publish": approved, "submit": unpublished, "unpublish": live, "legal": submitted,
          "publication": reviewed, "takedown": live}}
pages = {{act: [make(act, number).pk for number in range({rounds})] for act, make in makers.items()}}
sessions = {{name: session(people[role]) for name, role in
            (("editor", EDITOR), ("lawyer", LAWYER), ("publisher", PUBLISHER))}}
print(json.dumps({{"pages": pages, "sessions": sessions}}))
"""
PAGE = """
SELECT live, has_unpublished_changes, lead, live_revision_id, latest_revision_id
FROM wagtailcore_page JOIN home_standardpage ON id = page_ptr_id WHERE id = %s
"""
REVISIONS = """
SELECT id, content->>'lead' FROM wagtailcore_revision
WHERE object_id = %s::text AND base_content_type_id = (
    SELECT id FROM django_content_type WHERE (app_label, model) = ('wagtailcore', 'page')
) ORDER BY id
"""
LOG = "SELECT action FROM wagtailcore_pagelogentry WHERE page_id = %s ORDER BY id"
APPROVALS = (
    "SELECT step, spent_at IS NOT NULL, comment FROM editorial_approval WHERE object_id = %s::text ORDER BY step, id"
)
WORKFLOW = """
SELECT one.status, step.status, step.comment FROM wagtailcore_workflowstate AS one
LEFT JOIN wagtailcore_taskstate AS step ON step.workflow_state_id = one.id WHERE one.object_id = %s::text ORDER BY step.id
"""
TAKEN_DOWN = "SELECT count(*) FROM editorial_takendown WHERE object_id = %s::text"
STEP = """
SELECT step.id FROM wagtailcore_taskstate AS step JOIN wagtailcore_workflowstate AS one ON one.id = workflow_state_id
WHERE object_id = %s::text ORDER BY step.id LIMIT 1 OFFSET %s
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory, django_db_setup, django_db_blocker):
    made, cluster = SimpleNamespace(), Cluster()
    cluster.start()
    with django_db_blocker.unblock():
        is_same = nodes.fill(cluster, "site")
    line = Line(cluster.port)
    url = f"postgres://postgres@127.0.0.1:{line.port}/site"
    more = BUILD.format(former=FORMER, new=NEW, rounds=POINTS + 1)
    site, told = nodes.build(tmp_path_factory.mktemp("site"), {"DATABASE_URL": url}, migrated=is_same, more=more)
    made.__dict__.update(site=site, cluster=cluster, line=line, pages=told["pages"], team=Team(told["session"]))
    made.people = {name: Team(session) for name, session in told["sessions"].items()}
    try:
        site.start("--no-worker")
        warm(site, PUBLIC)
        yield made
    finally:
        if site.process and site.process.poll() is None:
            site.stop()
        line.cut()
        cluster.remove()


def query(world, sql: str, *values) -> list[tuple]:
    with world.cluster.connect("site") as connection:
        return connection.execute(sql, values).fetchall()


def fields(world, page: int, **changed: str) -> dict[str, str]:
    """The form of the editor, as a browser sends it."""
    ((slug, title),) = query(world, "SELECT slug, title FROM wagtailcore_page WHERE id = %s", page)
    return {
        "title": title,
        "slug": slug,
        "audience": "public",
        "zone": "open",
        "listed_in_search": "on",
        "indexed": "on",
        "lead": NEW,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    } | changed


def edit(world, page: int, **action: str) -> Answer:
    return world.team.post(world.site, f"/admin/pages/{page}/edit/", **fields(world, page, **action))


def decide(world, person: str, page: int) -> Answer:
    ((step,),) = query(world, STEP, page, ["lawyer", "publisher"].index(person))
    address = f"/admin/pages/workflow/action/{page}/approve/{step}/"
    return world.people[person].post(world.site, address, comment="Vu.")


def upload(world, address: str, title: str, file: tuple[str, bytes], **more: str) -> Answer:
    ((root,),) = query(world, "SELECT min(id) FROM wagtailcore_collection")
    return world.team.post(world.site, address, {"file": file}, title=title, collection=root, **more)


def page_state(world, page: int) -> list[Any]:
    """All that an act may change of it; revisions are told by their place, so that pages can be compared."""
    ((live, has_changes, lead, live_revision, latest),) = query(world, PAGE, page)
    revisions = dict(query(world, REVISIONS, page))
    places = {key: place for place, key in enumerate(revisions)}
    return [
        (live, has_changes, lead, places.get(live_revision), places.get(latest)),
        list(revisions.values()),
        *(query(world, sql, page) for sql in (LOG, APPROVALS, WORKFLOW, TAKEN_DOWN)),
    ]


def file_state(world, table: str, title: str, content: bytes) -> list[Any]:
    rows = query(world, f"SELECT file FROM {table} WHERE title = %s", title)
    log = query(world, "SELECT action FROM wagtailcore_modellogentry WHERE label = %s ORDER BY id", title)
    return [[(world.site.var / "media" / name).read_bytes() == content for (name,) in rows], log]


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "#14502c").save(made, "PNG")
    return made.getvalue()


@dataclass
class Act:
    """Something that somebody sends, and all that can become of it."""

    send: Callable[[Any, Any], Answer]
    state: Callable[[Any, Any], list[Any]] = page_state
    withdraws: bool = False  # no copy of any page is kept then


TEXT, PICTURE = b"Une ligne.\n", picture()
ACTS = {
    "save": Act(edit),
    "publish": Act(lambda world, page: edit(world, page, **{"action-publish": "1"})),
    # A draft that was never public is saved as a row that is not live: in doubt, the page cache takes it for a withdrawal.
    "submit": Act(lambda world, page: edit(world, page, **{"action-submit": "1"}), withdraws=True),
    "unpublish": Act(
        lambda world, page: world.team.post(world.site, f"/admin/pages/{page}/unpublish/"), withdraws=True
    ),
    "legal": Act(lambda world, page: decide(world, "lawyer", page)),
    "publication": Act(lambda world, page: decide(world, "publisher", page)),
    "takedown": Act(
        lambda world, page: world.team.post(
            world.site, f"/admin/takedown/wagtailcore/page/{page}/", reason="x", confirmed="yes"
        ),
        withdraws=True,
    ),
    "document": Act(
        lambda world, title: upload(
            world, "/admin/documents/add/", title, (f"{title}.txt", TEXT), licence="etalab-2.0"
        ),
        lambda world, title: file_state(world, "core_campaigndocument", title, TEXT),
    ),
    "image": Act(
        lambda world, title: upload(
            world, "/admin/images/add/", title, (f"{title}.png", PICTURE), licence="reserved", description="Un carré"
        ),
        lambda world, title: file_state(world, "core_campaignimage", title, PICTURE),
    ),
}


def done_undisturbed(world, act: Act, thing: Any) -> tuple[list[Any], list[Any], int]:
    """Before, afterwards, and in how many writes."""
    before = act.state(world, thing)
    with Strike(world.cluster, world.line, Moment(0)) as counted:
        answer = act.send(world, thing)
    assert answer.status == 302, answer
    after = act.state(world, thing)
    assert after != before
    return before, after, counted.writes


def done_through(world, act: Act, thing: Any, moment: Moment, whole: tuple[list[Any], list[Any]]) -> list[str]:
    """What is wrong of it where the server ends at this moment."""
    before, after = whole
    assert act.state(world, thing) == before
    wait_until(lambda: is_kept(world))
    with Strike(world.cluster, world.line, moment):
        answer = act.send(world, thing)
    shown = ask(world.site, PUBLIC).status
    world.cluster.start()
    found = act.state(world, thing)
    wait_until(lambda: world.site.status("/readyz") == 200)
    again = act.send(world, thing)
    last = act.state(world, thing)
    wrong = {
        f"a public page went away: {shown}": shown != 200 and not (act.withdraws and found == after),
        f"answered {answer.status}": answer.status != 302 and not is_told_to_come_back(answer),
        f"acknowledged, and lost: {found}": answer.status == 302 and found != after,
        f"half done: {found}": found not in (before, after),
        f"cannot be done again: {again.status} {last}": again.status not in (200, 302)
        or (found == before and last != after),
    }
    return [f"{moment}: {what}" for what, is_so in wrong.items() if is_so]


def is_kept(world) -> bool:
    """Whether the public page is shown without a question to the database, and no withdrawal of an act before is still to be told."""
    if any(Numbers(world.site.var / "page-cache.numbers").untold()):
        return False
    questions = []
    world.line.asked = questions.append
    shown = ask(world.site, PUBLIC)
    world.line.asked = lambda data: None
    return shown.status == 200 and not any(b"home_standardpage" in question for question in questions)


def is_told_to_come_back(answer: Answer) -> bool:
    return answer.status == 503 and answer.headers["retry-after"] == "30" and "Traceback" not in answer.text


# The other step of a publication, and the other file that is uploaded, are of the same kind.
NIGHTLY = {"legal", "document"}
EACH = [pytest.param(name, marks=pytest.mark.rehearsal if name in NIGHTLY else ()) for name in ACTS]


@pytest.mark.parametrize("name", EACH)
def test_what_an_editor_sends_is_kept_whole_or_not_at_all_wherever_the_database_ends(world, name):
    act = ACTS[name]
    things = world.pages.get(name) or [f"{name}-{number}" for number in range(POINTS + 1)]
    before, after, writes = done_undisturbed(world, act, things[0])

    wrong = []
    for thing, moment in zip(things[1:], spread(writes, POINTS), strict=False):
        wrong += done_through(world, act, thing, moment, (before, after))

    assert not wrong, "\n".join(wrong)
