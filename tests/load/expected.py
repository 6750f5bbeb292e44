"""What a visitor must be shown at each moment: the old words, the new ones, or nothing any more."""

import time
from dataclasses import dataclass, field

from tests.load.visitors import Answer

FOREVER = float("inf")


@dataclass
class Shown:
    """A page with its words; `changed` and `gone` are the moments at which the team was told that it is done."""

    words: bytes
    next_words: bytes = b""
    change_began: float = FOREVER
    changed: float = FOREVER
    takedown_began: float = FOREVER
    gone: float = FOREVER
    last_old: float = 0.0  # when an answer with the old words began, after the change was done
    last_shown: float = 0.0  # when an answer with the page began, after the takedown was done

    def problem(self, answer: Answer, body: bytes) -> str:
        if answer.status in (404, 410):
            return "" if answer.ended > self.takedown_began else f"{answer.path}: {answer.status} too early"
        if answer.status != 200:
            return f"{answer.path}: status {answer.status}"
        if answer.began > self.gone:
            self.last_shown = max(self.last_shown, answer.began)
        if self.words in body:
            if answer.began > self.changed:
                self.last_old = max(self.last_old, answer.began)
            return ""
        is_new = self.next_words and self.next_words in body and answer.ended > self.change_began
        return "" if is_new else f"{answer.path}: other words than its own"


@dataclass
class Pages:
    """Of all that is asked for, by path."""

    shown: dict[str, Shown] = field(default_factory=dict)

    def problem(self, answer: Answer, body: bytes) -> str:
        return self.shown[answer.path].problem(answer, body)

    def change(self, path: str, words: str, do) -> None:
        page = self.shown[path]
        page.next_words, page.change_began = words.encode(), time.monotonic()
        do()
        page.changed = time.monotonic()

    def take_down(self, path: str, do) -> None:
        page = self.shown[path]
        page.takedown_began = time.monotonic()
        do()
        page.gone = time.monotonic()
