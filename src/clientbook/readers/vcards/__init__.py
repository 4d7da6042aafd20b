"""vCard files as tables."""
