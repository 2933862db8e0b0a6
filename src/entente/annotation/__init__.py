"""From a report to stand-off annotations."""
