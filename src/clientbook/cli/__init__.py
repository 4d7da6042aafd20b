"""A thin command line over ClientBook."""
