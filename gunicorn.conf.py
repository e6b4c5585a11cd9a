"""How gunicorn serves the site: on a person's own machine just as in production."""

# Pages need the processor more than they wait, so processes serve faster than threads do.
workers = 3
preload_app = True  # one import of the code instead of one for each worker
control_socket_disable = True
# The site answers a search of any length calmly; the web server in front has a limit of its own.
limit_request_line = 0
