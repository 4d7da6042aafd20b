"""What a store is (``protocols``), and the stores that ship."""
