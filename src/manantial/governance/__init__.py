"""Sessions, attendance, votes, minutes, agreements and rules as dated data."""
