"""Shipped test suites and strategies for hosts and third-party stores."""
