"""What this room adds to Wagtail: the report of image rights, and documents that can be withdrawn."""

from django.http import Http404
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.widgets.button import ButtonWithDropdownFromHook
from wagtail.documents.rich_text import DocumentLinkHandler

from core.editor.reports import ImageRightsReport
from core.editor.search import views as search_views
from core.editor.today import TodayPanel
from core.publication.visibility import hidden_pages_for


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/image-rights/", ImageRightsReport.as_view(), name="image_rights_report"),
        path(
            "reports/image-rights/results/",
            ImageRightsReport.as_view(results_only=True),
            name="image_rights_report_results",
        ),
    ]


@hooks.register("register_admin_urls")
def search_urls():
    return search_views.urls


@hooks.register("register_admin_search_area")
def search_area():
    return search_views.area()


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return AdminOnlyMenuItem(
        _("Image rights"), reverse("image_rights_report"), name="image-rights", icon_name="image", order=800
    )


@hooks.register("insert_global_admin_css")
def nothing_is_cut_off_on_a_telephone():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/narrow.css"))


@hooks.register("insert_global_admin_css")
def brand():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/brand.css"))


@hooks.register("insert_global_admin_css")
def lists():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/lists.css"))


@hooks.register("insert_global_admin_css")
def words():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/words.css"))


@hooks.register("insert_global_admin_js")
def keep_filters():
    return format_html('<script src="{}" defer></script>', static("js/admin/kept_filters.js"))


@hooks.register("insert_global_admin_js")
def close_the_picker_of_dates():
    return format_html('<script src="{}" defer></script>', static("js/admin/date_picker.js"))


@hooks.register("insert_editor_js")
def put_deleted_blocks_back():
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" data-deleted="{}" data-undo="{}" defer></script>',
        static("css/admin/block_undo.css"),
        static("js/admin/block_undo.js"),
        gettext("“%s” was deleted."),
        gettext("Put it back"),
    )


@hooks.register("construct_homepage_panels", order=-10)
def what_there_is_to_do(request, panels):
    """In the place of Wagtail's panels, whose texts are on the list."""
    panels[:] = [TodayPanel()]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts(request, items):
    items.clear()


@hooks.register("construct_page_listing_buttons")
def no_way_to_what_nobody_can_open(buttons, page, user, context):
    """Wagtail's “View live” of a page whose campaign is not launched would lead to a 404."""
    if not page.live or page.pk not in hidden_pages_for(context.get("request")):
        return
    for menu in buttons:
        if isinstance(menu, ButtonWithDropdownFromHook):
            menu.dropdown_buttons = [button for button in menu.dropdown_buttons if button.url != page.url]


@hooks.register("before_serve_document")
def withdrawn_documents_are_not_served(document, request):
    if not document.may_be_shown:
        raise Http404


class ShownDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document that was withdrawn leads nowhere; its words stay."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        links = super().expand_db_attributes_many(attrs_list)
        documents = cls.get_many(attrs_list)
        return [
            link if document is None or document.may_be_shown else "<a>"
            for link, document in zip(links, documents, strict=True)
        ]


@hooks.register("register_rich_text_features", order=10)
def link_shown_documents(features):
    features.register_link_type(ShownDocumentLinkHandler)
