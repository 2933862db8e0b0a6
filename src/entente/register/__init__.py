"""From claims to records."""
