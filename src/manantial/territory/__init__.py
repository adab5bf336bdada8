"""Municipalities, communities, census localities, boundaries."""
