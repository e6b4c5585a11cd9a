"""Permissions that are added to another app's ability, so that it covers background work."""

ADDED = {"reports": ["operations.view_job"]}
