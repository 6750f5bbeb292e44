"""Run inside the demonstration: makes it 300 campaigns, 3,000 pages in 8 languages and 10,000 links, as a team has them after years.

`manage.py shell -c "from tests.scale import grow; grow()"`, on SQLite and PostgreSQL. Each text is a copy of one of the
demonstration's, with its revision, sentences and references; some wait for a decision, and some campaigns are still to come.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import cycle, product

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import StringSegment, StringTranslation, TranslatableObject, TranslationSource

from campaigns.plan import models as plan
from campaigns.plan.posts import networks
from core.words import languages
from editorial.models import TranslatedFrom

CAMPAIGNS, PAGES, LINKS = 300, 3_000, 10_000
PARTNERS, WAITING = 200, 40
LETTERS = "abcdefghjkmnpqrstuvwxyz"  # of codes
DAY = timedelta(days=1)


@transaction.atomic
def grow() -> None:
    campaigns = add(_campaigns(CAMPAIGNS - plan.Campaign.objects.count()))
    template = plan.CampaignPage.objects.get(locale__language_code="fr", slug="acheter-est-interdit")
    versions = list(plan.CampaignPage.objects.filter(translation_key=template.translation_key))
    keys = [uuid.uuid4() for _each in range((PAGES - Page.objects.count()) // len(versions))]
    made = {version.locale_id: _copies(version, keys, campaigns) for version in versions}
    _sentences(template, keys)
    _hand_in(made[template.locale_id][-WAITING:])
    _plan(campaigns)
    _links(campaigns)
    call_command("update_index", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add[M: Model](made: Iterable[M]) -> list[M]:
    rows = list(made)
    return type(rows[0])._base_manager.bulk_create(rows, batch_size=500)


def again[M: Model](row: M, kind: type[M] | None = None, **changed) -> M:
    """A copy of a row that is not stored, or of its part in the table of `kind`."""
    kind = kind or type(row)
    kept = {field.attname: getattr(row, field.attname) for field in kind._meta.local_concrete_fields}
    return kind(**kept | {kind._meta.pk.attname: None} | changed)


def _campaigns(number: int) -> Iterator[plan.Campaign]:
    """Seven of ten are over, as those of past years; of the others some run, some are late and some to come."""
    now = timezone.now()
    for n in range(number):
        years, tenth = divmod(n, 10)
        starts = now + (tenth - 8) * (years + 1) * DAY - DAY / 2
        yield plan.Campaign(
            name=f"Campagne {n}",
            slug=f"campagne-{n}",
            audience="buyers",
            frame="law",
            starts_at=starts,
            ends_at=starts + DAY / 4 if tenth < 7 else None,
            launched_at=starts if tenth < 8 else None,
        )


def _copies(page: plan.CampaignPage, keys: list[uuid.UUID], campaigns: list[plan.Campaign]) -> list[Page]:
    """Of a page in its language: live, each with its revision and what it refers to."""
    parent = plan.CampaignIndexPage.objects.get(locale=page.locale)
    made = add(_copy(page, parent, number, key) for number, key in enumerate(keys))
    of_type = [
        again(page, page_ptr_id=one.pk, campaign_id=campaign.pk)
        for one, campaign in zip(made, cycle(campaigns), strict=False)
    ]
    for n in range(0, len(of_type), 500):  # `bulk_create` knows no part of a row
        type(page)._base_manager.all()._insert(of_type[n : n + 500], fields=type(page)._meta.local_concrete_fields)
    _revise(page, made)
    references = ReferenceIndex.objects.filter(base_content_type__model="page", object_id=page.pk)
    add(again(row, object_id=one.pk) for row, one in product(references, made))
    type(parent).objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(made))
    return made


def _copy(page: plan.CampaignPage, parent: Page, number: int, key: uuid.UUID) -> Page:
    title, slug = f"{page.title} {number}", f"page-{number}"
    place = {"path": f"{parent.path}{Page._int2str(1000 + number):0>4}", "url_path": f"{parent.url_path}{slug}/"}
    said = {"title": title, "draft_title": title, "slug": slug, "translation_key": key}
    return again(page, Page, latest_revision_id=None, live_revision_id=None, **place, **said)


def _revise(page: plan.CampaignPage, made: list[Page]) -> None:
    before = page.latest_revision
    revisions = add(
        again(before, object_id=one.pk, object_str=one.title, content=before.content | {"pk": one.pk}) for one in made
    )
    for one, revision in zip(made, revisions, strict=True):
        one.latest_revision = one.live_revision = revision
    Page.objects.bulk_update(made, ["latest_revision", "live_revision"], batch_size=500)


def _sentences(page: plan.CampaignPage, keys: list[uuid.UUID]) -> None:
    """What wagtail-localize holds of a text, for each of its copies."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    objects = add(TranslatableObject(translation_key=key, content_type=source.object.content_type) for key in keys)
    sources = add(again(source, object_id=one.translation_key) for one in objects)
    made = add(
        again(one, source_id=of.pk, uuid=uuid.uuid4()) for one, of in product(source.translations.all(), sources)
    )
    add(TranslatedFrom(translation=one) for one in made)
    segments = list(StringSegment.objects.filter(source=source).select_related("context"))
    contexts = {(before.context_id, of.pk): (before.context, of) for before, of in product(segments, sources)}
    new = add(again(before, object_id=of.object_id) for before, of in contexts.values())
    by_key = dict(zip(contexts, new, strict=True))
    add(
        again(before, source_id=of.pk, context_id=by_key[before.context_id, of.pk].pk)
        for before, of in product(segments, sources)
    )
    said = StringTranslation.objects.filter(context__object_id=source.object_id)
    known = {before.context_id for before in segments}
    add(
        again(before, context_id=by_key[before.context_id, of.pk].pk)
        for before, of in product(said, sources)
        if before.context_id in known
    )


