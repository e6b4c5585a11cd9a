"""nginx: the files of deploy/nginx filled in for production, and the certificate."""

import re
import subprocess
from pathlib import Path

from wfscp_site import edge_server

FOLDER = "/etc/wfscp/nginx"
CERTIFICATE, KEY = "/etc/wfscp/tls/certificate.pem", "/etc/wfscp/tls/key.pem"
SELF_MADE, SELF_MADE_KEY = "/etc/wfscp/tls/self-made.pem", "/etc/wfscp/tls/self-made-key.pem"
ACME = "/srv/wfscp/acme"
LOG = "/var/log/wfscp/edge.log"
# What every browser of the last years can do.
CIPHERS = ":".join(
    f"ECDHE-{key}-{cipher}"
    for cipher in ("AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305")
    for key in ("ECDSA", "RSA")
)
TLS = (
    "ssl_protocols TLSv1.2 TLSv1.3;",
    f"ssl_ciphers {CIPHERS};",
    "ssl_prefer_server_ciphers off;",
    "ssl_session_cache shared:tls:10m;",
    "ssl_session_timeout 1d;",
    "ssl_session_tickets off;",
)
HTTP2_DIRECTIVE = (1, 25, 1)  # the version of nginx from which HTTP/2 has one of its own


def listen(addresses, certificate=CERTIFICATE, key=KEY, version=(1, 22)):
    """Return what nginx, of this ``version``, is told to listen at these ``addresses`` with TLS."""
    is_new = version >= HTTP2_DIRECTIVE
    ssl = "ssl" if is_new else "ssl http2"
    lines = [
        *(f"listen {each} {ssl} backlog={edge_server.BACKLOG};" for each in addresses),
        *(["http2 on;"] if is_new else []),
        f'ssl_certificate "{certificate}";',
        f'ssl_certificate_key "{key}";',
        *TLS,
    ]
    return "\n    ".join(lines)


def values(host, data):
    """Return the words of deploy/nginx for the production of ``host``."""
    return {
        "ACME": ACME,
        "CACHE": "/var/cache/wfscp",
        "DAEMON": "on",
        "HERE": FOLDER,
        "HOST": host,
        "LEVEL": "alert",  # below that, a message has what someone typed into the search
        "LISTEN": listen(("443", "[::]:443")),
        "LISTEN_PLAIN": "listen 80;\n    listen [::]:80;",
        "LOGS": Path(LOG).parent,
        "PID": "/run/nginx.pid",
        "REDIRECT": f"include {FOLDER}/redirect.conf;",
        "RUN": "/run/wfscp",
        "STATIC": f"{data}/static",
        "TEMP": "/var/lib/nginx",
        "USER": "user www-data;",
    }


def configure(machine, release, host, data):
    """Write nginx's configuration with the templates of the folder ``release``."""
    filled_in = values(host, data)
    filled_in["LISTEN"] = listen(("443", "[::]:443"), version=installed_version())
    for template in sorted((Path(release) / "deploy" / "nginx").glob("*.conf")):
        text = edge_server.filled(template, filled_in)
        machine.write(f"{FOLDER}/{template.name}", text)


def installed_version():
    """Return the version of nginx on this machine; before it is installed, Debian 12's."""
    nginx = edge_server.find_nginx()
    asked = nginx and subprocess.run([nginx, "-v"], stderr=subprocess.PIPE, text=True).stderr
    return version_of(asked or "")


def version_of(words):
    """Return the version in what ``nginx -v`` says, such as (1, 22, 1); Debian 12's without."""
    found = re.search(r"nginx/(\d+)\.(\d+)\.(\d+)", words)
    return tuple(map(int, found.groups())) if found else (1, 22, 1)


def certify(machine, answers):
    """Have a certificate: the one asked for, or a self-made one until there is another."""
    machine.folder("/etc/wfscp/tls", mode=0o700)
    if answers.key:
        return _use(machine, answers.certificate, answers.key)
    if not machine.path(SELF_MADE).exists():
        machine.run(
            f"Make a certificate for {answers.host}, to begin with",
            *("openssl", "req", "-x509", "-nodes", "-days", "3650"),
            *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-subj", f"/CN={answers.host}", "-addext", f"subjectAltName=DNS:{answers.host}"),
            *("-keyout", SELF_MADE_KEY, "-out", SELF_MADE),
        )
    if answers.certificate == "self-made" or not machine.target(CERTIFICATE):
        _use(machine, SELF_MADE, SELF_MADE_KEY)


def certify_by_acme(machine, answers):
    """Ask the authority for a certificate, once nginx answers; certbot's timer renews it."""
    if answers.certificate != "acme":
        return
    live = f"/etc/letsencrypt/live/{answers.host}"
    contact = ("--email", answers.admin_email)
    if not answers.admin_email:
        contact = ("--register-unsafely-without-email",)
    has_one = machine.run(
        f"Ask Let’s Encrypt for a certificate for {answers.host}",
        *("certbot", "certonly", "--non-interactive", "--agree-tos", "--keep-until-expiring"),
        *("--webroot", "--webroot-path", ACME, "--domain", answers.host, *contact),
        *("--deploy-hook", "systemctl reload nginx"),
        may_fail=True,
    )
    if not has_one:
        print(
            "There is no certificate yet: browsers warn of the self-made one. Let the host name "
            "lead to this machine, open ports 80 and 443, then: wfscp install --certificate acme"
        )
    elif machine.is_whole or machine.dry_run:
        _use(machine, f"{live}/fullchain.pem", f"{live}/privkey.pem")


def _use(machine, certificate, key):
    machine.link(CERTIFICATE, certificate)
    machine.link(KEY, key)
