"""nginx's companion: it asks the database which generation is the present one, and says so."""

import contextlib
import logging
import select
import shutil
import time
from pathlib import Path

from django.db import Error, connection
from django.template.loader import render_to_string
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, set_wait_callback

from .leases import AWAY, FULL, UNSURE, Leases
from .models import Generation
from .triggers import CHANNEL
from .warming import Reader

logger = logging.getLogger(__name__)

PAUSE = 0.2  # seconds between two questions, unless the database tells of a change before
SECONDS_TO_ANSWER = 0.65  # and the next word comes before the last one has run out
SECONDS_TO_COME_BACK = 3  # of silence, after which the database is taken to be away
LEAST_FREE = 4_000_000  # bytes: nginx cuts off a page that it finds no room to keep
TENTHS_AWAY = 40  # for so long nginx believes that it is away, unless told otherwise


class Edge:
    """Keeps the links in ``folder`` true while it runs; ``kept`` outlives a restart."""

    def __init__(self, folder, kept, log):
        self.leases = Leases(folder)
        self.reader = Reader(Path(folder) / "warming.sock", log)
        self.kept = Path(kept)
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        self.present = None
        self.answered_at = time.time()
        self.is_away = self.is_stopped = False

    def stop(self, *signal_details):
        """Stop after the current question; may be used as a signal handler."""
        self.is_stopped = True

    def run(self):
        """Ask until stopped; while the database is away, say so and try again."""
        set_wait_callback(be_impatient)
        write_last_resort(self.leases.links.parent)
        while not self.is_stopped:
            try:
                self._listen()
            except (Error, OperationalError) as error:
                connection.close()
                self._miss(error)
                time.sleep(PAUSE)

    def _listen(self):
        """Ask whenever the database tells of a change, and otherwise in every pause."""
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        while not self.is_stopped:
            self._ask()
            select.select([connection.connection], [], [], PAUSE)

    def _ask(self):
        asked_at = time.time()
        present = Generation.present()
        self.answered_at, self.is_away = time.time(), False
        connection.connection.notifies.clear()
        former, self.present = self.present, present
        takes_back = former is None or former.withdrawn != present.withdrawn
        has_room = shutil.disk_usage(self.kept.parent).free >= LEAST_FREE
        if has_room and present != former and not takes_back:
            self.reader.warm(present)  # visitors see the generation before for a moment longer
        self.leases.say(str(present) if has_room else f"{FULL}{present.withdrawn}", asked_at)
        if takes_back:  # no copy is left for a time when the application is away
            self._keep(present.withdrawn)
            self.reader.read_again(present)

    def _miss(self, error):
        """The database did not answer: after a while, or if it refuses at once, it is away."""
        withdrawn = self.present.withdrawn if self.present else self._last_withdrawn()
        is_silent = isinstance(error.__cause__ or error, Silence)
        if is_silent and time.time() - self.answered_at < SECONDS_TO_COME_BACK:
            self.leases.say(f"{UNSURE}{withdrawn}", time.time(), TENTHS_AWAY)
            return
        if not self.is_away:
            logger.warning("The database is away: %s", str(error).strip().split("\n")[0])
        self.is_away = True
        self.leases.say(f"{AWAY}{withdrawn}", time.time(), TENTHS_AWAY)

    def _keep(self, withdrawn):
        new = self.kept.with_suffix(".new")
        try:
            new.write_text(str(withdrawn))
            new.replace(self.kept)
        except OSError as error:  # such as a full disk: then a restarted companion knows no copy
            logger.error("What was taken back can't be noted: %s", error)
            self.kept.unlink(missing_ok=True)

    def _last_withdrawn(self):
        with contextlib.suppress(FileNotFoundError):
            return self.kept.read_text()
        return "0"


class Silence(OperationalError):
    """The database said nothing for ``SECONDS_TO_ANSWER``."""


def be_impatient(connection):
    """Wait for psycopg2’s ``connection``; raises Silence if the server says nothing."""
    while (state := connection.poll()) != POLL_OK:
        files = [connection.fileno()]
        reads, writes = (files, []) if state == POLL_READ else ([], files)
        if not any(select.select(reads, writes, [], SECONDS_TO_ANSWER)):
            raise Silence("it says nothing")


def write_last_resort(folder):
    """Write the pages that nginx shows without asking: nobody answers, or is asked too often."""
    for name, template in (("503", "503.html"), ("429", "search/too_many.html")):
        html = render_to_string(template, {"cannot_save": False})
        (Path(folder) / f"{name}.html").write_text(html)