def _hand_in(pages: list[Page]) -> None:
    """At legal review, by the editor."""
    editor = get_user_model().objects.get(username="editor")
    for page in pages:
        page.get_workflow().start(page.specific, editor)


def _plan(campaigns: list[plan.Campaign]) -> None:
    people, partners = list(get_user_model().objects.all()), add(_partners())
    due = {one.pk: timezone.localdate(one.starts_at) for one in campaigns}
    add(
        plan.Wave(
            campaign=one,
            name=f"Vague {n}",
            starts_at=one.starts_at,
            ends_at=one.starts_at + 9 * DAY,
            started_at=one.launched_at,
        )
        for one, n in product(campaigns, range(2))
    )
    add(
        plan.CampaignTask(
            campaign=one, title=f"Tâche {n}", assignee=people[n], due=due[one.pk], done_at=one.launched_at
        )
        for one, n in product(campaigns, range(len(people)))
    )
    add(
        plan.Post(
            campaign=one,
            network=network,
            language="fr",
            words="Mots",
            planned_at=one.starts_at,
            posted_at=one.launched_at,
            live=True,
        )
        for one, network in product(campaigns, list(networks.NETWORKS)[:4])
    )
    add(
        plan.ReadinessResult(
            campaign=one, language=code, check_name=f"check-{n}", failures=[{"message": "x", "url": ""}] * (n % 6 == 0)
        )
        for one, code, n in product(campaigns, languages.codes(), range(12))
    )
    add(plan.Partnership(campaign=one, partner=partner) for one, partner in product(campaigns, partners[:5]))


def _partners() -> Iterator[plan.Partner]:
    return (plan.Partner(name=f"Mairie {n}", email=f"mairie-{n}@example.org") for n in range(PARTNERS))


def _links(campaigns: list[plan.Campaign]) -> None:
    """One for each placement."""
    channels = add(
        plan.Channel(campaign=one, kind="poster", name=f"Affiches {n}") for one in campaigns for n in range(3)
    )
    number = LINKS - plan.TrackedLink.objects.count()
    placements = add(
        plan.Placement(channel=one, name=f"Lieu {n}") for n, one in zip(range(number), cycle(channels), strict=False)
    )
    codes = map("".join, product(LETTERS, repeat=6))
    add(
        plan.TrackedLink(code=code, campaign_id=one.channel.campaign_id, channel=one.channel, placement=one)
        for code, one in zip(codes, placements, strict=False)
    )
