"""What installs, upgrades, rolls back and removes the site on Debian; the script is ../wfscp."""
