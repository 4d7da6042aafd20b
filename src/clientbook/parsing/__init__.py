"""Text to domain values: pure functions that keep what the text had."""
