"""Entente reads news reports about international sport and keeps a register of relations between its bodies."""
