"""What an edition adds to the words of a sheet, and to the memory of what it was made from."""

from dataclasses import astuple, replace
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext as _

from campaigns.plan.editions.place import Near, near
from campaigns.plan.models import Campaign, Edition, TrackedLink
from campaigns.plan.models.editions import carries_own_code
from campaigns.plan.sheets.words import Reading
from core.audiences import SHELTERED
from made.digests import digest
from press.content import Content, HelpLine, Logo, PressError


class Editions:
    """The approved editions of a campaign, read in one query once any is asked for."""

    def __init__(self, campaign: Campaign):
        self.campaign = campaign

    @cached_property
    def _approved(self) -> list[Edition]:
        found = Edition.objects.filter(partnership__campaign=self.campaign, state=Edition.State.APPROVED)
        return list(found.select_related("partnership__partner", "partnership__campaign"))

    @cached_property
    def _by_partnership(self) -> dict[int, Edition]:
        return {one.partnership_id: one for one in self._approved}

    @cached_property
    def _by_partner(self) -> dict[int, Edition]:
        return {one.partnership.partner_id: one for one in self._approved}

    def of(self, holder: int | None, partnership: int | None = None) -> Edition | None:
        """That of a partnership whose sheet bears a general code, or else of the partner who holds the code."""
        if partnership and not (holder and carries_own_code(self.campaign.audience)):
            return self._by_partnership.get(partnership)
        if holder is None or not carries_own_code(self.campaign.audience):
            return None
        return self._by_partner.get(holder)


def holder_of(link: TrackedLink) -> int | None:
    """The partner who has a code: its own, or that of a place of its."""
    return link.partner_id or (link.placement.partner_id if link.placement else None)


def borne(reading: Reading, edition: Edition | None) -> Reading:
    """The reading of a sheet of this edition, without the picture of its logo."""
    if edition is None:
        return reading
    language, audience = reading.content.language, edition.partnership.campaign.audience
    found = near(edition.departement, language, audience)
    with translation.override(language):
        title = _title(edition.place_name, audience) if found else ""
    content = replace(reading.content, place_title=title, place=tuple(map(_line, found)))
    memory = {"edition": edition.digest, "territory": edition.departement, "place": _digest(found)}
    return replace(reading, content=content, made_from=reading.made_from | memory)


def with_logo(content: Content, edition: Edition | None) -> Content:
    """Raises PressError where the logo is gone."""
    if edition is None:
        return content
    try:
        with edition.logo.open() as file:
            png = file.read()
    except (FileNotFoundError, ValueError) as error:
        raise PressError(_("The logo of this edition is gone: have the partner send it again.")) from error
    return replace(content, logo=Logo(png, edition.width, edition.height, edition.partnership.partner.name))


def differences(before: dict, today: dict) -> list[str]:
    """What of an edition has changed, a sentence each; each `made_from` is that of a sheet."""
    was, now = before.get("edition", ""), today.get("edition", "")
    if was and not now:
        return [_("The local edition of its partner was withdrawn: neither its logo nor its help may be used.")]
    if now and not was:
        return [_("Its partner has a local edition now, with its logo.")]
    if was != now:
        return [_("Its partner has another local edition: another logo, or another département.")]
    if before.get("place", "") != today.get("place", ""):
        return [_("The help that the directory names for its département has changed.")]
    return []


def _title(place: str, audience: str) -> str:
    """A sheet is read by others than whom that help is for: it says so."""
    if audience in SHELTERED:
        return _("Help near you: %(place)s") % {"place": place}
    return _("%(place)s: help for people in prostitution") % {"place": place}


def _line(one: Near) -> HelpLine:
    return HelpLine(one.telephone, one.name, one.hours)


def _digest(found: list[Near]) -> str:
    return digest(*map(astuple, found))[:32] if found else ""
