"""Numbers as people read them."""

from functools import lru_cache

from clientbook.domain.phones import PhoneNumber

_KEPT = 20_000


def display_phone(phone: PhoneNumber, region: str) -> str:
    """Return a number as people of a region read it.

    Args:
        phone: The number.
        region: ISO 3166-1 alpha-2 of who reads it.

    Returns:
        The national form where *region* shares the number's country code, such as
        ``"06 12 34 56 78"`` in FR or ``"(418) 555-0123"`` in CA; else the international one, such
        as ``"+33 6 12 34 56 78"``.  An extension follows as ``ext. 12``.
    """
    shown = _formatted(phone.e164, region)
    return f"{shown} ext. {phone.extension}" if phone.extension else shown


@lru_cache(maxsize=_KEPT)
def _formatted(e164: str, region: str) -> str:
    import phonenumbers  # here: its metadata takes time to load, and few programs show numbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164  # E.164 in form, of no country code that is in use
    here = phonenumbers.country_code_for_region(region) == number.country_code
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if here else form.INTERNATIONAL)
