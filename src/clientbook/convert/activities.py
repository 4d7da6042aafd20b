"""Activities as stored JSON documents, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clientbook.convert.documents import from_document, to_document
from clientbook.domain.activities import PAYLOADS, Activity, ActivityKind


def activity_to_document(activity: Activity) -> dict[str, Any]:
    """Return the JSON-able document of an activity."""
    document = {
        "id": activity.id,
        "kind": activity.kind.value,
        "clients": list(activity.client_ids),
        "at": activity.at.isoformat(),
        "payload": to_document(activity.payload),
    }
    return document | ({"revision": activity.revision} if activity.revision else {})


def activity_from_document(document: Mapping[str, Any]) -> Activity:
    """Return the activity of a document.

    Raises:
        InvalidValueError: The payload is not one of its kind.
    """
    kind = ActivityKind(document["kind"])
    return Activity(
        document["id"],
        from_document(PAYLOADS[kind], document["payload"]),
        tuple(document["clients"]),
        datetime.fromisoformat(document["at"]),
        document.get("revision", 0),
    )
