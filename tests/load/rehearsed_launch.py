"""A launch on the machine of deploy/, with what the site counted of it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from deploy.machine import Machine
from tests.deploy.rehearsed import Desk, until
from tests.load.expected import Pages, Shown
from tests.load.launch import Launch

NEW = "Des mots nouveaux."


@dataclass
class Counted:
    """What visitors were sent, beside what the site has counted: the same, or something is wrong."""

    sent: int
    counted: int
    sent_to_robots: int
    rejected: int

    @property
    def agree(self) -> bool:
        return (self.sent, self.sent_to_robots) == (self.counted, self.rejected)


def launch(machine: Machine, desk: Desk, through: str, seconds: float, pages: int = 12) -> tuple[Launch, Counted]:
    """`through` is `nginx`, for both nodes, or the name of one node."""
    made = desk.ask("make", pages=pages)
    paths = list(made)
    before = tally(desk, made)
    run = Launch(
        address=("127.0.0.1", urlsplit(machine.url_of(through)).port),
        pages=Pages({path: Shown(page["words"].encode()) for path, page in made.items()}),
        changed=paths[0],
        withdrawn=paths[1],
        change=lambda: desk.ask("say", pk=made[paths[0]]["pk"], words=NEW),
        take_down=lambda: desk.ask("take_down", pk=made[paths[1]]["pk"]),
        words=NEW,
        seconds=seconds,
    ).run()
    sent, robots = run.shown(robots=False).total(), run.shown(robots=True).total()

    def counted() -> Counted:
        now = tally(desk, made)
        return Counted(sent, now[0] - before[0], robots, now[1] - before[1])

    until(lambda: counted().counted >= sent and counted().rejected >= robots, seconds=60)
    return run, counted()


def tally(desk: Desk, made: dict) -> tuple[int, int]:
    told = desk.ask("views", pks=[page["pk"] for page in made.values()])
    return sum(told["counted"].values()), told["rejected"]
