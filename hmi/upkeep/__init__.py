"""What the parts of a car will need, when, and why: pure forecasts over daily summaries of its use."""
