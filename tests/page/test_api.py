"""The named endpoints, asked by a real client, and login."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.page.conftest import READY_SECONDS, ROOT, Served, serve

NAMES = {"/ask", "/search", "/figures", "/reports"}


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[object]:
    """A client of the served page."""
    from gradio_client import Client  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; slow to import

    # The first question waits for the library to be ready.
    made = Client(served.url, verbose=False, httpx_kwargs={"timeout": READY_SECONDS})
    yield made
    made.close()


def test_there_are_four_endpoints(client: object) -> None:
    """Programs see the four functions and none of the page's own events."""
    found = client.view_api(print_info=False, return_format="dict")  # type: ignore[attr-defined]  # gradio_client carries no types
    assert set(found["named_endpoints"]) == NAMES
    assert not found["unnamed_endpoints"]


def test_the_endpoints_answer(client: object) -> None:
    """Each gives what its command prints."""
    predict = client.predict  # type: ignore[attr-defined]  # as above
    answer = predict("张良镇2024年调解了多少起矛盾纠纷", api_name="/ask")
    assert answer["figures"][0]["value"] == 326
    assert answer["citations"][0]["quote"]
    hits = predict("普法宣传", 3, api_name="/search")
    assert len(hits) == 3
    rows = predict("矛盾纠纷", ["张良镇"], [2024], api_name="/figures")
    assert {row["place"] for row in rows} == {"张良镇"}
    assert 326 in {row["value"] for row in rows}
    assert {report["place"] for report in predict(api_name="/reports")} >= {"张良镇", "西河镇"}


def test_the_readme_s_example_runs(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    """What the README tells programs to write works as it stands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert code.count("http://127.0.0.1:7860/") == 1
    exec(compile(code.replace("http://127.0.0.1:7860/", served.url), "README.md", "exec"), {})
    told = capsys.readouterr().out
    for words in ("排查化解矛盾纠纷326件", "西河镇", "法律顾问", "东棘坨镇"):
        assert words in told


def test_the_endpoints_are_mcp_tools(served: Served) -> None:
    """A client of MCP finds the four tools described, gets an answer from one, and a refusal in words."""
    from mcp import ClientSession  # noqa: PLC0415 - slow to import
    from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415 - as above

    async def talk() -> tuple[dict[str, str], Any, Any]:
        async with (
            streamable_http_client(f"{served.url}gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = {tool.name: tool.description or "" for tool in (await session.list_tools()).tools}
            answered = await session.call_tool("ask", {"question": "张良镇2024年调解了多少起矛盾纠纷"})
            return tools, answered, await session.call_tool("ask", {"question": ""})

    tools, answered, refused = asyncio.run(talk())
    assert set(tools) == {name.removeprefix("/") for name in NAMES}
    assert all(tools.values())
    assert not answered.isError
    assert "326件" in answered.content[0].text
    assert refused.isError
    assert "问题是空的" in refused.content[0].text


def test_a_question_that_can_t_be_taken_says_why(client: object) -> None:
    """An empty question is refused in words, not by a bare failure."""
    from gradio_client.exceptions import AppError  # type: ignore[import-untyped]  # noqa: PLC0415 - as above

    with pytest.raises(AppError, match="问题"):
        client.predict("", api_name="/ask")  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize("path", ["/gradio_api/file=/etc/passwd", "/gradio_api/file=../../app.py", "/file=app.py"])
def test_no_file_of_the_machine_is_served(served: Served, path: str) -> None:
    """Paths out of the page's own folders are refused."""
    assert httpx.get(served.url.rstrip("/") + path, timeout=READY_SECONDS).status_code in {403, 404}


def test_login_keeps_visitors_out(guarded: Served) -> None:
    """With accounts set nothing is answered before login; one login opens both languages; a wrong password none."""
    with httpx.Client(base_url=guarded.url, timeout=READY_SECONDS) as visitor:
        for path in ("config", "gradio_api/info", "gradio_api/mcp/", "en/config"):
            assert visitor.get(path).status_code in {401, 404}, path
        assert visitor.post("gradio_api/call/reports", json={"data": []}).status_code == 401
        wrong = visitor.post("login", data={"username": "张三", "password": "一二三"})
        assert wrong.status_code == 400
        assert visitor.post("login", data={"username": "张三", "password": "四五六"}).status_code == 200
        assert visitor.get("config").status_code == 200
        assert visitor.get("en/config").status_code == 200


def test_a_program_logs_in(guarded: Served) -> None:
    """A client with an account is answered; one without, or with a wrong password, is not."""
    from gradio_client import Client  # noqa: PLC0415 - as above
    from gradio_client.exceptions import AuthenticationError  # noqa: PLC0415 - as above

    options = {"verbose": False, "httpx_kwargs": {"timeout": READY_SECONDS}}
    made = Client(guarded.url, auth=("张三", "四五六"), **options)
    assert [one["place"] for one in made.predict(api_name="/reports")] == ["张良镇"]
    made.close()
    for auth in (None, ("张三", "一二三")):
        with pytest.raises((AuthenticationError, ValueError)):
            Client(guarded.url, auth=auth, **options)


def test_a_second_page_on_the_store_is_refused(served: Served, tmp_path: Path) -> None:
    """Who would serve a store that is being served hears who has it, before anything slow begins."""
    started = time.monotonic()
    with pytest.raises(AssertionError, match="页面 fazhi serve"):
        serve(served.corpus, served.store, tmp_path / "log")
    assert time.monotonic() - started < READY_SECONDS / 2
