"""What is built on the inside of others is listed in `docs/upstream.md`, and is still as it was when ours was written."""

import ast
import hashlib
import re
import sysconfig
import tomllib
from functools import cache
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.template import Template
from django.template.loader_tags import BlockNode, ExtendsNode

from tests.upstream import PAGE, ROOT, named_tests

TEXT = PAGE.read_text()
OURS = [path for folder in ("site", "campaigns", "home") for path in sorted((ROOT / folder).rglob("*.py"))]
# A module or a name that begins with an underscore, a package that is called internal, a name of a class that is its own.
PRIVATE = re.compile(
    r"^from \S+\.(?:_\w+|internal)[\w.]* import|^from \S+ import _\w|\b[A-Z]\w+\._(?!meta\b|state\b|base_manager\b)[a-z]",
    re.MULTILINE,
)
BLOCK = re.compile(r"{% block (\w+) %}")
PARENT = re.compile(r"""{% extends ["']([^"']+)["'] %}""")

# Code that ours does the work of. Where one is another now: read what changed, look at ours, then write down what it is.
COPIED = {
    "wagtail_localize.models:TranslationSource.refresh_segments": "8b4f1be4fdec",
    "allauth.mfa.stages:AuthenticateStage": "b2a65ec3bae7",
    "allauth.mfa.totp.internal.auth:TOTP.validate_code": "0b82b6ce4762",
    "allauth.mfa.totp.internal.auth:validate_totp_code": "4191dddce46a",
    "allauth.socialaccount.providers.openid_connect.views:OpenIDConnectOAuth2Adapter.complete_login": "f4368ee80c45",
    "django_tasks_db.management.commands.db_worker:Command.handle": "d13f1a19c079",
    "granian.server.common:AbstractServer._init_shared_socket": "484d0d1dfcef",
    "granian.server.common:AbstractServer._respawn_workers": "ca53431487b7",
    "granian.server.common:AbstractServer._serve_loop": "188829ebaa03",
    "granian.server.common:AbstractServer.shutdown": "0c41f4f36a0b",
    "granian.server.mp:MPServer._drop_shared_socket": "73e7e6b0145f",
    "granian.server.mp:MPServer._init_shared_socket": "03fc7c65bf70",
    "psycopg.connection:Connection.wait": "a3342c2de136",
    "storages.backends.s3:S3Storage.connection": "ea1ed8d2c22e",
    "wagtail.admin.views.mixins:SpreadsheetExportMixin.write_csv_row": "d9e886ccae6c",
    "wagtail.admin.views.pages.revisions:RevisionsCompareView": "b9f648fb0fb5",
    "wagtail.admin.views.pages.revisions:RevisionsView": "90bca0ce17f5",
    "wagtail.contrib.frontend_cache.backends.http:HTTPBackend.purge": "e7c0db3b8167",
    "wagtail.documents.views.serve:serve": "23d31d47af70",
    "wagtail.models.draft_state:DraftStateMixin.with_content_json": "b585c685ddbf",
    "wagtail.models.locking:LockableMixin.with_content_json": "65a5585019ea",
    "wagtail.models.pages:AbstractPage.with_content_json": "a748688f612e",
    "wagtail.models.reference_index:ReferenceIndex.create_or_update_for_object": "46ebe22feccd",
    "wagtail.models.revisions:RevisionMixin.with_content_json": "016e32a4c78b",
    "wagtail.models.workflows:AbstractGroupApprovalTask": "fab761f965a0",
    "wagtail_localize.models:TranslationSource.create_or_update_translation": "7f832deec952",
    "wagtail_localize.models:TranslationSource.update_from_db": "3cc8f6338f32",
}
# Templates that ours stand in for whole, or of which they repeat a block.
REPEATED = {
    "wagtailadmin/home.html": "7eb3ee7b5a9d",
    "wagtailadmin/shared/human_readable_date.html": "924b86164bc5",
    "wagtailadmin/shared/set_privacy.html": "8073265cd672",
    "wagtailadmin/tables/boolean_cell.html": "f52d1f7945b2",
    "wagtailadmin/tables/cell.html": "21f16d57ba0d",
    "wagtailimages/chooser/results.html": "1ae71524a339",
}


