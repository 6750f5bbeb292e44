"""Facts and helplines in the admin: listings, the editor's button for a fact in a sentence, the report."""

from django.templatetags.static import static
from django.urls import path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.editor.choosers import NamedChooserViewSet
from core.editor.columns import DayColumn
from core.editor.reports import PagesReportMenuItem
from facts.desk.choosers import FactChooserViewSet
from facts.desk.panels import WordingsPanel
from facts.desk.reports import FactsReport
from facts.models import Fact, FactWording, Helpline, HelplineWording
from facts.sentences.inline import FactElementHandler, FactLinkHandler, fact_entity
from facts.sentences.tokens import read
from facts.typed import answers, views
from facts.typed.panel import NearFactPanel
from facts.typed.report import TypedNumbersReport

SOURCE_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("source_title"),
            FieldPanel("source_url"),
            FieldRowPanel([FieldPanel("source_date"), FieldPanel("source_language")]),
        ],
        heading=_("Source"),
    ),
    FieldRowPanel([FieldPanel("verified_on"), FieldPanel("review_by")], heading=_("Verification")),
]


def tabs(panels: list) -> TabbedInterface:
    return TabbedInterface(
        [ObjectList(panels, heading=_("Content")), ObjectList([PublishingPanel()], heading=_("Publishing"))]
    )


class FactViewSet(SnippetViewSet):
    model = Fact
    chooser_viewset_class = FactChooserViewSet
    icon = "clipboard-list"
    list_display = [
        "name",
        Column("value", label=_("Value")),
        Column("get_unit_display", label=_("Unit")),
        "source_title",
        DayColumn("review_by", label=_("Review by")),
        "live",
    ]
    list_filter = ["confidence", "unit"]
    edit_handler = tabs(
        [
            FieldPanel("name", required_on_save=True),
            FieldRowPanel([FieldPanel("value"), FieldPanel("unit")], heading=_("Value, the same in all languages")),
            WordingsPanel(heading=_("Words in each language")),
            *SOURCE_PANELS,
            FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_until")], heading=_("In force")),
            FieldPanel("confidence"),
            NearFactPanel(heading=_("Typed by hand near this fact")),
            MultiFieldPanel(
                [FieldPanel("withheld_from"), FieldPanel("withheld_because")], heading=_("Kept from audiences")
            ),
        ]
    )


class FactWordingViewSet(SnippetViewSet):
    model = FactWording
    icon = "openquote"
    list_display = ["label", "sentence", "fact", "live"]
    edit_handler = tabs([FieldPanel("fact"), FieldPanel("label"), FieldPanel("sentence")])


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    chooser_viewset_class = NamedChooserViewSet
    icon = "mail"
    list_display = [
        "name",
        "number",
        "sms_number",
        Column("get_kind_display", label=_("Kind")),
        Column("get_cost_display", label=_("Cost")),
        DayColumn("review_by", label=_("Review by")),
        "live",
    ]
    edit_handler = tabs(
        [
            FieldPanel("name", required_on_save=True),
            MultiFieldPanel(
                [FieldPanel("number"), FieldPanel("sms_number"), FieldPanel("chat_url"), FieldPanel("website")],
                heading=_("How to reach it"),
            ),
            WordingsPanel(heading=_("Words in each language")),
            MultiFieldPanel([FieldPanel("kind"), FieldPanel("listens_to")], heading=_("What it is, and for whom")),
            MultiFieldPanel([FieldPanel("cost"), FieldPanel("always_open"), FieldPanel("spoken")], heading=_("Terms")),
            FieldPanel("audiences"),
            FieldPanel("sort_order"),
            *SOURCE_PANELS,
        ]
    )


class HelplineWordingViewSet(SnippetViewSet):
    model = HelplineWording
    icon = "openquote"
    list_display = ["title", "purpose", "helpline", "live"]
    edit_handler = tabs(
        [FieldPanel("helpline"), FieldPanel("title"), FieldPanel("purpose"), FieldPanel("hours"), FieldPanel("note")]
    )


class FactsGroup(SnippetViewSetGroup):
    items = [FactViewSet, FactWordingViewSet, HelplineViewSet, HelplineWordingViewSet]
    menu_label = _("Facts")
    menu_icon = "clipboard-list"
    menu_order = 210


register_snippet(FactsGroup)


class InlineFactFeature(EntityFeature):
    """A fact in a sentence, and what offers one where its number is typed."""

    def construct_options(self, options):
        super().construct_options(options)
        options.setdefault("controls", []).append({"type": "FACT_OFFERS"})


@hooks.register("insert_editor_js")
def offer_facts():
    return format_html(
        '<script src="{}" data-url="{}" data-put="{}" data-leave="{}" data-keys="{}" defer></script>',
        static("js/admin/fact_offers.js"),
        reverse("typed_offers"),
        gettext("Put the fact here"),
        gettext("Leave the number"),
        gettext("Alt and Enter put it here, Escape leaves the number."),
    )


@hooks.register("register_rich_text_features")
def register_fact_feature(features):
    features.register_link_type(FactLinkHandler)
    features.register_editor_plugin(
        "draftail",
        "fact",
        InlineFactFeature(
            {
                "type": "FACT",
                "icon": "clipboard-list",
                "description": _("Fact"),
                "chooserUrls": {"factChooser": reverse_lazy("wagtailsnippetchoosers_facts_fact:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "js/admin/fact_entity.js", "js/admin/fact_offers_rich.js"],
            css={"all": ["css/admin/tokens.css"]},
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "fact",
        {
            "from_database_format": {'a[linktype="fact"]': FactElementHandler("FACT")},
            "to_database_format": {"entity_decorators": {"FACT": fact_entity}},
        },
    )
    features.default_features.append("fact")


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("facts/read/", read, name="facts_read"),
        path("reports/facts/", FactsReport.as_view(), name="facts_report"),
        path("reports/facts/results/", FactsReport.as_view(results_only=True), name="facts_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return MenuItem(
        _("Facts to review"), reverse("facts_report"), name="facts-to-review", icon_name="clipboard-list", order=790
    )


@hooks.register("register_admin_urls")
def typed_urls():
    return [
        *views.urls,
        path("reports/typed/", TypedNumbersReport.as_view(), name="typed_numbers_report"),
        path(
            "reports/typed/results/",
            TypedNumbersReport.as_view(results_only=True),
            name="typed_numbers_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def typed_menu_item():
    return PagesReportMenuItem(
        _("Typed numbers"), reverse("typed_numbers_report"), name="typed-numbers", icon_name="edit", order=791
    )


hooks.register("after_edit_page", views.replace_typed)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(answers.ANSWERED, _("Answer for a typed number"), _("A typed number was answered for"))
    actions.register_action(
        answers.REVOKED, _("Take an answer back"), _("The answer for a typed number was taken back")
    )
