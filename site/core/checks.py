"""House rules that `manage.py check` enforces."""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.module_loading import module_has_submodule
from wagtail import blocks as wagtail_blocks
from wagtail.models import DraftStateMixin, Page

from core.blocks.tokens import TellingBlock
from core.country import country
from core.editor import tabs
from core.editor.roles import GRANTS, HOUSE, ROLES
from core.editor.style_guide import blocks
from core.publication.sign_off import SignedOff
from core.registry import Room, is_of_a_room
from core.text import tokens
from core.uploads import FORMATS
from core.uploads.kinds.redrawn import REDRAWN


@register
def check_blocks(app_configs, **kwargs) -> list[Error]:
    """Each block helps its editor: an icon, a template, a description and a preview."""
    errors = []
    for name, block in blocks().items():
        missing = [key for key in ("icon", "template", "description") if not getattr(block.meta, key, None)]
        if not block.is_previewable:
            missing.append("preview_value")
        if "template" not in missing and not is_there(block.meta.template):
            errors.append(
                Error(
                    f"The block {name!r} names the template {block.meta.template}, which does not exist.",
                    hint="Write it, or mend the name in the block's Meta.",
                    id="core.E012",
                )
            )
        if missing:
            errors.append(
                Error(
                    f"The block {name!r} has no {', '.join(missing)}.",
                    hint="Say it in the block's Meta.",
                    id="core.E001",
                )
            )
        if too_deep(block):
            errors.append(
                Error(
                    f"The block {name!r} nests a list two structures deep.",
                    hint="wagtail-localize would not translate it: make it flat.",
                    id="core.E002",
                )
            )
    return errors


