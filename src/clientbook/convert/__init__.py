"""Public JSON of values, stored JSON documents, and contact formats to domain values and back."""

from clientbook.convert.json import (
    AsJson,
    from_data,
    from_json,
    json_schema,
    to_data,
    to_json,
)

__all__ = ["AsJson", "from_data", "from_json", "json_schema", "to_data", "to_json"]
