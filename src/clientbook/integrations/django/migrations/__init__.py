"""Migrations: the tables of clientbook, version by version."""
