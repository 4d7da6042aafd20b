"""What forms send, read into values of the domain, and back."""
