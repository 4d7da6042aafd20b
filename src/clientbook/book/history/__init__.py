"""History: what happened, and how things stood."""
