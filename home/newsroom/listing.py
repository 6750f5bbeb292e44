"""News and releases in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from core.editor.columns import DayColumn
from core.editor.page_lists import FIRST, LAST, PagesView, PagesViewSet
from home.newsroom.embargo import at
from home.newsroom.models import ArticlePage


class ArticleFilterSet(WagtailFilterSet):
    class Meta:
        model = ArticlePage
        fields = ["kind", "locale"]


class ArticlesView(PagesView):
    page_title = _("News")
    add_item_label = _("Write a news item or a press release")


class ArticleViewSet(PagesViewSet):
    model = ArticlePage
    name = "news"
    url_prefix = "news"
    icon = "doc-full"
    menu_label = _("News")
    menu_order = 207
    ordering = "-date"
    index_view_class = ArticlesView
    filterset_class = ArticleFilterSet
    list_display = [
        *FIRST,
        DayColumn("date", label=_("Date")),
        Column("embargo", label=_("Embargo until"), accessor=lambda page: at(page.embargo) if page.held_until else ""),
        *LAST,
    ]
