"""Kits for the committees, their deliveries and receipts."""
