"""Who somebody is: keys, evidence and the one rule that every entry point asks; pure."""
