"""Questions about the dossier: the whole page for a reader, the budget, the targets, the page's own words."""

from manantial.project.queries.community import told_works

__all__ = ["told_works"]
