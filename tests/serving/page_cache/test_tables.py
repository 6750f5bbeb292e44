"""Tables of others that no public page shows: a new version may add one, or call one otherwise."""

from django.apps import apps

from serving.page_cache.changes import tables

# What a public page may show, whoever the table belongs to.
SEEN = {
    "wagtailcore_collection",
    "wagtailcore_collectionviewrestriction",
    "wagtailcore_collectionviewrestriction_groups",
    "wagtailcore_locale",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtailcore_pageviewrestriction_groups",
    "wagtailcore_site",
}


def names() -> set[str]:
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def test_every_table_of_wagtail_s_core_is_seen_or_unseen():
    assert {name for name in names() if name.startswith("wagtailcore_") and not tables.is_unseen(name)} == SEEN


def test_tables_that_nobody_sees_are_tables():
    assert tables.UNSEEN - names() == set()
    assert {group for group in tables.UNSEEN_GROUPS if not any(name.startswith(group) for name in names())} == set()
