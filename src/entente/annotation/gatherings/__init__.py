"""Gatherings: their names in a text, and which edition of a series is meant."""
