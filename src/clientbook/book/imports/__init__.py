"""Imports: open, map, plan, commit, resume, undo."""
