"""From claims to records: what several claims come to together, as pure functions. What people ask of them is in `views`."""
