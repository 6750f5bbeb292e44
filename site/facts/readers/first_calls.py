"""Whom a child to whom it has happened calls, before anything else is read: chosen once for the site."""

from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from core import audiences
from core.navigation.frame import Frame


def helpline(label) -> models.ForeignKey:
    return models.ForeignKey(
        "facts.Helpline", verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


@register_setting(icon="mail")
class FirstCalls(BaseSiteSetting):
    """Their numbers and names are those of the helplines, approved as these are; the sentence is the interface's, in each language."""

    first = helpline(_("first helpline"))
    second = helpline(_("second helpline"))

    panels = [
        HelpPanel(
            content=_(
                "One sentence and these helplines stand at the head of every page for young people, and after each answer of "
                "their quizzes and chats. For children in France: 119 and 3018."
            )
        ),
        FieldPanel("first"),
        FieldPanel("second"),
    ]

    class Meta:
        verbose_name = _("helplines to call first")
        verbose_name_plural = _("helplines to call first")

    def __str__(self):
        return str(self._meta.verbose_name)

    @property
    def chosen(self) -> list[int]:
        return [pk for pk in (self.first_id, self.second_id) if pk]


def first_calls(context: dict[str, Any]) -> str:
    """On pages for young people, or where a view says that it is for them; one query, however often they are shown."""
    request = context.get("request")
    audience = getattr(context.get("page"), "audience", "") or context.get("audience", "")
    if request is None or audience != audiences.YOUNG:
        return ""
    if not hasattr(request, "first_calls"):
        request.first_calls = _rendered(request, context)
    return request.first_calls


def _rendered(request: Any, context: dict[str, Any]) -> str:
    from facts.shelf import Shelf

    setting = FirstCalls.objects.filter(site=Frame.of(request).site).first()
    shown = Shelf.of(context).chosen_helplines(setting.chosen) if setting else []
    said = _("Somebody puts you under pressure, or has hurt you? It is not your fault, and somebody listens.")
    return render_to_string("facts/first_calls.html", {"helplines": shown, "said": said}).strip()
