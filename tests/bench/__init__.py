"""What the site costs, beside others on the same machine. ``make bench`` reports, never asserts."""
