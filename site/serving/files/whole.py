"""Uploads on a disk of this machine: whole, or not there."""

from typing import Any

from django.core.files.storage import FileSystemStorage

from serving.faults import NO_ROOM, REFUSED


class WholeFiles(FileSystemStorage):
    def _save(self, name: str, content: Any) -> str:
        """Django leaves what it had written when the disk was full."""
        try:
            return super()._save(name, content)
        except OSError as error:
            if error.errno in NO_ROOM | REFUSED:
                self.delete(name)
            raise