@pytest.mark.parametrize(("file", "name"), sorted(named_tests()))
def test_test_that_is_named_exists(file, name):
    source = (ROOT / file).read_text()

    assert not name or f"\ndef {name}(" in source


def test_modules_that_are_named_exist():
    named = set(re.findall(r"`((?!tests/)[\w/]+\.(?:py|js))`", TEXT))

    assert len(named) > 50
    assert [name for name in sorted(named) if not any((ROOT / top / name).is_file() for top in (".", "site"))] == []


def test_module_that_uses_what_is_private_to_others_is_named():
    using = [path for path in OURS if PRIVATE.search(path.read_text())]
    names = [path.relative_to(ROOT).as_posix().removeprefix("site/") for path in using]

    assert len(names) > 5
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_library_that_is_reached_into_has_an_upper_bound():
    """Of its own, or the one that Wagtail gives it."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    bounds = {re.split(r"[^\w-]", one)[0].lower(): one for one in [*requires("wagtail"), *asked]}
    libraries = {heading.lower() for heading in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)} - {"warnings"}

    assert [one for one in sorted(libraries) if "<" not in bounds[one]] == []


# Templates


def found_in(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


@cache
def templates() -> tuple[dict[str, Path], dict[str, Path]]:
    """{name: file} of ours, and of those of installed packages."""
    ours, theirs = {}, found_in(Path(forms.__file__).parent / "templates")
    for app in apps.get_app_configs():
        is_theirs = Path(app.path).is_relative_to(sysconfig.get_path("purelib"))
        found = found_in(Path(app.path) / "templates")
        (theirs if is_theirs else ours).update(found)
    return ours, theirs


def test_templates_that_stand_before_those_of_others_are_listed():
    ours, theirs = templates()
    both = sorted(ours.keys() & theirs.keys())

    assert len(both) > 20
    assert [name for name in both if f"`{name}`" not in TEXT] == []


def filled_by(source: str) -> set[str]:
    """Without those that it makes itself, inside of others."""
    (extends,) = [node for node in Template(source).nodelist if isinstance(node, ExtendsNode)]
    return {node.name for node in extends.nodelist if isinstance(node, BlockNode)}


def blocks_of(name: str, theirs: dict[str, Path]) -> set[str]:
    """Those of a template and of all that it extends."""
    source = theirs[name].read_text()
    parent = PARENT.search(source)
    return set(BLOCK.findall(source)) | (blocks_of(parent[1], theirs) if parent and parent[1] in theirs else set())


def test_blocks_that_ours_fill_are_blocks_of_theirs():
    """One that is gone takes without a word what ours put into it."""
    ours, theirs = templates()
    filled = {}
    for name, path in ours.items():
        source = path.read_text()
        parent = PARENT.search(source)
        if parent and parent[1] in theirs and (name == parent[1] or parent[1] not in ours):
            filled[name] = filled_by(source) - blocks_of(parent[1], theirs)

    assert len(filled) > 30
    assert {name: gone for name, gone in filled.items() if gone} == {}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.mark.parametrize("name", REPEATED)
def test_template_that_ours_repeats_is_as_it_was(name):
    assert digest(templates()[1][name].read_text()) == REPEATED[name]


# Code


def code_of(place: str) -> str:
    """Of `module:Class.method`."""
    module, _colon, names = place.partition(":")
    source = Path(find_spec(module).origin).read_text()
    node = ast.parse(source)
    for name in names.split("."):
        (node,) = [one for one in node.body if getattr(one, "name", "") == name]
    return ast.get_source_segment(source, node)


@pytest.mark.parametrize("place", COPIED)
def test_code_that_ours_does_the_work_of_is_as_it_was(place):
    assert digest(code_of(place)) == COPIED[place]
