"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from wfscp_site.patience import limit_patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wfscp_site.settings")

limit_patience()
application = get_wsgi_application()
