"""Persons, the posts they hold, and the titles that stand with their names."""
