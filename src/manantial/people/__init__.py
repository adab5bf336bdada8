"""Persons, bodies, seats, mandates, accounts and the access table."""
