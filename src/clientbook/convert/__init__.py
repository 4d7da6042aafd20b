"""Stored JSON documents and contact formats to domain values and back."""
