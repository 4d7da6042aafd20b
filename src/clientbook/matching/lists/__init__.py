"""Whole lists in columns: blocking, counting, scoring, clusters."""
