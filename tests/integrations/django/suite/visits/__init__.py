"""An application of a host's: visits of clients."""
