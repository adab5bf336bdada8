"""Workshops, sources, voices, consent, transcripts and fragments."""
