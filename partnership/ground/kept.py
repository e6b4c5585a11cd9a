"""What a process keeps from one visit to the next, until visitors may see something else."""

from django.core.cache import caches


def kept(key, make):
    """Return what ``make`` returned for ``key``, or returns now; nobody may change it.

    It has to depend on nothing but the key, the local date and the database. The cache
    ``generation`` forgets it as soon as something changes that visitors can see.
    """
    return caches["generation"].get_or_set(key, make)
