"""The class of gunicorn's processes here."""

from concurrent.futures import Future

from gunicorn.workers.gthread import _DEFER, ThreadWorker


class WebWorker(ThreadWorker):
    """A process whose one thread serves requests and never waits for one to come.

    Browsers open connections before they need them. gunicorn's own class waits five seconds in
    the thread for the first word of each, and everybody behind it waits too.
    """

    def enqueue_req(self, conn):
        """Serve ``conn``; a new one once it has something to say."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
        else:
            nothing_yet = Future()
            nothing_yet.set_result(_DEFER)
            self.finish_request(conn, nothing_yet)
