"""A page that is kept shows its pictures as soon as they are made."""

from core.renditions import making
from tests import factories
from tests.serving.page_cache.visits import committed


def test_page_is_made_anew_once_its_pictures_are_there(visitor, home, tmp_path):
    image = factories.image(tmp_path)
    value = {"image": image.pk, "alt_text": "Un rectangle", "decorative": False}
    with committed():
        factories.standard_page(home, slug="image", body=[factories.block("figure", image=value, caption="")])
    with committed():
        image.renditions.exclude(filter_spec="format-jpeg|width-800").delete()
    assert "image/avif" not in visitor.get("/fr/image/").text

    with committed():
        making.mend()

    assert visitor.get("/fr/image/").text.count("image/avif") == 1
