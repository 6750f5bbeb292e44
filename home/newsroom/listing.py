"""News and releases in the admin."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from core.editor.columns import DayColumn
from core.editor.page_lists import FIRST, LAST, PagesView, PagesViewSet
from home.newsroom.embargo import at
from home.newsroom.models import ArticlePage, PressRoomPage


class ArticleFilterSet(WagtailFilterSet):
    class Meta:
        model = ArticlePage
        fields = ["kind", "locale"]


class ArticlesView(PagesView):
    page_title = _("News")
    add_item_label = _("Write a news item or a press release")

    @cached_property
    def header_more_buttons(self):
        room = PressRoomPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).only("pk").first()
        if room is None:
            return super().header_more_buttons
        address = reverse("wagtailadmin_pages:edit", args=[room.pk])
        return [*super().header_more_buttons, Button(_("Press room and its contacts"), url=address, icon_name="mail")]


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
