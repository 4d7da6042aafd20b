"""Whom a book has kept longer than its rule allows."""
