"""Who the data belongs to."""
