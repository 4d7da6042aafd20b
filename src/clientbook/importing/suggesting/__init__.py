"""From titles and cells to a suggested mapping."""

from clientbook.importing.suggesting.suggester import suggest_mapping

__all__ = ["suggest_mapping"]
