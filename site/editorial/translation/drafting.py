"""Saving a translation makes a draft of it, and touches nothing that is live.

wagtail-localize writes a translation into the row of its target, live or not, and so publishes words whatever its caller
asked for. Here a target that exists gets a revision and no more. `install` puts this in the place of the library's own two
methods, through which everything in it saves a translation or reads a source again: there is no setting for it.
"""

import json

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
    get_schema_version,
)

from core.publication.sign_off import SignedOff, SignOffError, digest, digest_of
from editorial.models import TranslatedFrom

# Of a draft that is read from its row: no sentence changes them, and the database holds the row to them already.
OF_THE_ROW = frozenset(
    {"content_type", "owner", "locked_by", "alias_of", "latest_revision", "live_revision", "path", "translation_key"}
)

_create_target = TranslationSource.create_or_update_translation


def install() -> None:
    TranslationSource.create_or_update_translation = create_or_update_translation
    TranslationSource.update_from_db = refresh


@transaction.atomic
def start(instance, locale: Locale, user=None) -> Translation:
    """The translation of a page or snippet into a language, created as a draft where it is missing; its parents too."""
    if isinstance(instance, Page):
        instance = instance.specific
        parent = instance.get_parent()
        if parent.depth > 1 and not parent.has_translation(locale):
            start(parent, locale, user)
    source, _new = TranslationSource.get_or_create_from_instance(instance)
    refresh(source)
    translation, _new = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    _make(source, locale, user, translation)
    return translation


@transaction.atomic
def save_draft(translation: Translation, user=None) -> Revision:
    """The latest draft of a translation, made from its sentences as they are now."""
    revision, _new = _make(translation.source, translation.target_locale, user, translation)
    return revision


@transaction.atomic
def create_or_update_translation(self, locale, user=None, publish=True, copy_parent_pages=False, fallback=False):
    """As wagtail-localize's, but for what is live already, of which it makes a draft; (target, whether it is new).

    With `publish` the draft is published at once, where its words are approved. Raises SignOffError where they are not.
    """
    translation = self.translations.filter(target_locale=locale).first()
    revision, new = _make(self, locale, user, translation, copy_parent_pages=copy_parent_pages)
    if publish:
        revision.publish(user=user)
    return self.get_translated_instance(locale), new


def _make(
    source: TranslationSource, locale: Locale, user, translation: Translation | None, *, copy_parent_pages=False
) -> tuple[Revision, bool]:
    """The draft that its sentences make today, and whether its target is new."""
    try:
        target = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        target = None
    if target is None or getattr(target, "alias_of_id", None):
        made, _new = _create_target(
            source, locale, user=user, publish=False, copy_parent_pages=copy_parent_pages, fallback=True
        )
        revision = made.latest_revision
    else:
        revision = _save_revision(source, target, locale, user)
    if translation:
        _remember(translation, source)
    return revision, target is None


def refresh(self: TranslationSource) -> bool:
    """Read the text to translate again: what is live of it, or its latest draft before it was ever live. Whether it changed."""
    instance = self.get_source_instance()
    if not instance.live:
        instance = instance.get_latest_revision_as_object()
    content = (
        instance.serializable_data()
        if isinstance(instance, ClusterableModel)
        else get_serializable_data_for_fields(instance)
    )
    content_json = json.dumps(content, cls=DjangoJSONEncoder)
    # Of an older one translators are told that sentences may be missing, until it is read again.
    known, self.schema_version = self.schema_version, get_schema_version(instance._meta.app_label)
    if json.loads(content_json) == json.loads(self.content_json):
        if self.schema_version != known:
            self.save(update_fields=["schema_version"])
        return False
    self.content_json = content_json
    self.object_repr = str(instance)[:200]
    self.last_updated_at = timezone.now()
    self.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    self.refresh_segments()
    now = words(self)
    for made_from in TranslatedFrom.objects.filter(translation__source=self):
        if made_from.strings == now:
            made_from.save()  # nothing that is translated has changed
    return True


@receiver(published)
def read_again(sender, instance, **kwargs):
    """What goes live is what there is to translate from now on."""
    if isinstance(instance, SignedOff) and isinstance(instance, TranslatableMixin):
        source = TranslationSource.objects.filter(
            object_id=instance.translation_key, locale_id=instance.locale_id
        ).first()
        if source:
            refresh(source)


def words(source: TranslationSource) -> dict[str, str]:
    """{place: sentence} of a source as it is to be translated."""
    segments = source.stringsegment_set.order_by("order").values_list("context__path", "order", "string__data")
    return {f"{path}#{order}": text for path, order, text in segments}


def mark_invalid(translation: Translation, error: ValidationError) -> None:
    """Show each error at the sentence that it is about; for callers, once the draft that failed is rolled back."""
    for name, errors in getattr(error, "error_dict", {}).items():
        for found in StringTranslation.objects.filter(
            context__object=translation.source.object_id, context__path=name, locale=translation.target_locale
        ):
            found.set_field_error(errors)


def is_current(translation: Translation, target, words: str) -> bool:
    """Whether a draft of these words is what its sentences, and those of its source, make today."""
    try:
        draft = _draft(translation.source, target, translation.target_locale)
    except ValidationError:
        return False
    return digest(draft) == words


def _draft(source: TranslationSource, target, locale: Locale):
    """Unsaved, and cleaned: a page may write a title of its own, or take the zone of the page above. Raises ValidationError."""
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    if isinstance(draft, Page):
        draft._cached_parent_obj = target.get_parent()
        draft.slug = find_available_slug(target.get_parent(), draft.slug, ignore_page_id=target.pk)
    draft.full_clean(exclude=OF_THE_ROW)
    return draft


def _save_revision(source: TranslationSource, target, locale: Locale, user):
    draft = _draft(source, target, locale)
    latest = target.get_latest_revision()
    if latest and digest_of(latest) == digest(draft):
        return latest
    if getattr(target, "workflow_in_progress", False):
        raise in_review(target)
    revision = draft.save_revision(user=user, clean=False)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return revision


def in_review(target) -> SignOffError:
    return SignOffError(
        _("“%(title)s” is in review: its sentences stay as they were handed in until it is decided.")
        % {"title": target}
    )


def _remember(translation: Translation, source: TranslationSource) -> None:
    TranslatedFrom.objects.bulk_create(
        [TranslatedFrom(translation=translation, strings=words(source))],
        update_conflicts=True,
        unique_fields=["translation"],
        update_fields=["strings", "updated_at"],
    )
