"""Pages whose blocks follow rules, and the editor's form of such a page."""

from core.text.token_widgets import TokenPageForm
from interactive.problems import Problem, refusal


class RuledForm(TokenPageForm):
    """Asks for the rules when the page is submitted, not of a draft, which is saved while it is half written.

    Where a field is wrong in itself the rules wait too: they would judge what was there before.
    """

    def _post_clean(self):
        self.instance.rules_wait = self.is_deferred_validation or bool(self.errors)
        super()._post_clean()


class Ruled:
    """Base of a page that is valid only where `problems` finds none. It stands before BasePage."""

    base_form_class = RuledForm
    rules_wait = False

    def problems(self) -> list[Problem]:
        raise NotImplementedError

    def clean(self):
        super().clean()
        problems = [] if self.rules_wait else self.problems()
        if problems:
            raise refusal(problems)


def in_graph(stream, name: str) -> list:
    """What the rules see of a page's stream: each of its blocks with its place."""
    return [block.value.in_graph((name, number)) for number, block in enumerate(stream)]
