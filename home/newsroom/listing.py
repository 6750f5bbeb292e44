"""News and releases in one list of the admin, in all languages, and the way to begin one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.editor.columns import DayColumn
from home.newsroom.embargo import at
from home.newsroom.models import ArticlePage


class ArticleFilterSet(WagtailFilterSet):
    class Meta:
        model = ArticlePage
        fields = ["kind", "locale"]


class ArticleListView(IndexView):
    page_title = _("News and press releases")
    add_item_label = _("Write a news item or a press release")
    any_permission_required = {"add", "change", "publish"}


class BeginView(ChooseParentView):
    """In the list of the site's first language; translations follow from there."""

    def get(self, request, *args, **kwargs):
        if not self.get_valid_parent_pages(request.user).exists():
            messages.warning(
                request, _("There is no list of news in which you may write: make one under the home page first.")
            )
            return redirect(self.get_index_url())
        return super().get(request, *args, **kwargs)


class ArticleViewSet(PageListingViewSet):
    model = ArticlePage
    name = "news"
    url_prefix = "news"
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 207
    add_to_admin_menu = True
    ordering = "-date"
    index_view_class = ArticleListView
    choose_parent_view_class = BeginView
    filterset_class = ArticleFilterSet
    list_display = [
        TitleColumn(
            "title",
            label=_("Title"),
            sort_key="title",
            url_name="wagtailadmin_pages:edit",
            accessor="get_admin_display_title",
        ),
        Column("locale", label=_("Language"), sort_key="locale"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        DayColumn("date", label=_("Date")),
        Column("embargo", label=_("Embargo until"), accessor=lambda page: at(page.embargo) if page.held_until else ""),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]
