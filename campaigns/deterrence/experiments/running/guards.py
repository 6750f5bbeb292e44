"""Watches what is published and withdrawn: an experiment whose page or words are not what they were ends, with a trace."""

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, unpublished

from campaigns.deterrence.experiments.models import Experiment, VariantWording
from campaigns.deterrence.experiments.running import acts, rules
from core.publication.sign_off import SignOffError


@receiver([page_published, page_unpublished])
def page_changed(sender, instance: Page, **kwargs) -> None:
    for experiment in Experiment.objects.running().filter(page_key=instance.translation_key):
        transaction.on_commit(lambda one=experiment: _end(one))


@receiver(unpublished, sender=VariantWording)
def wording_withdrawn(sender, instance: VariantWording, **kwargs) -> None:
    if instance.experiment.is_running:
        transaction.on_commit(lambda: _end(instance.experiment))


def _end(experiment: Experiment) -> None:
    experiment.refresh_from_db()
    if experiment.is_running:
        acts.end_if_broken(experiment)


def wording_is_fit(instance) -> None:
    """No wording goes live that says another number than the page, nor in an experiment that has started."""
    if not isinstance(instance, VariantWording):
        return
    if not instance.experiment.is_draft and not _says_what_it_said(instance):
        raise SignOffError(_("The experiment has started: its wordings are not changed any more. Plan another one."))
    wrong = rules.wrong_in(instance)
    if wrong and instance.experiment.is_draft:
        raise SignOffError(wrong)


def _says_what_it_said(wording: VariantWording) -> bool:
    shown = wording.experiment.words.get(wording.locale.language_code, {}).get(wording.letter)
    return shown is None or shown == {"text": wording.text, "detail": wording.detail}
