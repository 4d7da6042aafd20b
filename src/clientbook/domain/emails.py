"""E-mail addresses."""

import attrs

from clientbook.domain.checks import check_type, optional_text, refuse


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
        local, at, domain = value.rpartition("@")
        if not (local and at and domain) or len(value) > 254 or not value.isprintable():
            raise refuse("email.address", "expected local@domain of at most 254 characters")
        if self.label is not None:
            object.__setattr__(self, "label", optional_text(self.label))

    @property
    def key(self) -> str:
        """What makes two addresses the same: letter case does not count.

        RFC 5321 2.4 lets a host tell cases of the local part apart; no mail host people use
        does, and client lists mix them.
        """
        return self.address.casefold()
