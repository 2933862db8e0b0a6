"""Who or what a pronoun or a description stands for."""
