"""Choosers of snippets that say whole sentences: Wagtail puts a bare noun behind “Choose”, which no language with articles says.

A model names them in `chooser_words`: to choose one, and another one. What the blocks of a stream have chosen is read together.
"""

from contextvars import ContextVar
from functools import cached_property

from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.views.chooser import ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


class NamedChooser(AdminSnippetChooser):
    def __init__(self, model=None, **kwargs):
        super().__init__(model, **kwargs)
        self.choose_one_text, self.choose_another_text = self.model.chooser_words


class NamedChooserBlock(SnippetChooserBlock):
    @cached_property
    def widget(self):
        return NamedChooser(self.target_model, icon=super().widget.icon)


_joined: ContextVar[dict[type, "Together"] | None] = ContextVar("joined", default=None)


def read_together(page: Page) -> None:
    """What all the streams of a page have chosen is one `Together` for each model; of one that is read to be shown in an editor."""
    token = _joined.set({})
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            list(getattr(page, field.name))
    _joined.reset(token)


class Together:
    """What the blocks of one kind in a stream have chosen; the editor reads all of it with the first of them."""

    def __init__(self, model):
        self.model, self.pks, self.known = model, set(), {}

    @classmethod
    def of(cls, model, pks) -> "Together":
        joined = _joined.get()
        together = cls(model) if joined is None else joined.setdefault(model, cls(model))
        together.pks.update(filter(None, pks))
        return together

    @cached_property
    def found(self) -> dict:
        return self.model.objects.in_bulk(self.pks)

    @cached_property
    def pages(self) -> dict[int, Page]:
        """Each as its own type, and with its parent; of pages that were read without their types."""
        types = {page.specific_class for page in self.known.values()}
        pages = {page.pk: page for model in types for page in model.objects.filter(pk__in=self.known)}
        above = {page.path[: -page.steplen] for page in pages.values()}
        parents = {page.path: page for page in Page.objects.filter(path__in=above)}
        for page in pages.values():
            page._cached_parent_obj = parents.get(page.path[: -page.steplen])  # where treebeard keeps it
        return pages


class KnownByIdBlock(NamedChooserBlock):
    """Chooses what whoever shows a page reads for all its blocks, the same in all languages: nothing in the choice is translated."""

    def get_translatable_segments(self, value):
        return []

    def bulk_to_python(self, values):
        model, together = self.model_class, Together.of(self.model_class, values)
        found = [model.from_db("default", ["id"], [value]) if value else None for value in values]
        for one in filter(None, found):
            one.chosen_with = together
        return found

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def get_form_state(self, value):
        """The editor reads the thing itself, and finds the choice empty where it was deleted."""
        together = value and (getattr(value, "chosen_with", None) or Together.of(self.model_class, [value.pk]))
        return super().get_form_state(together.found.get(value.pk) if value else None)


class PageBlock(PageChooserBlock):
    """Chooses a page; Wagtail's editor asks for the type and the parent of each by itself."""

    def bulk_to_python(self, values):
        found = super().bulk_to_python(values)
        together = Together.of(Page, values)
        for page in filter(None, found):
            page.chosen_with = together
            together.known[page.pk] = page
        return found

    def get_form_state(self, value):
        together = getattr(value, "chosen_with", None)
        return super().get_form_state(together.pages.get(value.pk, value) if together else value)


class NamedChooseView(ChooseView):
    page_subtitle = ""


class NamedChooserViewSet(SnippetChooserViewSet):
    base_widget_class = NamedChooser
    choose_view_class = NamedChooseView

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.page_title = self.model.chooser_words[0]
