"""Testimonies in the admin: listings, consents, the report."""

from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtailmedia.edit_handlers import MediaChooserPanel

from core.editor.choosers import NamedChooserViewSet
from testimonies import views
from testimonies.models import Testimony, TestimonyWording
from testimonies.panels import ConsentPanel, WordingsPanel
from testimonies.reports import ConsentsReport


def tabs(panels: list) -> TabbedInterface:
    return TabbedInterface(
        [ObjectList(panels, heading=_("Content")), ObjectList([PublishingPanel()], heading=_("Publishing"))]
    )


class TestimonyViewSet(SnippetViewSet):
    model = Testimony
    chooser_viewset_class = NamedChooserViewSet
    icon = "openquote"
    copy_view_enabled = False  # a copy would have the words, and no consent
    list_display = [
        "name",
        "pseudonym",
        Column("get_medium_display", label=_("Medium")),
        BooleanColumn("is_demonstration", label=_("Demonstration")),
        BooleanColumn("live", label=_("Live")),
    ]
    list_filter = ["medium", "is_demonstration"]
    edit_handler = tabs(
        [
            FieldPanel("name", required_on_save=True),
            FieldPanel("pseudonym"),
            ConsentPanel(heading=_("Consent")),
            WordingsPanel(heading=_("Words in each language")),
            FieldRowPanel([FieldPanel("medium"), FieldPanel("warning")]),
            MediaChooserPanel("media"),
            FieldPanel("is_demonstration"),
        ]
    )


class TestimonyWordingViewSet(SnippetViewSet):
    model = TestimonyWording
    icon = "openquote"
    copy_view_enabled = False
    list_display = ["testimony", "live"]
    edit_handler = tabs(
        [
            FieldPanel("testimony"),
            FieldPanel("warning"),
            FieldPanel("words"),
            FieldPanel("opening"),
            FieldPanel("transcript"),
        ]
    )

    def get_queryset(self, request):
        return TestimonyWording.objects.select_related("testimony", "locale")


class TestimoniesGroup(SnippetViewSetGroup):
    items = [TestimonyViewSet, TestimonyWordingViewSet]
    menu_label = _("Testimonies")
    menu_icon = "openquote"
    menu_order = 215


register_snippet(TestimoniesGroup)


@hooks.register("register_admin_urls")
def urls():
    return [
        *views.urls,
        path("reports/consents/", ConsentsReport.as_view(), name="consents_report"),
        path("reports/consents/results/", ConsentsReport.as_view(results_only=True), name="consents_report_results"),
    ]


@hooks.register("register_snippet_listing_buttons")
def buttons(snippet, user, next_url=None):
    if not isinstance(snippet, Testimony):
        return
    if views.may(user, *views.READERS):
        yield Button(_("Consents"), reverse("testimony_consents", args=[snippet.pk]), icon_name="doc-full", priority=60)
    if views.may(user, "withdraw_consent"):
        address = reverse("testimony_withdraw", args=[snippet.pk])
        yield Button(_("Withdraw for good"), address, icon_name="warning", priority=95)


@hooks.register("before_delete_snippet")
def withdrawn_instead_of_deleted(request, instances):
    """One by one or many at once: what was consented to leaves a trace, and its files and drafts go with it."""
    kept = [one for one in instances if isinstance(one, Testimony) and one.consents.exists()]
    if not kept:
        return None
    messages.error(
        request,
        _("“%(name)s” has consents: withdraw it for good, which erases all of it.") % {"name": kept[0]},
    )
    return redirect("testimony_consents", kept[0].pk)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ConsentsMenuItem(
        _("Consents and their end"), reverse("consents_report"), name="consents", icon_name="openquote", order=795
    )


class ConsentsMenuItem(MenuItem):
    def is_shown(self, request):
        return views.may(request.user, *views.READERS)


@hooks.register("register_permissions")
def permissions():
    """Those that a group may be given beside Wagtail's own for snippets."""
    models = ["consent", "consentdocument", "consentevent"]
    return Permission.objects.filter(content_type__app_label="testimonies", content_type__model__in=models)
