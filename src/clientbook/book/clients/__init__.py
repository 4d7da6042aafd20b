"""Clients: create, find again, change, delete; their notes and custom attributes."""
