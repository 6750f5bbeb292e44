"""Every block renders from its preview, and the house rules about blocks are enforced."""

import pytest
from wagtail import blocks as wagtail_blocks
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from campaigns.prevention.kits.blocks import KIT_BLOCKS
from core import checks
from core.blocks import BLOCKS
from core.editor import style_guide
from facts.blocks import FACT_BLOCKS, FIRST_HELPLINES
from home.models import StandardPage
from home.newsroom.blocks import ARTICLE_BLOCKS, CONTACT_BLOCKS, MATERIAL_BLOCKS
from interactive.blocks import EXCHANGE_BLOCKS, QUESTION_BLOCKS, QUIZ_BLOCKS, RESULT_BLOCKS, SCENE_BLOCKS
from letterbox.blocks import FIELD_BLOCKS
from testimonies.blocks import TESTIMONY_BLOCKS
from tests import factories, markup

NAMES = sorted(style_guide.blocks())


def test_catalogue_holds_every_block():
    everywhere = BLOCKS + FACT_BLOCKS + QUESTION_BLOCKS + RESULT_BLOCKS + EXCHANGE_BLOCKS + TESTIMONY_BLOCKS
    everywhere += FIRST_HELPLINES + QUIZ_BLOCKS + SCENE_BLOCKS + KIT_BLOCKS + FIELD_BLOCKS
    everywhere += ARTICLE_BLOCKS + CONTACT_BLOCKS + MATERIAL_BLOCKS

    assert sorted({name for name, _block in everywhere} | {"door", "film", "post"}) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_block_renders_from_its_preview(home, tmp_path, rf, name):
    factories.image(tmp_path)
    factories.video()
    factories.document()
    block = style_guide.blocks()[name]

    html = block.render(block.get_preview_value(), {"page": home, "request": rf.get("/fr/")})

    assert html.strip() or name == "operator"
    assert "None" not in html


@pytest.mark.parametrize("name", NAMES)
def test_block_has_a_preview_page_for_editors(admin_client, home, tmp_path, name):
    factories.image(tmp_path)
    factories.video()
    block = style_guide.blocks()[name]

    assert block.is_previewable
    assert str(block.meta.description)


def test_style_guide_shows_every_block_in_development_only(client, home, tmp_path, settings):
    factories.image(tmp_path)
    factories.video()
    assert client.get("/styleguide/", follow=True).status_code == 404

    settings.DEBUG = True
    html = client.get("/styleguide/").content.decode()

    assert [name for name in NAMES if f'id="{name}"' not in html] == []


def test_check_refuses_a_block_without_help(monkeypatch):
    monkeypatch.setattr(
        style_guide, "blocks", lambda: {"bare": wagtail_blocks.StructBlock([("text", wagtail_blocks.CharBlock())])}
    )
    monkeypatch.setattr(checks, "blocks", style_guide.blocks)

    assert [error.id for error in checks.check_blocks(None)] == ["core.E001"]


def test_check_refuses_a_list_two_structures_deep():
    inner = wagtail_blocks.StructBlock([("items", wagtail_blocks.ListBlock(wagtail_blocks.CharBlock()))])

    assert checks.too_deep(wagtail_blocks.StructBlock([("inner", inner)]))
    assert not checks.too_deep(inner)
    assert not checks.too_deep(
        wagtail_blocks.StructBlock(
            [("rows", wagtail_blocks.ListBlock(wagtail_blocks.StructBlock([("cell", wagtail_blocks.CharBlock())])))]
        )
    )


def test_page_types_say_where_they_stand():
    assert checks.check_page_types(None) == []


@pytest.mark.parametrize(
    ("page", "address", "refused"),
    [
        (False, "", True),
        (True, "https://example.org", True),
        (False, "javascript:alert(1)", True),
        (False, "http://example.org", True),
        (False, "tel:119", False),
        (True, "", False),
    ],
)
def test_call_to_action_leads_to_one_safe_place(home, page, address, refused):
    block = dict(BLOCKS)["call_to_action"]
    value = block.to_python({"text": "Suite", "page": home.pk if page else None, "address": address, "detail": ""})

    if refused:
        with pytest.raises(wagtail_blocks.StructBlockValidationError):
            block.clean(value)
    else:
        block.clean(value)


def test_link_to_a_page_follows_the_language_and_vanishes_where_it_is_missing(client, home, english_home, translate):
    target = factories.standard_page(home, slug="cible")
    body = [factories.block("call_to_action", text="Suite", page=target.pk, address="", detail="")]
    page = factories.standard_page(home, slug="depart", body=body)
    translate(page, english_home.locale)
    assert 'href="/fr/cible/"' in client.get("/fr/depart/").content.decode()
    assert "call-to-action" not in client.get("/en/depart/").content.decode()

    translate(target, english_home.locale)

    assert 'href="/en/cible/"' in client.get("/en/depart/").content.decode()


def test_share_row_is_hidden_on_a_protected_page(client, home):
    page = factories.standard_page(home, slug="aide", body=[factories.block("share", heading="Partager")])
    type(page).objects.filter(pk=page.pk).update(zone="protected")

    assert "wa.me" not in client.get("/fr/aide/").content.decode()


def test_table_shows_the_columns_that_are_used(home):
    block = dict(BLOCKS)["table"]

    html = block.render(block.get_preview_value())

    assert html.count('<th scope="col">') == 2
    assert html.count('<th scope="row">') == 2
    assert html.count("<td>") == 2


def test_video_offers_captions_and_transcript_and_loads_nothing_before_it_is_played(home):
    video = factories.video()
    block = dict(BLOCKS)["video"]

    html = markup.read(block.render(block.to_python({"video": video.pk, "title": "Un film"})))

    assert 'preload="none"' in html
    assert "poster" not in html
    assert f'<track kind="captions" src="{video.captions.url}" srclang="fr"' in html
    assert "Tout ce qui est dit." in html


def test_check_refuses_a_text_that_is_not_signed_off(monkeypatch):
    class Loose(DraftStateMixin, RevisionMixin):
        class Meta:
            app_label = "core"
            abstract = True

    Loose._meta.app_label = "core"
    monkeypatch.setattr(checks.apps, "get_models", lambda: [Loose, StandardPage])

    assert [(error.id, error.msg) for error in checks.check_sign_off(None)] == [
        ("core.E004", "Loose has drafts and is not signed off.")
    ]


def test_wagtail_localize_still_leaves_untranslated_what_the_check_refuses():
    """Once it does not, lists may lie under two structures."""
    items = wagtail_blocks.ListBlock(wagtail_blocks.CharBlock())
    flat = wagtail_blocks.StructBlock([("items", items)])
    stream = wagtail_blocks.StreamBlock([("flat", flat), ("deep", wagtail_blocks.StructBlock([("flat", flat)]))])
    held = {"items": [{"type": "item", "value": "Deux mois.", "id": "1"}]}

    def sentences(kind: str, value: dict) -> list[str]:
        written = stream.to_python([{"type": kind, "value": value, "id": "0"}])
        return [segment.string.data for segment in StreamFieldSegmentExtractor(None).handle_stream_block(written)]

    assert sentences("flat", held) == ["Deux mois."]
    assert sentences("deep", {"flat": held}) == []
