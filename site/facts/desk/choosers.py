"""The chooser of facts: those that the audience of the page is not to be shown are not offered, and it says why."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.chooser import ChooseResultsView

from core import audiences
from core.editor.choosers import NamedChooserViewSet, NamedChooseView
from core.editor.search.sources import Asked
from facts.desk.search import wanted
from facts.models import Fact
from facts.readers.withholding import kept_from, reason


def _used() -> Coalesce:
    """In how many fields it stands."""
    fact = ContentType.objects.get_for_model(Fact)
    found = ReferenceIndex.objects.filter(to_content_type=fact, to_object_id=Cast(OuterRef("pk"), CharField()))
    counted = found.order_by().values("to_object_id").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted), 0)


class ForAudience:
    """The editor tells the audience of its page, in its block chooser and in rich text alike."""

    results_template_name = "facts/chooser_results.html"
    preserve_url_parameters = ["multiple", "audience"]

    @property
    def audience(self) -> str:
        asked = self.request.GET.get("audience", "")
        return asked if audiences.find(asked) else ""

    def get_object_list(self):
        self.left_out = kept_from(self.audience) if self.audience else []
        return super().get_object_list().exclude(pk__in=[fact.pk for fact in self.left_out])

    @property
    def columns(self) -> list[Column]:
        title, *others = super().columns
        value = Column("value", label=_("Value"), accessor=lambda fact: fact.written(get_language()))
        return [title, value, *others]

    def filter_object_list(self, objects):
        """A number that is typed finds values, as in the search of the menu; words go to Wagtail's index.

        Where nothing is typed, those that stand in most places come first.
        """
        asked = Asked(self.request.GET.get("q", "").strip())
        if not asked.text:
            return super().filter_object_list(objects).alias(used=_used()).order_by("-used", "name", "pk")
        if not asked.number:
            return super().filter_object_list(objects)
        self.filter_form.is_searching, self.filter_form.search_query = True, asked.text
        return objects.filter(wanted(asked))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reasons = [reason(fact, self.audience) for fact in self.left_out]
        return super().get_context_data(**kwargs) | {"left_out": reasons}


class FactChooseView(ForAudience, NamedChooseView):
    pass


class FactChooseResultsView(ForAudience, ChooseResultsView):
    pass


class FactChooserViewSet(NamedChooserViewSet):
    choose_view_class = FactChooseView
    choose_results_view_class = FactChooseResultsView
    preserve_url_parameters = ["multiple", "audience"]
