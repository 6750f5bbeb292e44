"""What the rooms' tables need after a restore, beyond the rows themselves."""

from django.core.management import call_command
from wagtail.models import Site

from serving import page_cache


def forget_copies_of_pages() -> None:
    """No process shows a page that it made of the database before."""
    Site.clear_site_root_paths_cache()
    page_cache.withdrawn()


def index_for_search() -> None:
    call_command("update_index", verbosity=0)


def index_references() -> None:
    call_command("rebuild_references_index", verbosity=0)
