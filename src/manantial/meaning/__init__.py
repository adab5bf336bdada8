"""Plan, codes, milestones with versions, findings, lessons, validation and return."""
