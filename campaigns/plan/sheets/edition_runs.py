"""Making the sheets of an edition: in every language of its campaign, the partner's own language first."""

from campaigns.plan.models import Edition, PressRun, TrackedLink
from campaigns.plan.models.editions import carries_own_code
from campaigns.plan.relay.sheets import GENERAL, current, of_partner, rank
from campaigns.plan.sheets import runs
from campaigns.plan.sheets.words import LivePages
from press.content import PressError
from press.formats import FORMATS, USUAL


def code_of(edition: Edition) -> TrackedLink | None:
    """The partner's own; the campaign's where nothing is counted by place, or where the partner has none."""
    campaign, partner = edition.partnership.campaign, edition.partnership.partner
    links = campaign.links.filter(retired_at=None, placement=None).select_related("channel")
    own = list(links.filter(partner=partner)) if carries_own_code(campaign.audience) else []
    return min(own or links.filter(partner=None), key=rank, default=None)


def begin(edition: Edition, user) -> PressRun | None:
    """Enqueue the work, with what the partner holds of its places; None where nothing can be made yet, or it is being made."""
    campaign, partner, link = edition.partnership.campaign, edition.partnership.partner, code_of(edition)
    live = LivePages(campaign).by_language
    if link is None or not live:
        return None
    spoken = sorted(live, key=lambda language: language != partner.language)
    # What everybody may take of the campaign, films and inks of offices, too; and at least the usual sheets.
    general = set(current(campaign).filter(GENERAL, is_own=False).values_list("format", "language"))
    to_do = [
        [key, language, link.pk, edition.partnership_id]
        for language in spoken
        for key in FORMATS
        if key in USUAL or (key, language) in general
    ]
    if carries_own_code(campaign.audience):
        held = current(campaign).filter(of_partner(partner)).exclude(link=link)
        to_do += [[*row, edition.partnership_id] for row in held.values_list("format", "language", "link")]
    try:
        return runs.open_run(campaign, to_do[: runs.MOST], [], user)
    except PressError:
        return None
