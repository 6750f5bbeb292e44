"""The addresses of sites, which Wagtail remembers for an hour in each process."""

from wagtail.models import Site

from serving.page_cache import site_addresses


def test_site_that_another_process_changed_is_read_anew(home):
    site_addresses.forget_if_changed(b"before")
    before = [path.root_url for path in Site.get_site_root_paths()]
    Site.objects.update(hostname="elsewhere.example", port=443)  # tells no signal, as another process tells none
    remembered = [path.root_url for path in Site.get_site_root_paths()]

    site_addresses.forget_if_changed(b"after")

    assert remembered == before
    assert [path.root_url for path in Site.get_site_root_paths()] == ["https://elsewhere.example"]
