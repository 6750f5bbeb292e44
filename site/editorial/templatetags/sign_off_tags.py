"""What the editor of a translation shows of its sign-off."""

import json

from django import template
from wagtail.models import Page

from editorial.access.reach import languages_of, may_change, may_publish
from editorial.board.changes import changed_sentences
from editorial.review import links as review_links
from editorial.review import outside_comments
from editorial.sign_off.approvals import history
from editorial.sign_off.four_eyes import name_of
from editorial.sign_off.tasks import FourEyesTask
from editorial.translation import confirmations, preview, quality
from editorial.translation.days import in_the_language

register = template.Library()
register.filter(name_of)


@register.filter
def without_publishing(props: str) -> str:
    """wagtail-localize's editor without the buttons that would publish, or replace a translation by its source.

    The day of the last publication is written in the language of whoever reads.
    """
    changed = json.loads(props)
    changed["perms"]["canPublish"] = False
    changed["links"]["convertToAliasUrl"] = None
    changed["object"]["lastPublishedDate"] = in_the_language(changed["object"]["lastPublishedDate"])
    return json.dumps(changed)


@register.simple_tag(takes_context=True)
def with_preview(context, panels: list, translation, instance) -> list:
    """The side panels of a translation's editor and, of a page, the preview in each language."""
    if not isinstance(instance, Page):
        return panels
    user = context["request"].user
    others = instance.get_translations().select_related("locale")
    shown = preview.of_translation(translation, [page for page in others if page.locale_id in languages_of(user)])
    return [*panels, preview.LanguagesPanel(instance, context["request"], shown)]


@register.filter
def for_text(form, instance):
    """The form of a decision, which asks about an incomplete translation where this is one."""
    if "accepts_incomplete" in form.fields and not quality.is_incomplete(instance):
        del form.fields["accepts_incomplete"]
    return form


@register.inclusion_tag("editorial/sign_off_bar.html", takes_context=True)
def sign_off_bar(context, translation, instance):
    user = context["request"].user
    state = instance.current_workflow_state
    task_state = instance.current_workflow_task_state
    task = task_state.task.specific if task_state else None
    actions = task.get_actions(instance, user) if task else []
    report = quality.report(translation)
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "translation": translation,
        "instance": instance,
        "report": report,
        "report_findings": quality.by_sentence([*report.in_error, *report.other_numbers]),
        "report_notes": quality.by_sentence(
            [finding for finding in report.findings if not finding.blocks and not finding.is_sense]
        ),
        "doubts": report.unconfirmed,
        "confirmed": [doubt for doubt in report.doubts if doubt.is_confirmed],
        "may_not_confirm": confirmations.refusal(instance, user) if report.doubts else "",
        "who_may_confirm": confirmations.who_may(instance) if report.unconfirmed else "",
        "source_code": translation.source.locale.language_code,
        "target_code": translation.target_locale.language_code,
        "state": state,
        "task_state": task_state,
        "may_submit": may_change(user, instance) and not instance.workflow_in_progress,
        "may_approve": any(name == "approve" for name, *_ in actions),
        "words_of_approval": next((words for name, words, _modal in actions if name == "approve"), ""),
        "may_reject": any(name == "reject" for name, *_ in actions),
        "may_stop": may_publish(user, instance),
        "may_cancel": bool(state and state.user_can_cancel(user)),
        "is_publication": getattr(task, "step", "") == "publication",
        "refusal": task.refusal(instance, user) if isinstance(task, FourEyesTask) and actions else "",
        "link_url": review_links.address_to_create(instance, user, task_state),
        "approvals": history(instance),
        "changes": changed_sentences(translation),
        "said_by_links": outside_comments.open_at(instance) if isinstance(instance, Page) else [],
    }
