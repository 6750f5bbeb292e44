"""The search synonyms in the admin: their list, where each leads, and a box to try a search in."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale, Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from core.publication.visibility import public
from home import try_search
from home.models import Synonym


class SynonymListView(IndexView):
    def get_base_queryset(self):
        """With the page of each entry, and whether it is public, in no further query a row."""
        pages = public(Page.objects.filter(pk=OuterRef("page_id")).public())
        return super().get_base_queryset().select_related("locale", "page").annotate(page_is_public=Exists(pages))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"try_form": try_search.TryForm()}


class SynonymCreateView(CreateView):
    def get_initial_form_instance(self):
        return self.model(locale=Locale.get_default())


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "search"
    menu_label = _("Search synonyms")
    menu_order = 220
    add_to_admin_menu = True
    index_view_class = SynonymListView
    add_view_class = SynonymCreateView
    index_template_name = "home/synonyms/index.html"
    list_display = ["__str__", Column("locale", label=_("Language")), Column("leads_to", label=_("Leads to"))]
    list_filter = ["locale"]
    panels = [FieldPanel("locale"), FieldPanel("phrases"), PageChooserPanel("page"), FieldPanel("words")]


register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def urls():
    return try_search.urls
