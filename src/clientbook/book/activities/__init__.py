"""Activities: what happened between a client and the business; self-service."""
