"""Places in the base templates that rooms fill: `{% slot "footer" %}` shows what each of them gave."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from core import registry

Renderer = Callable[[dict[str, Any]], str]


class Places(dict[str, registry.Kind[Renderer]]):
    def __missing__(self, name: str) -> registry.Kind[Renderer]:
        raise ImproperlyConfigured(f"No slot is called {name!r}; there are {', '.join(self)}.")


# Functions that take the template's context and return safe HTML: what they show is not escaped any more.
PLACES = Places(
    # On every page for visitors.
    start_of_body=registry.Kind(),  # before everything else
    skip_links=registry.Kind(),  # items (<li>) of a list
    start_of_content=registry.Kind(),  # at the beginning of <main>
    footer=registry.Kind(),  # above the menu of the foot
    footer_links=registry.Kind(),  # items (<li>) of that menu
    end_of_body=registry.Kind(),
    # On some of them.
    after_content=registry.Kind(),  # of a page of content
    press_room=registry.Kind(),  # below the contacts of the press: another way to ask
    press_figures=registry.Kind(),  # in the room of the press: sections of figures
    passed_on=registry.Kind(),  # below what is passed on of a campaign, `offer`
    after_answer=registry.Kind(),  # in quizzes and chats, below what is said of an answer
    not_found=registry.Kind(),  # 404, and a campaign that is over
    unavailable=registry.Kind(),  # 503: without a database, with an empty context
    # In the admin.
    translation_editor=registry.Kind(),  # above the sentences of a translation
    theme_preview=registry.Kind(),  # below the faces of a theme, `object`
    takedown=registry.Kind(),  # where something is taken down, `thing` with the pages `going`: what becomes of the rest, what nobody here can take down
    history=registry.Kind(),  # in the editor of a fact or a helpline, `thing`: what may be done about its versions
    approval=registry.Kind(),  # in the window where a step of the sign-off is decided
)


def render(name: str, context: dict[str, Any]) -> list[str]:
    return [renderer(context) for renderer in PLACES[name]]
