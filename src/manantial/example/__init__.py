"""The example alliances that manantial demo creates."""
