"""Bytes to tables; the type is sniffed, not trusted."""
