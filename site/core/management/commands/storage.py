"""Tries what the site asks of the two places where uploaded files lie."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from core.models.withdrawal import move
from serving.files.stored import AwayError, look_up

CONTENT = bytes(range(256)) * 1024


class Command(BaseCommand):
    help = "Writes, reads, moves and removes a file in the storage of uploaded files; --create makes the bucket first."

    def add_arguments(self, parser):
        parser.add_argument("--create", action="store_true", help="make the bucket of STORAGE_URL where there is none")

    def handle(self, *, create, **options):
        public, private = storages["default"], storages["private"]
        try:
            if create:
                self.create_bucket(public)
            self.try_out(public, private, f"tried/{uuid.uuid4().hex}")
        except (OSError, AwayError) as error:
            raise CommandError(f"The storage of uploaded files does not do what it should: {error}") from error
        self.stdout.write("The storage of uploaded files takes, gives, moves and removes files.")

    def create_bucket(self, storage):
        if not hasattr(storage, "create_bucket"):
            raise CommandError("There is no bucket to make: STORAGE_URL is not set, and files lie in VAR_DIR.")
        storage.create_bucket()

    def try_out(self, public, private, name):
        name = public.save(name, ContentFile(CONTENT))
        try:
            move(name, public, private)
            if public.exists(name):
                raise OSError("a file that was moved is still there")
            if look_up(name, private).open_at(1000, 5000).read(5000) != CONTENT[1000:6000]:
                raise OSError("a part of a file is not that part")
        finally:
            public.delete(name)
            private.delete(name)
