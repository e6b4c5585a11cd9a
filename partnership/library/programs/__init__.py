"""Programs that handle hostile files: each runs in its own process, without the site."""
