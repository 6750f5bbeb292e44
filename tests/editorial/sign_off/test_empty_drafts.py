"""A form that is sent with nothing in it is shown again, or kept as a draft; it is no error of the site."""

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.snippets.models import get_snippet_models


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label)
def test_empty_snippet_is_sent_twice(admin_client, home, model):
    address = reverse(model.snippet_viewset.get_url_name("add"))

    # What a browser sends of a stream that has no blocks.
    empty = {f"{field.name}-count": "0" for field in model._meta.fields if isinstance(field, StreamField)}
    assert {admin_client.post(address, empty).status_code for _time in range(2)} <= {200, 302}
