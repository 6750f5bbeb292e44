"""Translating many texts into a language in the background: each becomes a draft, what is unchanged is left."""

from functools import partial

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.board import machine
from editorial.models import TranslationRun
from editorial.translation import drafting
from made.runs import Write
from made.work import Engine


def begin(
    objects: list[tuple[str, int]], locale: Locale, *, label: str, user, with_machine: bool = False
) -> TranslationRun:
    """Enqueue the work; raises SignOffError where there is nothing to do, or where the same is being done."""
    if not objects:
        raise SignOffError(_("There is nothing to translate here."))
    if TranslationRun.objects.filter(locale=locale, label=label, finished_at=None).exists():
        raise SignOffError(_("This is being translated into that language already."))
    return TranslationRun.begin(
        work, label=label, locale=locale, requested_by=user, machine=with_machine, to_do=objects
    )


@task()
def work(run_id: int) -> None:
    run = TranslationRun.take(run_id)
    if run is not None:
        run.go_on(partial(_translation, run, _fresh(run.locale)))


ENGINE = Engine("translations", TranslationRun, work)


def _fresh(locale: Locale) -> dict:
    """{translation key of a text: when its source was read} of the drafts that were made from the source as it was read."""
    known = Translation.objects.filter(target_locale=locale, enabled=True, made_from__isnull=False).values_list(
        "source__object_id", "source__last_updated_at", "made_from__updated_at"
    )
    return {key: read for key, read, made in known if made >= read}


def _translation(run: TranslationRun, fresh: dict, label: str, pk: int) -> Write | None:
    """None for a text that has not changed, which costs one query."""
    instance = apps.get_model(label).objects.select_related("latest_revision").get(pk=pk)
    read = fresh.get(instance.translation_key)
    draft = instance.latest_revision
    changed = instance.last_published_at if instance.live else draft and draft.created_at
    if read and (changed is None or changed <= read) and not run.machine:
        return None
    return partial(_translate, run, instance)


def _translate(run: TranslationRun, instance: Model) -> None:
    translation = drafting.start(instance, run.locale, run.requested_by)
    if run.machine:
        machine.translate(translation, run.requested_by)
