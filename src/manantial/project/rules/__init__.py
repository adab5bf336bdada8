"""Decisions of the dossier: money, results, targets, what the page lacks; and the page itself as data."""
