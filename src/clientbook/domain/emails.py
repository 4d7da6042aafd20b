"""E-mail addresses."""

from unicodedata import normalize

import attrs

from clientbook.domain.checks import check_type, optional_text, refuse
from clientbook.text import plain_form

_ENCODED = "xn--"
_DOTS = str.maketrans("\u3002\uff61", "..")  # RFC 3490 3.1; the full-width one is one of ASCII


def fold_address(address: str) -> str:
    """Return an e-mail address in the one spelling by which addresses are compared.

    Letter case does not count: RFC 5321 2.4 lets a host tell cases of the local part apart; no
    mail host people use does, and client lists mix them.  Nor does the form of a letter (an
    accent apart or in place, RFC 6532 3.1), a domain encoded for programs that know ASCII only
    (RFC 5890 2.3.2.1), the dot that ends a domain (RFC 1034 3.1), characters that nobody sees, full
    width, or in a domain any other form that stands for the same letter (UTS 46 4).  Letters that
    only look alike are other letters: another mailbox.
    """
    folded = address.strip().casefold()
    if folded.isascii() and _ENCODED not in folded and not folded.endswith("."):
        return folded
    local, at, domain = normalize("NFC", plain_form(folded).casefold()).rpartition("@")
    domain = normalize("NFKC", domain.translate(_DOTS)).casefold()
    labels = (_decoded(label) for label in domain.rstrip(".").split("."))
    return normalize("NFC", f"{local}{at}{'.'.join(labels)}".casefold())


def _decoded(label: str) -> str:
    """Return a label of a domain as people write it; one that is badly encoded as it stands."""
    if not label.startswith(_ENCODED):
        return label
    try:
        decoded = label[len(_ENCODED) :].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label
    return decoded if decoded.isprintable() and not set(decoded) & {"@", ".", " "} else label


@attrs.frozen
class EmailAddress:
    """An e-mail address, kept as written.

    Args:
        address: Local part, ``@`` and domain, at most 254 characters (RFC 5321 4.5.3.1.3);
            read raw text with :func:`clientbook.parse_email`.
        label: The owner's own word for it, such as ``"work"``, or None.
        preferred: True for the address its owner wants used first.

    Raises:
        InvalidValueError: *address* lacks a local part, one ``@`` or a domain, or is too long.
    """

    address: str = attrs.field(repr=False)
    label: str | None = attrs.field(default=None, repr=False)
    preferred: bool = False

    def __attrs_post_init__(self) -> None:
        value = self.address
        if type(value) is not str:
            check_type("email.address", value, str)
        if (bare := value.strip()) is not value:
            object.__setattr__(self, "address", value := bare)
        check_type("email.preferred", self.preferred, bool)
        local, at, domain = value.rpartition("@")
        if not (local and at and domain) or len(value) > 254 or not value.isprintable():
            raise refuse("email.address", "expected local@domain of at most 254 characters")
        if self.label is not None:
            object.__setattr__(self, "label", optional_text(self.label))

    @property
    def key(self) -> str:
        """What makes two addresses the same, see :func:`fold_address`."""
        return fold_address(self.address)
