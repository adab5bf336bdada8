"""Questions about the dossier: the whole page for a reader, the budget, the targets, the page's own words."""
