"""What the page cache says of itself."""

import pytest

from serving.page_cache.changes.node import node
from serving.page_cache.report import Report, register, report


# What a node says of itself it commits.
@pytest.mark.django_db(transaction=True)
def test_report_says_what_is_kept_and_how_long_ago_others_were_heard(visitor, settings):
    register(visitor.site.store)
    visitor.get("/fr/")
    here = node()
    here.listen_once(0)

    said = report()
    if here.others:
        here.others.close()

    assert 0 <= said.age < 60
    shared_in = "database" if here.others else "file"
    assert said == Report(1, visitor.site.store.size, 64 * 2**20, shared_in, said.age, said.untold)
