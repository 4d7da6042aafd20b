"""One change to many clients: plan, commit, undo, in bounded units of work."""
