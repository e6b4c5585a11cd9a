"""How gunicorn serves the site: on a person's own machine just as in production."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wfscp_site.settings")

# Pages need the processor more than they wait, so processes serve faster than threads do. And one
# thread in each: Wagtail's converter of rich text mixes up two texts that it reads at once.
workers = 3
worker_class, threads = "wfscp_site.web_worker.WebWorker", 1
preload_app = True  # one import of the code instead of one for each worker
control_socket_disable = True
# As long as gunicorn takes: reading a line without a limit costs the square of its length.
limit_request_line = 8190

if settings.LOG_FORMAT == "json":
    logger_class = "wfscp_site.web_logs.JsonLogger"
