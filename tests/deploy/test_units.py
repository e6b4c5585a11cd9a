"""The services are allowed what they need, and no more; systemd itself checks it."""

import subprocess
from pathlib import Path

import pytest

from wfscp_site.launcher import BASE_DIR

SYSTEMD = BASE_DIR / "deploy" / "systemd"
SERVICES = sorted(path.name for path in SYSTEMD.glob("*.service"))
MOST_EXPOSED = 15  # of 100; Debian's own services are at about 90
PROGRAMS = ("/srv/wfscp/current/.venv/bin/gunicorn", "/srv/wfscp/current/.venv/bin/python")


def analyse(*arguments, **options):
    """Return the status of systemd-analyze, and all that it prints."""
    done = subprocess.run(
        ["systemd-analyze", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )
    return done.returncode, done.stdout


@pytest.fixture
def units(tmp_path):
    """The units, with programs that are there: systemd wants to find them."""
    for name in PROGRAMS:
        program = tmp_path / Path(name).name
        program.touch(mode=0o755)
    for unit in SYSTEMD.glob("wfscp-*"):
        text = unit.read_text()
        for name in PROGRAMS:
            text = text.replace(name, str(tmp_path / Path(name).name))
        (tmp_path / unit.name).write_text(text)
    return tmp_path


def test_systemd_understands_the_units(units):
    status, words = analyse("verify", "--man=no", *units.glob("wfscp-*"))
    assert (status, words) == (0, "")


def test_systemd_understands_what_nginx_gets_beside_its_own_unit(units):
    own = Path("/lib/systemd/system/nginx.service")
    (units / own.name).write_text(own.read_text())
    drop_in = units / "nginx.service.d" / "wfscp.conf"
    drop_in.parent.mkdir()
    drop_in.write_text((SYSTEMD / "nginx.conf").read_text())
    status, words = analyse("verify", "--man=no", units / own.name)
    assert (status, words) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_reach_little(name, units):
    status, words = analyse(
        *("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", units / name)
    )
    assert status == 0, words


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_its_own_user_a_limit_of_memory_and_is_started_again(name):
    lines = (SYSTEMD / name).read_text().splitlines()
    for line in ("User=wfscp", "ProtectSystem=strict", "CapabilityBoundingSet=", "Restart=always"):
        assert line in lines
    assert any(line.startswith("MemoryMax=") for line in lines)


def test_the_log_of_visits_is_turned_over(tmp_path):
    log = tmp_path / "edge.log"
    log.write_text("a visit\n")
    text = (BASE_DIR / "deploy" / "logrotate" / "wfscp").read_text()
    text = text.replace("/var/log/wfscp/edge.log", str(log)).replace("www-data wfscp", "root root")
    configuration = tmp_path / "wfscp"
    configuration.write_text(text)
    configuration.chmod(0o644)
    subprocess.run(
        ["logrotate", "--force", "--state", tmp_path / "state", configuration], check=True
    )
    assert (tmp_path / "edge.log.1").read_text() == "a visit\n"
    assert (log.read_text(), log.stat().st_mode & 0o777) == ("", 0o640)
