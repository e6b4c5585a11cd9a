"""What office files say to their readers, and what they hide; it knows nothing of the site."""
