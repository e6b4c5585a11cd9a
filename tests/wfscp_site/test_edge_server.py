"""The configuration of nginx is right however nginx is installed."""

import subprocess

import pytest

from wfscp_site import edge_server


@pytest.mark.parametrize("brotli", [True, False])
def test_nginx_takes_the_configuration(brotli, tmp_path, monkeypatch):
    brotli = brotli and edge_server.has_brotli()
    monkeypatch.setattr(edge_server, "has_brotli", lambda: brotli)
    folder = tmp_path / "Zoë's site, (new)"
    configuration = edge_server.write_configuration(
        tmp_path / "run", folder / "edge", "127.0.0.1:1"
    )
    checked = subprocess.run(
        [edge_server.find_nginx(), "-t", "-e", "stderr", "-c", configuration],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    text = (tmp_path / "run" / "site.conf").read_text()
    assert ("brotli on" in text) is brotli
    assert not [word for word in text.split() if word.startswith("@") and word.isupper()]


def test_a_long_log_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(edge_server, "LARGEST_LOG", 10)
    (tmp_path / "edge.log").write_text("more than ten characters")
    edge_server.write_configuration(tmp_path / "run", tmp_path, "127.0.0.1:1")
    assert [path.name for path in tmp_path.glob("edge.log*")] == ["edge.log.1"]


def test_what_a_killed_nginx_left_does_not_keep_the_next_from_starting(tmp_path, monkeypatch):
    left = tmp_path / "rendering.sock"
    left.touch()
    monkeypatch.setattr(edge_server, "start", lambda *command, **options: command)
    edge_server.start_nginx(tmp_path / "nginx.conf")
    assert not left.exists()


def test_without_nginx_the_application_listens_at_the_door_itself(monkeypatch, capsys):
    monkeypatch.setattr(edge_server, "find_nginx", lambda: None)

    class Door:
        def fileno(self):
            return 7

    with edge_server.in_front(Door()) as (bind, files, programs):
        assert (bind, files, programs) == ("fd://7", [7], [])
    assert "Without nginx" in capsys.readouterr().out
