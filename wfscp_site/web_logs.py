"""How gunicorn writes its own log where logs are JSON."""

from gunicorn.glogging import Logger

from wfscp_site.logs import JsonFormatter


class JsonLogger(Logger):
    """gunicorn's own; its settings for formats would log each visit too, with what it asked for."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())
