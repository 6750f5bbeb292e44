"""What the nodes share: PostgreSQL, Redis, an S3 server."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from deploy.machine.parts import Part, PartError, listens

BUCKET, REGION = "site", "eu-west-3"
KEY, SECRET = "machine", "only-for-one-machine"


def needed(program: str, package: str, *places: str) -> str:
    """The path of a program; PartError names what to install."""
    found = shutil.which(program) or next((str(path) for place in places for path in sorted(Path("/").glob(place))), "")
    if not found:
        raise PartError(f"{program} is not installed: on Debian, `apt-get install {package}`")
    return found


def database(folder: Path, port: int) -> Part:
    """PostgreSQL refuses to run as root, and another user may not see into this folder: its files then lie elsewhere."""
    is_root = os.geteuid() == 0
    data = database_folder(folder)
    initdb = needed("initdb", "postgresql", "usr/lib/postgresql/*/bin/initdb")
    if not (data / "PG_VERSION").exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_root:
            shutil.chown(data, "postgres")
        command = [
            initdb,
            "-D",
            str(data),
            "-U",
            "site",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale",
            "C.UTF-8",
        ]
        subprocess.run(command, user="postgres" if is_root else None, cwd=data, check=True, stdout=subprocess.DEVNULL)
    (data / "postmaster.pid").unlink(missing_ok=True)  # of one that was killed: nobody else has this folder
    # Where power fails the database is lost, which a rehearsal can bear; where a process is killed, it is not.
    command = [str(Path(initdb).with_name("postgres")), "-D", str(data), "-p", str(port), "-h", "127.0.0.1"]
    command += ["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "max_connections=200"]
    user = "postgres" if is_root else None
    return Part(
        "database",
        command,
        folder / "database.log",
        lambda: _accepts(port),
        folder=data,
        user=user,
        farewell=signal.SIGINT,
    )


def database_folder(folder: Path) -> Path:
    if os.geteuid():
        return folder / "database"
    return Path("/var/tmp") / f"site-database-{hashlib.sha256(bytes(folder)).hexdigest()[:12]}"  # noqa: S108 (mode 0700)


def database_url(port: int) -> str:
    return f"postgres://site@127.0.0.1:{port}/site"


def create_database(port: int) -> None:
    import psycopg

    with psycopg.connect(f"postgres://site@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'site'").fetchone():
            connection.execute("CREATE DATABASE site")


def _accepts(port: int) -> bool:
    import psycopg

    try:
        psycopg.connect(f"postgres://site@127.0.0.1:{port}/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def redis(folder: Path, port: int) -> Part:
    command = [needed("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--dir", str(folder), "--maxmemory", "256mb", "--maxmemory-policy", "volatile-ttl"]
    return Part("redis", command, folder / "redis.log", lambda: listens(port))


def objects(folder: Path, port: int) -> Part:
    """moto keeps what it is given in memory: it is gone when this process ends."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    return Part("objects", command, folder / "objects.log", lambda: listens(port))


def storage_url(port: int) -> str:
    return f"s3://{KEY}:{SECRET}@127.0.0.1:{port}/{BUCKET}?region={REGION}&secure=off"
