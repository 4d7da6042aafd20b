"""The use cases, one desk a file."""