def is_there(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True


@register
def check_grants(app_configs, **kwargs) -> list[Error]:
    """What rooms grant to roles is a permission of some model: another name would be made up, and asked for by nobody."""
    known = {
        f"{about.app_label}.{code}"
        for about in (model._meta for model in apps.get_models())
        for code in (
            *(f"{action}_{about.model_name}" for action in about.default_permissions),
            *(code for code, _words in about.permissions),
        )
    }
    return [
        Error(
            f"{name} is granted to {', '.join(role.key for role in grant.roles)}, and is no permission of any model.",
            hint="Mend its name in the room.py that grants it: app.action_model, as in plan.add_wave.",
            id="core.E013",
        )
        for grant in GRANTS
        for name in grant.permissions
        if name not in known
    ]


@register
def check_country(app_configs, **kwargs) -> list[Error]:
    """The country names each role of the house, the workflow and its steps; no two roles share a group."""
    wanted = [*(role.key for role in HOUSE), "workflow", "legalreview", "publication"]
    missing = [key for key in wanted if key not in country().names]
    errors = []
    if missing:
        errors.append(
            Error(
                f"The country has no name for {', '.join(missing)}.",
                hint="Add it to `names` of the Country in country/room.py: groups are known by these names.",
                id="core.E014",
            )
        )
    groups = Counter(role.name for role in ROLES.values())
    return errors + [
        Error(
            f"{number} roles have the group {name!r}, and each would hold what the other may do.",
            hint="Give one of them another name.",
            id="core.E015",
        )
        for name, number in groups.items()
        if number > 1
    ]


@register
def check_page_types(app_configs, **kwargs) -> list[Error]:
    """Each page type says where it may stand; what may stand under it is said by those types."""
    return [
        Error(
            f"{model.__name__} does not set parent_page_types.",
            hint="List the page types under which it may stand; an empty list for none.",
            id="core.E003",
        )
        for model in apps.get_models()
        if issubclass(model, Page) and is_of_a_room(model) and "parent_page_types" not in vars(model)
    ]


@register
def check_sign_off(app_configs, **kwargs) -> list[Error]:
    """Whatever has drafts goes live through the sign-off."""
    return [
        Error(
            f"{model.__name__} has drafts and is not signed off.",
            hint="Make core.publication.sign_off.SignedOff its first base.",
            id="core.E004",
        )
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and is_of_a_room(model) and not issubclass(model, SignedOff)
    ]


@register
def check_uploads(app_configs, **kwargs) -> list[Error]:
    """Each kind of file that may be uploaded can be told from what only bears its name."""
    media = settings.WAGTAILMEDIA
    accepted = {
        "WAGTAILDOCS_EXTENSIONS": settings.WAGTAILDOCS_EXTENSIONS,
        "WAGTAILIMAGES_EXTENSIONS": settings.WAGTAILIMAGES_EXTENSIONS,
        "WAGTAILMEDIA": [*media["AUDIO_EXTENSIONS"], *media["VIDEO_EXTENSIONS"]],
    }
    return [
        Error(
            f"{setting} accepts {ending!r}, and nothing knows what such a file holds.",
            hint="Add it to core.uploads.formats.FORMATS, or take it out of the setting.",
            id="core.E005",
        )
        for setting, endings in accepted.items()
        for ending in endings
        if ending not in FORMATS and ending not in REDRAWN
    ]


def too_deep(block, structs: int = 0) -> bool:
    """Whether a list lies under two structures, where its words are silently left untranslated."""
    if isinstance(block, wagtail_blocks.StructBlock):
        return any(too_deep(child, structs + 1) for child in block.child_blocks.values())
    if isinstance(block, wagtail_blocks.ListBlock):
        return structs >= 2 or too_deep(block.child_block, structs)
    return False


@register
def check_frontend_cache(app_configs, **kwargs) -> list[Error]:
    """What tells the cache in front can be made: a class that exists, with all that it needs."""
    from wagtail.contrib.frontend_cache.utils import get_backends

    try:
        get_backends()
    except Exception as error:  # libraries of CDNs raise whatever they like
        name = settings.WAGTAILFRONTENDCACHE["default"]["BACKEND"]
        hint = (
            "Name a class of wagtail.contrib.frontend_cache.backends, and in FRONTEND_CACHE_OPTIONS all that it needs."
        )
        reason = f"{type(error).__name__}: {error}"
        return [Error(f"FRONTEND_CACHE_BACKEND: {name!r} does not work ({reason}).", hint=hint, id="core.E010")]
    return []


@register
def check_tokens(app_configs, **kwargs) -> list[Error]:
    """A block that takes tokens stands in a structure that shows what they stand for."""
    return [
        Error(
            f"The block {name!r} takes tokens, and its template would show them.",
            hint="Make core.blocks.tokens.TellingBlock its base.",
            id="core.E011",
        )
        for name, block in blocks().items()
        if takes_tokens(block) and not isinstance(block, TellingBlock)
    ]


def takes_tokens(block) -> bool:
    if isinstance(block, wagtail_blocks.StructBlock):
        return any(map(takes_tokens, block.child_blocks.values()))
    return takes_tokens(block.child_block) if isinstance(block, wagtail_blocks.ListBlock) else tokens.accepts(block)


@register
def check_rooms(app_configs, **kwargs) -> list[Error]:
    """What an app says in `room` is taken of rooms alone."""
    return [
        Error(
            f"{app.name} has a module `room`, and its configuration is no Room.",
            hint="Derive it from core.registry.Room, or nothing that it gives is taken.",
            id="core.E008",
        )
        for app in apps.get_app_configs()
        if not isinstance(app, Room)
        and module_has_submodule(app.module, "room")
        and "GIVES" in Path(find_spec(f"{app.name}.room").origin).read_text()
    ]


@register
def check_tabs(app_configs, **kwargs) -> list[Error]:
    """One tab without an address would keep every other of its frame from being shown."""
    return [
        Error(
            f"The tab {tab.label} leads to {tab.url_name!r}, which is no address.",
            hint="Name a view of the hook register_admin_urls; in a campaign's frames it takes the campaign's id.",
            id="core.E009",
        )
        for tab in tabs.astray()
    ]
