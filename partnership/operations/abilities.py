"""What an ability of another app is added to, so that it covers background work as well."""

ADDED = {"reports": ["operations.view_job"]}
