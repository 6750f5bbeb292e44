"""PostgreSQL, Redis, an S3 server, two web nodes, a worker and nginx, on free ports, under one folder."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from deploy.machine import servers
from deploy.machine.nodes import MANAGE, ROOT, inherited, node, share_static
from deploy.machine.parts import Part, free_ports
from deploy.machine.proxy import proxy

NAMES = ("nginx", "web-a", "web-b", "worker", "database", "redis", "objects")
FAIL_TIMEOUT = 3  # seconds; nginx leaves a node alone for two


class Machine:
    """Everything that `up` starts ends with this process, however that ends."""

    def __init__(self, folder: Path, variables: dict[str, str] | None = None):
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ports = dict(zip(NAMES, free_ports(len(NAMES)), strict=True))
        self.variables = variables or {}
        self.parts: dict[str, Part] = {}

    def __enter__(self) -> "Machine":
        return self

    def __exit__(self, *_: object) -> None:
        self.down()
        self.forget()

    @property
    def url(self) -> str:
        return self.url_of("nginx")

    def url_of(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def environment(self) -> dict[str, str]:
        """What all nodes have in common."""
        given = {
            "SECRET_KEY": "of one machine, which no visitor reaches",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "BASE_URL": self.url,
            "HTTPS": "off",
            "TRUSTED_PROXIES": "127.0.0.1",
            "DATABASE_URL": servers.database_url(self.ports["database"]),
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['redis']}/0",
            "STORAGE_URL": servers.storage_url(self.ports["objects"]),
            "ACCEL_REDIRECT": "/sent-by-nginx/",
            "CHECK_OUTSIDE_LINKS": "off",
            "MAIL_URL": "console://",
        }
        return inherited() | given | self.variables

    def environment_of(self, node: str) -> dict[str, str]:
        """Of a program that runs where a node does."""
        return self.environment() | {
            "VAR_DIR": str(self.folder / node),
            "NODE_NAME": node,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }

    def up(self) -> "Machine":
        """Start what the nodes share, migrate, then the nodes and what stands in front; raises PartError."""
        try:
            self.start_servers()
            self.prepare()
            self.start_nodes()
        except BaseException:
            self.down()
            raise
        return self

    def start_servers(self) -> None:
        ports = self.ports
        self._start(servers.database(self.folder, ports["database"]))
        self._start(servers.redis(self.folder, ports["redis"]))
        self._start(servers.objects(self.folder, ports["objects"]))
        for name in ("database", "redis", "objects"):
            self.parts[name].wait()
        servers.create_database(ports["database"])

    def prepare(self) -> None:
        """What is done once before all nodes start."""
        with ThreadPoolExecutor(2) as threads:
            done = [threads.submit(self.manage, "migrate", "--verbosity", "0"), threads.submit(self.manage, "build")]
        for command in done:
            command.result()
        self.manage("storage", "--create")

    def start_nodes(self) -> None:
        for name in ("web-a", "web-b", "worker"):
            share_static(self.folder / "commands", self.folder / name)
            self.start_node(name)
        self._start(
            proxy(self.folder, self.ports["nginx"], [self.ports["web-a"], self.ports["web-b"]], self.ports["objects"])
        )
        for name in ("web-a", "web-b", "worker", "nginx"):
            self.parts[name].wait()

    def start_node(self, name: str) -> Part:
        arguments = [] if name == "worker" else ["--no-worker"]
        return self._start(node(name, self.folder, self.ports[name], self.environment(), *arguments))

    def restart_node(self, name: str) -> None:
        """As an upgrade does it, node by node; returns when nginx asks it again."""
        self.parts[name].stop()
        self.start_node(name).wait()
        time.sleep(FAIL_TIMEOUT)

    def _start(self, part: Part) -> Part:
        self.parts[part.name] = part
        part.start()
        return part

    def manage(self, *arguments: str, check: bool = True, on: str = "commands") -> subprocess.CompletedProcess:
        """Run a command of the site as the node `on` would."""
        return self.python(MANAGE, *arguments, check=check, on=on)

    def python(
        self, *arguments: str, check: bool = True, on: str = "commands", **options
    ) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment_of(on),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=900,
            **options,
        )
        if check and done.returncode:
            raise RuntimeError(
                f"{arguments} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            )
        return done

    def down(self) -> None:
        """nginx first, then the nodes, all at once, then what they share."""
        for names in (("nginx",), ("web-a", "web-b", "worker"), ("objects", "redis", "database")):
            parts = [self.parts.pop(name) for name in names if name in self.parts]
            for part in parts:
                part.ask_to_stop()
            for part in parts:
                part.stop()

    def forget(self) -> None:
        """Remove all that it has written."""
        shutil.rmtree(servers.database_folder(self.folder), ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def states(self) -> dict[str, str]:
        """{part: address and state}."""
        return {
            name: f"{self.url_of(name)} {'runs' if part.is_running else 'has ended'}"
            for name, part in self.parts.items()
        }
