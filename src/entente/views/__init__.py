"""From the register to what people ask."""
