"""How the language model in the package is made."""
