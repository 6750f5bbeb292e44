"""Adds the campaigns beside that of the buyers: each with its theme, its page, a wave, a code, a partner, a few sheets and a film."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override
from wagtail.models import Locale

from campaigns.plan.launch import acts as launching
from campaigns.plan.models import Campaign, CampaignIndexPage, CampaignPage, Channel, Partner, Partnership, Target, Wave
from campaigns.plan.sheets import runs as press_runs
from campaigns.prevention.kits.models import KitPage
from core import audiences
from core.editor.calendar import midnight
from demo import typed
from demo.accounts import account
from demo.build import add, change, publish
from demo.campaigns import TEXTS, Text
from demo.facts import FACTS
from demo.pages import block
from demo.plan import answer, build_link, tell_of_the_past
from demo.reach import count_the_past
from demo.translate import into
from editorial.sign_off.mails import unsent
from facts.models import Fact
from press.films import encoding
from themes.models import Theme

SHEETS = ["poster-a4", "leaflet", "story", "square"]
FILM = ["film-9x16-6"]


def missing() -> list[Text]:
    names = set(Campaign.objects.values_list("name", flat=True))
    return [one for one in TEXTS if one.name not in names]


@unsent()
def build(text: Text) -> None:
    """Write it as an editor would, have it approved, translate it, and launch it as the publisher."""
    kind, slug = text.leads_to
    goal = kind.objects.get(slug=slug, locale=Locale.get_default())
    theme = Theme(**text.theme)
    publish(theme)
    campaign = begin(text, theme, goal.pk)
    index = CampaignIndexPage.objects.get(locale=Locale.get_default())
    page = add(index, CampaignPage(campaign=campaign, **written(text, goal.pk)))
    for language in text.languages:
        locale = Locale.objects.get(language_code=language)
        if language != settings.LANGUAGE_CODE:
            into(locale, [page])
        typed.answer(campaign, language)
    launch(campaign)
    with_kits(campaign, text.kits)
    if text.is_over:
        count_the_past(campaign, strength=0.2)
        launching.close(campaign, account("publisher"))
        Campaign.objects.filter(pk=campaign.pk).update(closed_at=campaign.ends_at)
    else:
        general = campaign.links.filter(partner=None)
        press_runs.begin(campaign, SHEETS, text.languages, general, account("editor"))
        if not encoding.missing():
            press_runs.begin(campaign, FILM, [settings.LANGUAGE_CODE], general, account("editor"))


def begin(text: Text, theme: Theme, help_page: int) -> Campaign:
    """The campaign with its wave and its code, as planned."""
    first, last = (from_today(days) for days in text.days)
    campaign = Campaign(
        name=text.name,
        audience=text.audience,
        frame=text.frame,
        theme=theme,
        languages=list(text.languages),
        starts_at=first,
        ends_at=last,
        help_page_id=help_page,
    )
    campaign.full_clean()
    campaign.save()
    wave = Wave(campaign=campaign, name="Vague 1", starts_at=first, ends_at=last, objective=text.objective)
    wave.targets = [] if text.audience in audiences.SHELTERED else [Target(indicator="view", value=4_000)]
    wave.full_clean()
    wave.save()
    channel = Channel.objects.create(campaign=campaign, kind="poster", name="Affiches")
    build_link(campaign, channel=channel)
    if text.partner:
        relay(campaign, text.partner)
    return campaign


def relay(campaign: Campaign, name: str) -> None:
    """Somebody who shows its sheets, without a code of its own: nothing of these campaigns is counted by place."""
    partner = Partner.objects.create(name=name, email=f"{slugify(name)}@example.org")
    Partnership.objects.create(campaign=campaign, partner=partner)


def with_kits(campaign: Campaign, slugs: tuple[str, ...]) -> None:
    keys = KitPage.objects.filter(slug__in=slugs, locale=Locale.get_default()).values("translation_key")
    for kit in KitPage.objects.filter(translation_key__in=keys):
        change(kit, campaign=campaign)


def from_today(days: int) -> datetime:
    return midnight(timezone.localdate() + timedelta(days=days))


def written(text: Text, goal: int) -> dict[str, Any]:
    words, detail = text.act
    return {
        "title": text.name,
        "slug": text.slug,
        "statement": text.statement,
        "lead": text.lead,
        "summary": text.summary,
        "search_description": text.summary,
        "call_to_action": [block("call_to_action", text=words, page=goal, address="", detail=detail)],
        "body": body(text),
    }


def body(text: Text) -> list[dict[str, Any]]:
    opinion = [FACTS[key].name for key in ("opinion_good", "opinion_keep")] if text.is_over else []
    shown = [block("fact_card", fact=Fact.objects.get(name=name).pk) for name in opinion]
    return [*shown, block("helplines", heading="Parler à quelqu’un", audience=text.audience)]


def launch(campaign: Campaign) -> None:
    """Start its wave; one that is over was started while it lasted, and that is told afterwards."""
    first, last = campaign.starts_at, campaign.ends_at
    [wave] = campaign.waves.all()
    if last < timezone.now():
        moved = {"starts_at": from_today(-1), "ends_at": from_today(30)}
        Campaign.objects.filter(pk=campaign.pk).update(**moved)
        Wave.objects.filter(pk=wave.pk).update(**moved)
    answer(campaign)
    with override(settings.LANGUAGE_CODE):
        launching.start(wave, account("publisher"))
    for model, pk in ((Campaign, campaign.pk), (Wave, wave.pk)):
        model.objects.filter(pk=pk).update(starts_at=first, ends_at=last)
    campaign.refresh_from_db()
    tell_of_the_past(campaign, list(campaign.waves.all()))
