"""Names, icons and shields: what could be shown, what fits, and the pictures of them."""
