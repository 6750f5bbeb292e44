"""Choosers of snippets that say whole sentences: Wagtail puts a bare noun behind “Choose”, which no language with articles says.

A model names them in `chooser_words`: to choose one, and another one.
"""

from functools import cached_property

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


class NamedChooseView(ChooseView):
    page_subtitle = ""


class NamedChooserViewSet(SnippetChooserViewSet):
    base_widget_class = NamedChooser
    choose_view_class = NamedChooseView

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.page_title = self.model.chooser_words[0]
