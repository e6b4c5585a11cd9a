"""Backup and restore: one archive with the database and the files of the site."""
