"""A database server that refuses everybody in the words of PostgreSQL or PgBouncer."""

import socket
import struct
import threading

SSL_REQUEST = 80877103


class RefusingServer:
    """Listens on ``port`` while the block runs, and answers each connection with ``words``."""

    def __init__(self, words):
        fields = (b"SFATAL", b"VFATAL", b"C28000", b"M" + words.encode())
        body = b"".join(field + b"\0" for field in fields) + b"\0"
        self.refusal = b"E" + struct.pack("!i", len(body) + 4) + body

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._answer)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.listener.close()

    def _answer(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return  # the block is over
            with connection:
                while struct.unpack("!ii", connection.recv(4096)[:8])[1] == SSL_REQUEST:
                    connection.sendall(b"N")
                connection.sendall(self.refusal)
