"""What an update of allauth could break: the internals and undocumented hooks we rely on."""

import ast
import re
import sys
import time
from inspect import signature

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.stages import LoginStage, LoginStageController
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache, caches
from django.urls import get_resolver

from partnership.accounts.models import Rate
from partnership.accounts.signing_in import adapters, allauth_internals
from partnership.accounts.signing_in.rates import UsedCodes
from tests.signing_in import code_of
from wfscp_site.launcher import BASE_DIR

INTERNALS = BASE_DIR / "partnership/accounts/signing_in/allauth_internals.py"
INTERNAL_NAME = re.compile(r"allauth\.(\w+\.)*internal(\.\w+)*")


class TestRecordAuthentication:
    @pytest.mark.parametrize(
        ("args", "values"),
        [
            ([], {"method": "invitation"}),
            (["mfa"], {"id": 1, "type": "totp"}),
        ],
    )
    def test_takes_the_arguments_we_pass(self, args, values):
        signature(allauth_internals.record_authentication).bind("request", "user", *args, **values)

    def test_writes_the_record_we_read(self, rf, client, ada):
        request = rf.get("/")
        request.session = client.session
        allauth_internals.record_authentication(request, ada, "mfa", id=1, type="totp")
        [record] = get_authentication_records(request, ada)
        assert (record["method"], record["type"]) == ("mfa", "totp")
        assert time.time() - record["at"] < 60


class TestCaches:
    def test_are_those_that_all_processes_share(self):
        assert ratelimit.cache is jwtkit.cache is caches["rates"]
        assert totp.cache is UsedCodes

    def test_hold_every_count_of_attempts(self, rf, db):
        config = {"attempt": "1/m/key"}
        attempt = {"app": "tests", "action": "attempt", "config": config, "key": "somewhere"}
        assert ratelimit.consume(rf.post("/"), **attempt)
        assert Rate.objects.count() == 1
        assert not ratelimit.consume(rf.post("/"), **attempt)

    def test_hold_every_used_code(self, ada, secret):
        app = totp.TOTP(Authenticator.objects.get(type="totp"))
        assert app.validate_code(code_of(secret))
        assert Rate.objects.count() == 1
        assert not app.validate_code(code_of(secret))

    def test_hold_every_used_token(self, db):
        token = {"iss": "https://directory.example", "exp": time.time() + 60, "jti": "a"}
        jwtkit.verify_jti(token)
        assert Rate.objects.count() == 1
        with pytest.raises(OAuth2Error, match="already used"):
            jwtkit.verify_jti(token)

    def test_leave_no_module_of_allauth_with_the_cache_of_one_process(self):
        assert get_resolver().url_patterns  # which imports every view
        modules = {name: sys.modules[name] for name in sys.modules if name.startswith("allauth.")}
        assert "allauth.core.internal.ratelimit" in modules
        assert [name for name in modules if getattr(modules[name], "cache", None) is cache] == []


class TestHooks:
    def test_the_key_of_failed_sign_ins_is_still_asked_for(self):
        name = "_get_login_attempts_cache_key"
        theirs, ours = getattr(DefaultAccountAdapter, name), getattr(adapters.AccountAdapter, name)
        assert list(signature(theirs).parameters) == list(signature(ours).parameters)
        for method in (
            DefaultAccountAdapter.pre_authenticate,
            DefaultAccountAdapter._delete_login_attempts_cached_email,
        ):
            assert name in method.__code__.co_names

    def test_the_stage_that_we_replace_is_still_in_the_list(self):
        stages = DefaultAccountAdapter().get_login_stages()
        assert f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}" in stages
        assert adapters.AccountAdapter().get_login_stages() != stages

    def test_a_pending_sign_in_is_still_found_by_its_stage(self):
        signature(LoginStageController.enter).bind("request", AuthenticateStage.key)
        signature(LoginStage.abort).bind("stage")
        assert issubclass(adapters.SecondFactorStage, LoginStage)


def internal_names(path):
    """Return every name internal to allauth that a module imports or mentions as a dotted path."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.add(node.value)
    return {name for name in names if INTERNAL_NAME.fullmatch(name)}


def test_only_one_module_uses_internal_names():
    paths = [
        path
        for folder in ("partnership", "wfscp_site")
        for path in sorted((BASE_DIR / folder).rglob("*.py"))
    ]
    assert BASE_DIR / "wfscp_site/settings.py" in paths
    assert [path for path in paths if internal_names(path)] == [INTERNALS]
    assert internal_names(INTERNALS) == {
        "allauth.account.internal.flows.login.record_authentication",
        "allauth.core.internal.ratelimit",
        "allauth.mfa.totp.internal.auth",
        "allauth.socialaccount.internal.jwtkit",
    }


@pytest.mark.parametrize(
    "line",
    [
        "import allauth.core.internal.httpkit",
        "from allauth.core import internal",
        "from allauth.account.internal.stagekit import clear_login",
        "ADAPTER = 'allauth.core.internal.adapter.BaseAdapter'",
    ],
)
def test_the_search_finds_each_way_to_use_an_internal_name(line, tmp_path):
    path = tmp_path / "module.py"
    path.write_text(line)
    assert internal_names(path)
