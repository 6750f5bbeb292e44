"""Why a file is refused whose traces cannot be removed, and how to mend it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _


def damaged_picture() -> ValidationError:
    message = _("This picture is damaged or cut short. Export it again, and choose the new one.")
    return ValidationError(message, code="damaged")


def damaged_film() -> ValidationError:
    message = _("This file is damaged or cut short: no player would open it. Export it again, and choose the new one.")
    return ValidationError(message, code="damaged")


def damaged_pdf() -> ValidationError:
    message = _("This PDF is damaged or cut short. Export it again, and choose the new one.")
    return ValidationError(message, code="damaged")


def damaged_xml() -> ValidationError:
    message = _("A part of it is no sound XML. Save it again in the program that made it, and choose the new one.")
    return ValidationError(message, code="damaged")


def signed() -> ValidationError:
    message = _(
        "It bears a digital signature, which would break if the names in it were removed. Export it again without a signature."
    )
    return ValidationError(message, code="signed")


def commented() -> ValidationError:
    message = _(
        "It holds comments, which would be published with it. Delete all of them (menu Review), and save it again."
    )
    return ValidationError(message, code="comments")


def changed() -> ValidationError:
    message = _(
        "It holds tracked changes: what was deleted, by whom and when. Accept or reject all of them (menu Review), stop tracking, and save it again."
    )
    return ValidationError(message, code="changes")


def hidden() -> ValidationError:
    message = _(
        "It holds what is hidden (text, a sheet or a slide): words that whoever approves it does not see. Show all that is hidden, keep or delete it, and save it again."
    )
    return ValidationError(message, code="hidden")


def attached(names: str) -> ValidationError:
    message = _("Other files are attached to this PDF (%(names)s). Take them out, or offer them by themselves.")
    return ValidationError(message, code="attachments", params={"names": names})


def noted(track: str) -> ValidationError:
    message = _(
        "It holds a track that is neither picture nor sound (%(track)s): cameras note there where they are. Export it again with picture and sound alone."
    )
    return ValidationError(message, code="track", params={"track": track})


def unknown() -> ValidationError:
    message = _(
        "It is of a kind that may say who made it and where, which cannot be removed. Put a JPEG or PNG picture in its place, or take it out."
    )
    return ValidationError(message, code="unknown")


def elsewhere(target: str) -> ValidationError:
    message = _(
        "It loads a part of itself from elsewhere (%(target)s). Put that part into the document, or take it out."
    )
    return ValidationError(message, code="elsewhere", params={"target": target[:200]})


def not_known(extension: str, kinds: Iterable[str]) -> ValidationError:
    message = _("Files of the kind “%(extension)s” are not accepted here. Save it as one of: %(kinds)s.")
    params = {"extension": f".{extension}" if extension else "–", "kinds": ", ".join(sorted(kinds))}
    return ValidationError(message, code="invalid_extension", params=params)


def no_captions() -> ValidationError:
    return ValidationError(_("This is no WebVTT file: its first line must be WEBVTT."), code="no_captions")


def no_caption_time(line: int) -> ValidationError:
    message = _(
        "Line %(line)d: its times cannot be read, so that nobody would see this caption. Write them as 00:01:02.500 --> 00:01:04.000."
    )
    return ValidationError(message, code="captions", params={"line": line})


def no_caption_tag(line: int, tag: str) -> ValidationError:
    message = _(
        "Line %(line)d: “%(tag)s” is no tag of captions (i, b, u, ruby, rt, lang). Take it out, or write &lt; where “<” is meant."
    )
    return ValidationError(message, code="captions", params={"line": line, "tag": tag[:40]})


def at_line(line: int, reason: str) -> ValidationError:
    return ValidationError(_("Line %(line)d: %(reason)s"), code="not_plain", params={"line": line, "reason": reason})


def named_unseen(reason: str) -> ValidationError:
    return ValidationError(_("The name of the file: %(reason)s"), code="not_plain", params={"reason": reason})


def too_large(largest: int) -> ValidationError:
    message = _("It would unpack to more than %(largest)s. Split it into several files.")
    return ValidationError(message, code="bomb", params={"largest": filesizeformat(largest)})
