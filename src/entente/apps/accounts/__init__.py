"""Who may use a desk that others can reach: accounts with passwords and roles, sessions, and what was done under them."""
