"""Base pages, home, search, public pages, help and the three faces."""
