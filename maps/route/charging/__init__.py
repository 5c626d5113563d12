"""Where to charge on the way: which stations, how full, how long, and what it costs."""
