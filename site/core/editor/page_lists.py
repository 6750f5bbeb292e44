"""Pages of one type in a list of the admin, in all languages, and the way to begin one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

FIRST = [
    TitleColumn(
        "title",
        label=_("Title"),
        sort_key="title",
        url_name="wagtailadmin_pages:edit",
        accessor="get_admin_display_title",
    ),
    Column("locale", label=_("Language"), sort_key="locale"),
    Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
]
LAST = [PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%")]


class PagesView(IndexView):
    any_permission_required = {"add", "change", "publish"}
    table_classname = f"{IndexView.table_classname} pages-in-all-languages"


class BeginView(ChooseParentView):
    """Below the list of the site's first language; translations follow from there."""

    def get(self, request, *args, **kwargs):
        if not self.get_valid_parent_pages(request.user).exists():
            messages.warning(
                request, _("There is no list in which you may write yet: make one under the home page first.")
            )
            return redirect(self.get_index_url())
        return super().get(request, *args, **kwargs)


class PagesViewSet(PageListingViewSet):
    """Of a type with a `kind`; whoever makes one gives it its columns between `FIRST` and `LAST`."""

    choose_parent_view_class = BeginView
    add_to_admin_menu = True
