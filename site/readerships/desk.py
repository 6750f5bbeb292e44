"""The audiences of the team in the admin: a form with a label in each language, and no way to delete what was used."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core import audiences
from core.words import languages
from readerships import uses
from readerships.models import LONGEST_LABEL, TeamAudience

FIRST = settings.LANGUAGE_CODE
LANGUAGES = [FIRST, *(code for code, _name in settings.LANGUAGES if code != FIRST)]


def voices() -> list[tuple[str, str]]:
    """Those that may be lent, each with its sound."""
    return [(name, f"{one.label}: {one.sound}") for name, one in audiences.lent().items()]


class LabelsForm(WagtailAdminModelForm):
    """Labels are kept together, and written each in a field of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.fields[field_of(code)].initial = self.instance.labels.get(code, "")
        if self.instance.pk:
            self.fields["name"].disabled = True
        else:
            del self.fields["is_retired"]

    def clean(self):
        cleaned = super().clean()
        said = {code: cleaned.get(field_of(code), "").strip() for code in LANGUAGES}
        others = {code: label for code, label in self.instance.labels.items() if code not in LANGUAGES}
        self.instance.labels = others | {code: label for code, label in said.items() if label}
        return cleaned

    def _update_errors(self, errors: ValidationError) -> None:
        """What the model says of labels that their own fields have let pass stands with the first of them."""
        if hasattr(errors, "error_dict") and "labels" in errors.error_dict:
            about = errors.error_dict.pop("labels")
            if field_of(FIRST) not in self.errors:
                self.add_error(field_of(FIRST), about)
        super()._update_errors(errors)


def field_of(code: str) -> str:
    return "label_" + code.lower().replace("-", "_")


def _label(code: str) -> forms.CharField:
    way = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return forms.CharField(
        label=languages.language(code).name,
        max_length=LONGEST_LABEL,
        required=code == FIRST,
        help_text="" if code == FIRST else _("Empty: the label in the first language."),
        widget=forms.TextInput(attrs={"lang": code, "dir": way}),
    )


TeamAudienceForm = type(LabelsForm)(
    "TeamAudienceForm",
    (LabelsForm,),
    {
        **{field_of(code): _label(code) for code in LANGUAGES},
        "voice": forms.ChoiceField(
            label=_("voice"),
            choices=voices,
            widget=forms.RadioSelect,
            initial=audiences.PROFESSIONALS.name,
            help_text=TeamAudience._meta.get_field("voice").help_text,
        ),
    },
)


class TeamAudienceViewSet(SnippetViewSet):
    model = TeamAudience
    icon = "group"
    menu_label = _("Audiences")
    menu_name = "readerships"
    menu_order = 215
    add_to_admin_menu = True
    list_display = [
        "__str__",
        "name",
        Column(
            "voice",
            label=TeamAudience._meta.get_field("voice").verbose_name,
            accessor=lambda one: str(audiences.label(one.voice)),
        ),
        BooleanColumn("is_retired", label=TeamAudience._meta.get_field("is_retired").verbose_name),
    ]
    list_filter = ["is_retired"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel(field_of(code)) for code in LANGUAGES],
                heading=_("Label"),
                help_text=_("What the team reads in lists, fields and figures. Visitors read it nowhere."),
            ),
            FieldPanel("voice"),
            FieldPanel("is_retired"),
        ],
        base_form_class=TeamAudienceForm,
    )


def refuse_deletion(request: HttpRequest, things: list[Any]) -> HttpResponse | None:
    """Before anybody is asked: what is in use is retired instead."""
    for one in things:
        if isinstance(one, TeamAudience) and (found := uses.of(one.name)):
            said: str | Promise = _("“%(audience)s” is in use (%(uses)s): retire it instead.")
            messages.error(request, said % {"audience": one, "uses": ", ".join(found)})
            return redirect(reverse(TeamAudience.snippet_viewset.get_url_name("edit"), args=[one.pk]))
    return None
