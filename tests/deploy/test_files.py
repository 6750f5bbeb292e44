"""What lies in deploy/ agrees: containers, nginx, the script for one machine, and the settings of the site."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from config.env import VARIABLES
from config.settings import ALLOWED_HOSTS  # noqa: F401 (reading the settings declares the variables)
from core.doctor_checks.cache import _judged
from deploy.machine import proxy, servers
from deploy.machine.machine import Machine
from deploy.machine.servers import needed
from tests.live import ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
NODES = ("web-a", "web-b", "worker", "prepare")
FIXED = {
    "ACCEL_REDIRECT",
    "DATABASE_URL",
    "METRICS_HOST",
    "METRICS_PORT",
    "NODE_NAME",
    "REDIS_URL",
    "STORAGE_URL",
    "TRUSTED_PROXIES",
    "VAR_DIR",
}
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
TEMPLATE = proxy.TEMPLATE.read_text()
SITE = re.compile(r"\bSITE_[A-Z_]+")


def named_in(text: str) -> set[str]:
    """Variables that a text takes from outside."""
    return set(re.findall(r"\$\{([A-Z_]+)", text))


def given(name: str, written: dict[str, str]) -> dict[str, str]:
    """What Compose gives a node: its `env_file`, then `environment`, which wins, with variables of deploy/.env filled in."""

    def fill(found: re.Match) -> str:
        return written.get(found[1]) or found[2] or ""

    fixed = {
        variable: re.sub(r"\$\{([A-Z_]+)(?::[-?]([^}]*))?\}", fill, str(value))
        for variable, value in SERVICES[name]["environment"].items()
    }
    return (written if SERVICES[name].get("env_file") == ".env" else {}) | fixed


@pytest.mark.parametrize("name", NODES)
def test_every_setting_reaches_a_node_but_what_the_containers_fix(name):
    told = given(name, dict.fromkeys(VARIABLES, "as the operator wrote it"))

    fixed = FIXED | ({"BACKUP_DIR"} if name == "worker" else set())
    assert {variable for variable in VARIABLES if told.get(variable) != "as the operator wrote it"} == fixed


@pytest.mark.parametrize("name", NODES)
def test_node_is_given_variables_that_settings_read(name):
    assert set(SERVICES[name]["environment"]) - set(VARIABLES) == set()


def test_node_is_given_all_that_is_required():
    required = {name for name, variable in VARIABLES.items() if variable.default == "required"}

    assert required - set(SERVICES["web-a"]["environment"]) == set()


def test_machine_is_given_variables_that_settings_read(tmp_path):
    given = Machine(tmp_path).environment()

    assert set(given) - set(VARIABLES) - {"PATH", "HOME", "LANG", "UV_PYTHON_PREFERENCE"} == set()


def test_machine_and_containers_give_nodes_the_same(tmp_path):
    """HTTPS ends nowhere on one machine, its worker calls no other host, and nobody watches it; its nodes have their own folders."""
    differ = {"HTTPS", "CHECK_OUTSIDE_LINKS", "MAIL_URL", "METRICS_HOST", "METRICS_PORT", "LOG_FORMAT"}
    differ |= {"NODE_NAME", "VAR_DIR"}
    containers = set(SERVICES["web-a"]["environment"])

    assert (containers ^ set(Machine(tmp_path).environment())) & set(VARIABLES) == differ


def test_example_names_every_variable_that_compose_takes():
    example = set(re.findall(r"^([A-Z_]+)=", (DEPLOY / ".env.example").read_text(), re.MULTILINE))

    taken = named_in((DEPLOY / "compose.yaml").read_text())
    assert (taken - example, example - taken - set(VARIABLES)) == (set(), set())


def test_nginx_is_given_every_variable_of_its_template():
    told = {name for name in SERVICES["nginx"]["environment"] if name.startswith("SITE_")}

    assert named_in(TEMPLATE) == told


def test_no_nginx_that_is_described_gives_out_an_uploaded_file_by_itself():
    """The application alone knows which are public: what nginx reads from a folder, it reads for the application."""
    documents = [(ROOT / "docs" / name).read_text() for name in ("operations.md", "deployment.md")]
    described = [TEMPLATE, *re.findall(r"^```\n(.*?)^```", "".join(documents), re.MULTILINE | re.DOTALL)]

    folders = [
        line for text in described for line in text.splitlines() if re.search(r"\b(alias|root|try_files) /", line)
    ]
    assert len(folders) == 2
    assert [line for line in folders if "{ internal;" not in line] == []
    assert "/media" not in TEMPLATE


def test_nodes_listen_where_nginx_and_the_health_check_ask():
    port = re.search(r"^EXPOSE (\d+)", DOCKERFILE, re.MULTILINE)[1]
    nginx = SERVICES["nginx"]["environment"]

    asked = [nginx[name] for name in ("SITE_NODE_A", "SITE_NODE_B")]
    addresses = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("web-a", "web-b")]
    commands = [SERVICES[name]["command"] for name in ("web-a", "web-b", "worker")]
    assert asked == [f"{address}:{port}" for address in addresses]
    assert [command[command.index("--port") + 1] for command in commands] == [port] * 3
    assert f'"--port", "{port}"' in DOCKERFILE
    assert f"PORT = {port}\n" in (DEPLOY / "healthcheck.py").read_text()


def test_objects_are_asked_where_they_are():
    address = SERVICES["objects"]["networks"]["inside"]["ipv4_address"]

    assert SERVICES["nginx"]["environment"]["SITE_OBJECTS"] == f"{address}:8333"
    assert f"@{address}:8333/" in SERVICES["web-a"]["environment"]["STORAGE_URL"]


def test_nginx_alone_is_believed():
    address = SERVICES["nginx"]["networks"]["inside"]["ipv4_address"]

    assert SERVICES["web-a"]["environment"]["TRUSTED_PROXIES"] == address


def test_nginx_is_published_where_it_listens():
    nginx = SERVICES["nginx"]

    address = "${HTTP_ADDRESS:-127.0.0.1}"  # it calls what comes here HTTPS, so nobody from outside may
    assert nginx["ports"] == [f"{address}:${{HTTP_PORT:-8080}}:{nginx['environment']['SITE_LISTEN']}"]
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_redis_that_is_full_forgets_what_ends_first(installed, tmp_path):
    """It says what `doctor` asks for."""
    commands = [SERVICES["redis"]["command"], servers.redis(tmp_path, 6379).command]

    policies = [command[command.index("--maxmemory-policy") + 1] for command in commands]
    assert policies == ["volatile-ttl"] * 2
    assert _judged({"redis_version": "7.2.0", "maxmemory": 1, "maxmemory_policy": policies[0]}, "here").level == "ok"


def test_proxy_on_this_machine_is_believed_by_nginx():
    """What asks a published port from the machine itself comes from the gateway of the network that is not internal."""
    (outside,) = COMPOSE["networks"]["outside"]["ipam"]["config"]

    assert SERVICES["nginx"]["environment"]["SITE_FRONT"] == f"${{PROXY_IN_FRONT:-{outside['gateway']}}}"
    assert f"PROXY_IN_FRONT={outside['gateway']}\n" in (DEPLOY / ".env.example").read_text()


def test_numbers_of_every_node_are_read_where_they_are_told():
    """Inside alone: no port but nginx's is published."""
    ports = {SERVICES[name]["environment"]["METRICS_PORT"] for name in ("web-a", "web-b", "worker")}
    example = (DEPLOY / "prometheus" / "prometheus.yaml").read_text()

    assert [f"{name}:{port}" for name in ("web-a", "web-b", "worker") for port in ports] == re.findall(
        r"(?:web-a|web-b|worker):\d+", example
    )


