"""Programs that handle hostile files: each runs as a process of its own and knows no site."""
