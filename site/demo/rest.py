"""What is made while one looks around already: the other languages, what past waves reached, the sheets that partners take."""

from collections.abc import Callable
from functools import partial
from io import StringIO

from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from demo import campaign_builder, editions, evaluation, experiments, posts
from demo.build import add_language, missing_languages, the_campaign
from demo.elsewhere import count_elsewhere
from demo.plan import answer, order_sheets, unchecked
from demo.reach import count_the_past

INDEXING = ["modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"]

Say = Callable[[str], None]


def missing() -> list[tuple[str, Callable[[], None]]]:
    """(what it says while it is made, what makes it) of each thing that is not there yet, in order."""
    campaign = the_campaign()
    left: list[tuple[str, Callable[[], None]]] = [
        (f"Translating it into {locale.language_name}", partial(add_language, locale)) for locale in missing_languages()
    ]
    if left or unchecked(campaign):
        left.append(("Asking every check in these languages", partial(answer, campaign)))
    if not campaign.annotations.exists():
        left.append(("Counting what its past waves reached", partial(tell_of_the_past, campaign)))
    if posts.missing(campaign):
        left.append(("Composing its posts for networks", partial(posts.build, campaign)))
    left += [
        (f"Adding the campaign “{text.name}”", partial(campaign_builder.build, text))
        for text in campaign_builder.missing()
    ]
    if not campaign.press_runs.exists():
        left.append(("Ordering its sheets, in every language", partial(order_sheets, campaign)))
    if editions.missing():
        left.append(("Asking for local editions", partial(editions.build, campaign)))
    return left


def tell_of_the_past(campaign) -> None:
    tried = experiments.begin(campaign)
    count_elsewhere()
    count_the_past(campaign)
    experiments.finish(tried, campaign)
    evaluation.build(campaign)


def make(say: Say) -> int:
    """Make the first thing that is missing; returns how many are left after it."""
    left = missing()
    if not left:
        return 0
    what, act = left[0]
    say(f"{what} … ({len(left) - 1} to come)" if left[1:] else f"{what} …")
    act()
    return len(left) - 1


def make_all(say: Say) -> None:
    if missing():
        while make(say):
            pass
        index_everything()


@task()
def make_next() -> None:
    """One thing at a time, each to be found at once: what somebody asks of the worker meanwhile comes in between."""
    left = make(partial(print, flush=True))
    index_everything()
    if left:
        make_next.enqueue()
    else:
        print("All languages and figures are there; the worker makes sheets and kits now.", flush=True)


def enqueue() -> None:
    """Unless it waits already, from a start that was ended before."""
    if not DBTaskResult.objects.ready().filter(task_path=make_next.module_path).exists():
        make_next.enqueue()


def index_everything() -> None:
    """Index all in one pass, in place of the pass for each change that waits for a worker."""
    DBTaskResult.objects.ready().filter(task_path__in=INDEXING).delete()
    call_command("update_index", verbosity=0, stdout=StringIO())
    call_command("rebuild_references_index", verbosity=0, stdout=StringIO())
