"""The document around the page, login accounts and the port."""

from __future__ import annotations

import socket

import pytest

from app import listen
from assistant.config import load_settings
from assistant.page.desk import Desk, accounts_of
from assistant.page.document import CONTENT_POLICY, own_document
from assistant.page.site import create_site
from assistant.page.words import EN, ZH
from index.errors import SettingsError

GRADIO = '<!doctype html><html lang="en"><head></head><body><gradio-app></gradio-app></body></html>'


def test_the_document_is_in_the_page_s_language() -> None:
    """Language and opening words are set before any script has run."""
    html = own_document(GRADIO, ZH)
    assert 'lang="zh-CN"' in html
    assert html.index("正在打开页面") < html.index("<gradio-app")
    assert 'lang="en"' in own_document(GRADIO, EN)


def test_the_policy_names_no_other_host() -> None:
    """The browser is told to fetch from this server alone."""
    assert "http" not in CONTENT_POLICY
    assert "*" not in CONTENT_POLICY
    assert "default-src 'self'" in CONTENT_POLICY


def test_accounts_are_read_and_mistakes_named() -> None:
    """Names and passwords come in order, a password may hold a colon; what is malformed is refused."""
    assert list(accounts_of("管理员:a:b, 张三:c").items()) == [("管理员", "a:b"), ("张三", "c")]
    assert accounts_of("") == {}
    for wrong in ("admin", ":x", "a:"):
        with pytest.raises(SettingsError, match="FAZHI_AUTH"):
            accounts_of(wrong)


def test_a_taken_port_is_named_in_words() -> None:
    """Whoever can't have the port hears which, and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SettingsError, match=f"端口 {port}"):
            listen("127.0.0.1", port)


def test_mcp_tools_and_login_exclude_each_other() -> None:
    """Gradio's MCP tools don't ask who is there: offering them past a login is refused at the start."""
    with pytest.raises(SettingsError, match="FAZHI_AUTH"):
        create_site(Desk(load_settings(auth="管理员:a"), "test"), 1, mcp=True)


def test_only_the_first_account_may_change_the_library() -> None:
    """Where there are accounts the first is the administrator's; without any, everybody may."""
    kept = Desk(load_settings(auth="管理员:a,张三:b"), "test")
    assert [kept.may_change(user) for user in ("管理员", "张三", "别人", None)] == [True, False, False, False]
    assert Desk(load_settings(auth=""), "test").may_change(None)
