"""Lists and search: filters, sorting, pages, exports, what a person types."""
