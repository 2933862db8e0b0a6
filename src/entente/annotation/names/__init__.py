"""Names of bodies and countries: found by list, by form, by definition, and linked to what they name."""
