"""Work for later, leased and retried."""
