"""Public JSON of values, stored JSON documents, and contact formats to domain values and back.

Every name here is loaded when it is first used.
"""

from typing import TYPE_CHECKING

from clientbook._lazy import lazily, unknown

if TYPE_CHECKING:
    from clientbook.convert.json import (
        AsJson,
        from_data,
        from_json,
        json_schema,
        to_data,
        to_json,
    )

__all__ = ["AsJson", "from_data", "from_json", "json_schema", "to_data", "to_json"]

__getattr__ = lazily(__name__, {"json": tuple(__all__)}, unknown(__name__))
