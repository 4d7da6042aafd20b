"""Frozen values that need no store, no file and no clock; import them from their modules."""
