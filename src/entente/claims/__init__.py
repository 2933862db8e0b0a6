"""From annotations to claims."""
