"""The register's claims in the formats that people work with: one module a format, the same filters for all."""