def test_web_nodes_run_no_worker_and_one_node_does():
    assert ["--no-worker" in SERVICES[name]["command"] for name in ("web-a", "web-b", "worker")] == [True, True, False]


def test_each_node_keeps_a_journal_of_its_own():
    kept = [SERVICES[name]["volumes"] for name in ("web-a", "web-b", "worker")]

    assert [volumes[0].partition(":")[2] for volumes in kept] == ["/srv/var/reach"] * 3
    assert len({volumes[0].partition(":")[0] for volumes in kept} & set(COMPOSE["volumes"])) == 3
    assert [SERVICES[name]["environment"]["NODE_NAME"] for name in NODES] == list(NODES)


def test_worker_has_a_folder_for_backups_that_its_user_may_write_to():
    worker = SERVICES["worker"]
    (folder,) = [target for source, target in map(split, worker["volumes"]) if source == "${BACKUP_FOLDER:-backups}"]
    owned = re.search(r"install --directory --owner site (.+)", DOCKERFILE)[1].split()

    assert worker["environment"]["BACKUP_DIR"] == folder
    assert folder in owned
    assert "backups" in COMPOSE["volumes"]


def split(volume: str) -> list[str]:
    """Source and target."""
    return volume.rsplit(":", 1)


def test_image_has_programs_that_back_the_database_up():
    """Those of an older version than the server's refuse it."""
    installed = re.search(r"apt-get install .*\bpostgresql-client-(\d+)", DOCKERFILE.rpartition("\nFROM ")[2])
    server = SERVICES["db"]["image"].partition(":")[2].partition(".")[0]

    assert int(installed[1]) >= int(server)


