"""Shows the wordings of the experiments that run: asked for each page that is rendered, of which almost none has one."""

from typing import Any

from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from campaigns.deterrence.experiments.models import CONTROL, Experiment
from campaigns.deterrence.experiments.places import place_of, put
from campaigns.deterrence.experiments.running.rules import is_protected
from serving.page_cache import is_counted


class Experiments:
    """`core.publication.varying.Varies`."""

    def annotations(self) -> dict[str, Any]:
        running = Experiment.objects.running().filter(page_key=OuterRef("translation_key"))
        return {"running_experiment": Subquery(running.order_by().values("pk")[:1])}

    def variants(self, page: Page) -> tuple[str, ...]:
        """None where the page is not what it was when the experiment started: what ends it then comes within a minute."""
        pk = getattr(page, "running_experiment", None)
        if pk is None or is_protected(page) or not is_counted():
            return ()
        experiment = Experiment.objects.get(pk=pk)
        words = experiment.words.get(page.locale.language_code)
        place = place_of(page, experiment.place) if words else None
        if place is None or place.words != words[CONTROL]:
            return ()
        page.experiment_words = (experiment.place, {experiment.variant(letter): said for letter, said in words.items()})
        return experiment.variants

    def show(self, page: Page, variant: str) -> None:
        place, words = page.experiment_words
        if not variant.endswith(f"-{CONTROL}"):
            put(page, place, words[variant])
