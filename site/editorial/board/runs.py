"""Translating many texts into a language in the background: each becomes a draft, what is unchanged is left."""

import logging

from django.apps import apps
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.publication.sign_off import SignOffError
from editorial.board import machine
from editorial.models import TranslationRun
from editorial.translation import drafting

logger = logging.getLogger(__name__)


def begin(
    objects: list[tuple[str, int]], locale: Locale, *, label: str, user, with_machine: bool = False
) -> TranslationRun:
    """Enqueue the work; raises SignOffError where there is nothing to do, or where the same is being done."""
    if not objects:
        raise SignOffError(_("There is nothing to translate here."))
    if TranslationRun.objects.filter(locale=locale, label=label, finished_at=None).exists():
        raise SignOffError(_("This is being translated into that language already."))
    run = TranslationRun.objects.create(
        label=label, locale=locale, requested_by=user, machine=with_machine, objects_to_do=objects
    )
    transaction.on_commit(lambda: work.enqueue(run.pk))
    return run


@task()
def work(run_id: int) -> None:
    """Translate each text of a run; one that cannot be is named in the run, and the others go on."""
    run = TranslationRun.objects.select_related("locale", "requested_by").get(pk=run_id)
    fresh = _fresh(run.locale)
    for label, pk in run.objects_to_do[run.done :]:
        # With its progress: a worker that is killed leaves a text translated and counted, or neither.
        with transaction.atomic():
            _step(run, label, pk, fresh)
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])


def _step(run: TranslationRun, label: str, pk: int, fresh: dict) -> None:
    try:
        run.skipped += not _translate(apps.get_model(label), pk, run, fresh)
    except Exception as error:  # one text must not keep the others from being translated
        if isinstance(error, (OperationalError, InterfaceError)):
            raise  # the database is away: the run goes on from here
        logger.exception("%s %s could not be translated", label, pk)
        run.errors.append({"model": label, "pk": pk, "reason": str(error)})
    run.done += 1
    run.save(update_fields=["done", "skipped", "errors"])


def _fresh(locale: Locale) -> dict:
    """{translation key of a text: when its source was read} of the drafts that were made from the source as it was read."""
    known = Translation.objects.filter(target_locale=locale, enabled=True, made_from__isnull=False).values_list(
        "source__object_id", "source__last_updated_at", "made_from__updated_at"
    )
    return {key: read for key, read, made in known if made >= read}


def _translate(model: type, pk: int, run: TranslationRun, fresh: dict) -> bool:
    """Whether anything was done: nothing for a text that has not changed, which costs one query."""
    instance = model.objects.select_related("latest_revision").get(pk=pk)
    read = fresh.get(instance.translation_key)
    draft = instance.latest_revision
    changed = instance.last_published_at if instance.live else draft and draft.created_at
    if read and (changed is None or changed <= read) and not run.machine:
        return False
    with transaction.atomic():
        translation = drafting.start(instance, run.locale, run.requested_by)
        if run.machine:
            machine.translate(translation, run.requested_by)
    return True