def test_location_of_files_is_the_one_that_nodes_name():
    prefix = SERVICES["web-a"]["environment"]["ACCEL_REDIRECT"]

    assert re.findall(r"location = (\S+objects) \{\s+internal;", TEMPLATE) == [f"{prefix}objects"]


def test_images_are_pinned_and_run_as_nobody_in_particular():
    images = [service["image"] for service in SERVICES.values()] + re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)

    assert [image for image in images if image != "aller-vers" and not re.search(r":[0-9]", image)] == []
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["site"]


def test_image_has_all_rooms_and_no_more_than_it_is_shown():
    copied = set(re.findall(r"^COPY ((?:[\w./-]+ )+)", re.sub(r"--from=\S+.*", "", DOCKERFILE), re.MULTILINE))
    names = {name.rstrip("/") for line in copied for name in line.split() if not name.startswith("--")}
    shown = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}

    assert names == shown
    assert {"site", "campaigns", "home", "static", "locale"} <= names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_log_says_neither_who_asks_nor_what_for():
    logged = re.search(r"log_format plain '(.*)';", TEMPLATE)[1]

    assert set(re.findall(r"\$\w+", logged)) == {
        "$time_iso8601",
        "$request_method",
        "$uri",
        "$status",
        "$body_bytes_sent",
        "$request_time",
    }


@pytest.fixture
def configured(installed, tmp_path) -> Path:
    part = proxy.proxy(tmp_path, 8080, [8001, 8002], 8333)
    assert part.command[0]
    return tmp_path / "nginx" / "nginx.conf"


@pytest.mark.processes
def test_nginx_accepts_its_file(configured):
    command = [needed("nginx", "nginx-light", "usr/sbin/nginx"), "-t", "-c", str(configured), "-e", "stderr"]

    done = subprocess.run(command, capture_output=True, text=True)

    assert (done.returncode, [line for line in done.stderr.splitlines() if "warn" in line or "emerg" in line]) == (
        0,
        [],
    )


@pytest.mark.processes
def test_nginx_accepts_its_example_of_tls(configured):
    folder = configured.parent / "site.d"
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=example.org", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *subject], check=True, capture_output=True
    )
    example = (DEPLOY / "nginx" / "tls.conf.example").read_text()
    example = example.replace("/etc/nginx/tls/fullchain.pem", str(certificate))
    (folder / "tls.conf").write_text(example.replace("/etc/nginx/tls/privkey.pem", str(key)))

    test_nginx_accepts_its_file(configured)


def test_variable_that_is_missing_is_named():
    with pytest.raises(KeyError, match="SITE_RUN"):
        proxy.configuration({})
