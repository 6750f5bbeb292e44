"""What an approval does: said beside its button, before anybody presses it."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from core.editor.calendar import day_of
from core.publication import visibility
from core.publication.bundles import Bundle, bundles
from core.publication.sign_off import goes_public
from editorial.models import Step
from editorial.sign_off.decisions import on_day_at_time
from editorial.sign_off.tasks import date_asked, held_until


def of(state: TaskState, instance, now: datetime) -> str:
    """In whole sentences: the step that follows, or when and with what the text is public."""
    if state.task.step != Step.PUBLICATION:
        return " ".join(filter(None, [_following(state), _held(instance, now)]))
    if not goes_public(instance):
        return _("Then it may be posted: nothing is posted or public by your approval.")
    moment = date_asked(instance)
    live = _("It goes live on %(day)s at %(time)s.") % on_day_at_time(moment) if moment else ""
    if held := _held(instance, moment or now):
        return " ".join(filter(None, [live, held]))
    if visibility.is_hidden_at(instance, moment or now):
        return " ".join(filter(None, [live, _hidden(instance)]))
    return live or _("It goes live now.")


def _following(state: TaskState) -> str:
    steps = list(state.workflow_state.workflow.tasks)
    at = next((number for number, task in enumerate(steps) if task.pk == state.task_id), len(steps))
    names = [task.name for task in steps[at + 1 :]]
    return _("It goes to the next step: %(step)s.") % {"step": names[0]} if names else ""


def _held(instance, moment: datetime) -> str:
    until = held_until(instance, moment)
    if until is None:
        return ""
    return _("It is public by itself on %(day)s at %(time)s, when its embargo ends.") % on_day_at_time(until)


def _hidden(page: Page) -> str:
    """With the campaign whose launch it waits for, or else with the pages above it."""
    bundle = next((found for found in bundles() if page.translation_key in found.pages and found.due), None)
    return _with_launch(bundle) if bundle else _("It is public together with its campaign and the pages above it.")


def _with_launch(bundle: Bundle) -> str:
    told = {"campaign": bundle.label, "day": date_format(day_of(bundle.due), "DATE_FORMAT")}
    return _("It is public with the launch of “%(campaign)s”, planned for %(day)s.") % told
