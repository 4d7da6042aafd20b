"""Migrations of the salon."""
