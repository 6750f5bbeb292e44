"""What the words of a page are, for the sign-off: everything of it that is not named as something else."""

from wagtail.models import Page

from core.sign_off import VOLATILE

WORDS = {"title", "slug", "seo_title", "search_description", "show_in_menus", "locale"}


def test_every_field_of_wagtail_s_pages_is_words_or_none():
    """One that a new version adds would be approved as words, and each change of it ask for a new approval."""
    fields = {field.name for field in Page._meta.concrete_fields}

    assert fields - VOLATILE == WORDS
