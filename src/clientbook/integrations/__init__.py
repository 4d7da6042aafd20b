"""Edges to the programs of others; each needs its own extra and is imported by its full name."""
