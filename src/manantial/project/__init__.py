"""The project's dossier: results, targets, budget, contributions and co-investment."""
