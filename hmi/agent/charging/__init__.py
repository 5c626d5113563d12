"""When to charge and when to heat."""
