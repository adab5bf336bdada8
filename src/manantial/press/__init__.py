"""Paper and sound for every room: documents, charts, maps, posters, tiles, bags. Knows no domain."""
