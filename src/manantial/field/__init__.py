"""Forms for field phones."""
