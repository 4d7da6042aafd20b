"""Text to domain values: phones, e-mails, names, dates, addresses, flags, attributes."""

from clientbook.parsing.addresses import (
    AddressReading,
    country_code,
    heal_postcode,
    make_address,
    parse_address,
    read_address,
)
from clientbook.parsing.attributes import parse_attribute
from clientbook.parsing.date_orders import (
    DateOrder,
    DateOrderVotes,
    OrderDecision,
    decide_order,
)
from clientbook.parsing.dates import (
    DateReading,
    is_empty_date,
    parse_date,
    parse_timestamp,
    read_date,
)
from clientbook.parsing.emails import parse_email
from clientbook.parsing.flags import parse_flag, parse_gender
from clientbook.parsing.months import parse_date_part
from clientbook.parsing.names import parse_full_name, parse_name, split_name
from clientbook.parsing.nothing import is_no_value, is_nothing
from clientbook.parsing.phones import (
    LineType,
    ParsedNumber,
    PhoneReading,
    classify,
    parse_phone,
    read_phone,
)

__all__ = [
    "AddressReading",
    "DateOrder",
    "DateOrderVotes",
    "DateReading",
    "LineType",
    "OrderDecision",
    "ParsedNumber",
    "PhoneReading",
    "classify",
    "country_code",
    "decide_order",
    "heal_postcode",
    "is_empty_date",
    "is_no_value",
    "is_nothing",
    "make_address",
    "parse_address",
    "parse_attribute",
    "parse_date",
    "parse_date_part",
    "parse_email",
    "parse_flag",
    "parse_full_name",
    "parse_gender",
    "parse_name",
    "parse_phone",
    "parse_timestamp",
    "read_address",
    "read_date",
    "read_phone",
    "split_name",
]
