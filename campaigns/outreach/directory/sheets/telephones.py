"""Telephone numbers in the one way in which they are kept and shown, from every way in which people write them."""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, is_valid_number, shortnumberinfo

from country.numbering import CALLING_CODE, FICTION, HOME, NATIONAL, OVERSEAS, SHORT

SHAPE = re.compile(r"\+?[\d\s.\-/()\u00a0\u202f]{2,30}")


class NoTelephoneError(ValueError):
    """A text that is no number anybody can dial."""


def looks_like_one(text: str) -> bool:
    return bool(SHAPE.fullmatch(text.strip())) and len(re.sub(r"\D", "", text)) >= len("15")


def normal(text: str) -> str:
    """The number as it is shown: national at home, short as it is dialled, with its country code from elsewhere."""
    if not text:
        return ""
    if not SHAPE.fullmatch(text):
        raise NoTelephoneError
    plain = re.sub(r"[^\d+]", "", re.sub(r"\(0\)", "", text))
    return _short(plain) or _long(plain)


def _short(plain: str) -> str:
    """A number that is dialled as it is; nothing for others."""
    if not plain.isdigit() or len(plain) not in SHORT:
        return ""
    number = PhoneNumber(country_code=CALLING_CODE, national_number=int(plain))
    if not shortnumberinfo.is_valid_short_number_for_region(number, HOME):
        return ""
    return f"{plain[:3]} {plain[3:]}" if len(plain) == len("116006") else plain


def _long(plain: str) -> str:
    return _shown(_parsed(plain))


def _parsed(plain: str) -> PhoneNumber:
    """The number of the region where it is valid; those of fiction are valid nowhere, and belong to the country."""
    try:
        number = phonenumbers.parse(plain, HOME)
        if FICTION.fullmatch(_shown(number)):
            return number
        for region in (HOME, *OVERSEAS):
            if is_valid_number(number := phonenumbers.parse(plain, region)):
                return number
    except NumberParseException:
        pass
    raise NoTelephoneError


def from_abroad(text: str) -> str:
    """Digits with the country's code and without a plus; empty where it cannot be dialled from abroad."""
    plain = re.sub(r"[^\d+]", "", text)
    try:
        return "" if _short(plain) else phonenumbers.format_number(_parsed(plain), PhoneNumberFormat.E164)[1:]
    except NoTelephoneError:
        return ""


def _shown(number: PhoneNumber) -> str:
    region = phonenumbers.region_code_for_number(number)
    is_national = region in NATIONAL or (region is None and number.country_code == CALLING_CODE)
    style = PhoneNumberFormat.NATIONAL if is_national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style).replace(".", " ")
