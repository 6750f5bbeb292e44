"""Ends the wait for a node whose disk is lost."""

from django.core.management.base import BaseCommand, CommandError

from reach.journal import beats
from reach.journal.segments import nodes_here
from reach.models import Beat, Segment
from serving.clock import shared_now


class Command(BaseCommand):
    help = "Waits no longer for the journal of a node whose disk is lost: what it had not folded stays uncounted."

    def add_arguments(self, parser):
        parser.add_argument("node", help="its NODE_NAME, as Reports → Reach shows it")

    def handle(self, *, node, **options):
        word = Beat.objects.filter(node=node).first()
        if word is None:
            raise CommandError(f"No node is called {node}.")
        if node in nodes_here():
            raise CommandError(f"The journal of {node} lies on this machine: run reach_fold.")
        if node not in beats.silent([word], shared_now()):
            raise CommandError(f"{node} was heard at {word.folded_at:%Y-%m-%d %H:%M} UTC, less than a day ago.")
        # Were its disk found, what a segment holds beyond its record would still be folded.
        unfinished = Segment.objects.filter(node=node, sealed_at=None, removed_at=None)
        given_up = unfinished.update(sealed_at=shared_now())
        self.stdout.write(f"{given_up} segments of {node} are given up")
