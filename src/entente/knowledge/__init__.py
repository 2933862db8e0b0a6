"""What a domain expert edits, and the loader that checks it."""
