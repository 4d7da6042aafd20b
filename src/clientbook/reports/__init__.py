"""Pages people look at: the report of an import, the review of duplicates."""
