"""The nginx in front, with the file that the containers have."""

import os
import re
import signal
from pathlib import Path

import botocore

from deploy.machine.parts import Part, listens
from deploy.machine.servers import needed

TEMPLATE = Path(__file__).resolve().parents[1] / "nginx" / "nginx.conf.template"
VARIABLE = re.compile(r"\$\{(SITE_[A-Z_]+)\}")


def configuration(values: dict[str, str]) -> str:
    """The template, filled in as envsubst does; KeyError names a variable that is not given."""
    return VARIABLE.sub(lambda match: values[match[1]], TEMPLATE.read_text())


def proxy(folder: Path, port: int, nodes: list[int], objects: int, front: str = "unix:") -> Part:
    run = folder / "nginx"
    (run / "site.d").mkdir(parents=True, exist_ok=True)
    (run / "nginx.conf").write_text(
        configuration(
            {
                "SITE_LISTEN": f"127.0.0.1:{port}",
                "SITE_SCHEME": "http",
                "SITE_FRONT": front,
                "SITE_NODE_A": f"127.0.0.1:{nodes[0]}",
                "SITE_NODE_B": f"127.0.0.1:{nodes[1]}",
                "SITE_OBJECTS": f"127.0.0.1:{objects}",
                "SITE_OBJECTS_SCHEME": "http",
                "SITE_TRUST": str(Path(botocore.__file__).with_name("cacert.pem")),
                "SITE_RUN": str(run),
                "SITE_LOG": str(run / "access.log"),
            }
        )
    )
    directives = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")  # who else may read this folder?
    command = [needed("nginx", "nginx-light", "usr/sbin/nginx"), "-c", str(run / "nginx.conf"), "-p", str(run)]
    command += ["-e", "stderr", "-g", directives]
    return Part("nginx", command, folder / "nginx.log", lambda: listens(port), farewell=signal.SIGTERM)
