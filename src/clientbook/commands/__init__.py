"""What commands do and say, whoever prints it: the command line, or a host's framework."""
