#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wfscp_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as sentence:
        sys.exit(str(sentence))
