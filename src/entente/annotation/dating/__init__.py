"""The report's own date, and the clues that tell it."""
