"""The salon: appointments of clients."""
