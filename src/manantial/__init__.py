"""Manantial: memory and communication for public-community water alliances."""

__version__ = "0.1.0"
