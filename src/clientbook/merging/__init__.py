"""Merge and unmerge plans as pure functions."""
