"""The steps that change the tables of a register made by another version of Entente, with Alembic's operations, both ways."""
