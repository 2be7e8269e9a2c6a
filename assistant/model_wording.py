"""The sentences that are said about the attached language model, in Chinese and English side by side."""

from __future__ import annotations

from typing import Literal

from index.errors import ModelError

Trouble = Literal[
    "unauthorized", "forbidden", "no_model", "no_path", "busy", "server", "refused_request", "too_long_prompt", "refused",
    "unknown_host", "certificate", "unreachable", "timeout", "cut", "empty", "endless", "garbled", "filtered", "stopped",
]  # fmt: skip

_TROUBLES: dict[Trouble, tuple[str, str]] = {
    "unauthorized": (
        "语言模型的接口不接受密钥（401），请检查 FAZHI_LLM_API_KEY。",
        "The language model's endpoint does not accept the key (401); check FAZHI_LLM_API_KEY.",
    ),
    "forbidden": (
        "语言模型的接口拒绝访问（403），请检查账号的权限或额度。",
        "The language model's endpoint refuses access (403); check the account's rights or balance.",
    ),
    "no_model": (
        "语言模型的接口没有“{model}”这个模型（404），请检查 FAZHI_LLM_MODEL。",
        "The endpoint has no model “{model}” (404); check FAZHI_LLM_MODEL.",
    ),
    "no_path": (
        "语言模型的接口地址不对（404），请检查 FAZHI_LLM_BASE_URL，多数以 /v1 结尾。",
        "The endpoint's address is wrong (404); check FAZHI_LLM_BASE_URL, most end in /v1.",
    ),
    "busy": (
        "语言模型的接口太忙或额度用完（429），请稍后再试。",
        "The language model's endpoint is too busy or the quota is used up (429); try again later.",
    ),
    "server": (
        "语言模型的接口出错（{status}），请稍后再试或联系其管理员。",
        "The language model's endpoint failed ({status}); try again later or tell its administrator.",
    ),
    "refused_request": (
        "语言模型的接口不接受这个请求（{status}）。",
        "The language model's endpoint does not accept the request ({status}).",
    ),
    "too_long_prompt": (
        "资料超出了语言模型的长度，请把 FAZHI_LLM_CONTEXT 调小。",
        "The evidence is longer than the language model takes; set FAZHI_LLM_CONTEXT lower.",
    ),
    "refused": (
        "语言模型的接口拒绝连接，请检查它是否已启动、地址和端口是否正确。",
        "The language model's endpoint refuses the connection; check that it runs, and its address and port.",
    ),
    "unknown_host": (
        "找不到语言模型接口的主机，请检查 FAZHI_LLM_BASE_URL。",
        "The host of the language model's endpoint is not known; check FAZHI_LLM_BASE_URL.",
    ),
    "certificate": (
        "与语言模型接口的加密连接没能建立（TLS 或证书有误）。",
        "No encrypted connection to the language model's endpoint could be made (TLS or certificate error).",
    ),
    "unreachable": (
        "连不上语言模型的接口，请检查网络和 FAZHI_LLM_BASE_URL。",
        "The language model's endpoint can't be reached; check the network and FAZHI_LLM_BASE_URL.",
    ),
    "timeout": (
        "语言模型在 {seconds} 秒内没有答完（FAZHI_LLM_TIMEOUT）。",
        "The language model did not finish within {seconds} seconds (FAZHI_LLM_TIMEOUT).",
    ),
    "cut": ("语言模型的回答中途断了。", "The language model's reply broke off half-way."),
    "empty": ("语言模型没有给出任何内容。", "The language model's reply was empty."),
    "endless": ("语言模型的回答过长，没有结束。", "The language model's reply was too long and did not end."),
    "garbled": (
        "语言模型的接口返回的内容无法识别。",
        "What the language model's endpoint sent back can't be read.",
    ),
    "filtered": (
        "语言模型的接口因内容审查没有作答。",
        "The language model's endpoint did not answer because of its content filter.",
    ),
    "stopped": ("已停止。", "Stopped."),
}

BAD_URL = (
    "FAZHI_LLM_BASE_URL 应是 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:11434/v1。",
    "FAZHI_LLM_BASE_URL must be an address that begins with http:// or https://, e.g. http://127.0.0.1:11434/v1.",
)
NOT_ATTACHED = (
    "没有接入语言模型，请先设置 FAZHI_LLM_BASE_URL 和 FAZHI_LLM_MODEL。",
    "No language model is attached; set FAZHI_LLM_BASE_URL and FAZHI_LLM_MODEL first.",
)
FELL_BACK = ("{why}以上为报告原文摘录。", "{why} The answer above is quoted from the reports.")
UNFIT = (
    "语言模型写的回答没有通过与原文的核对，以上为报告原文摘录。",
    "What the language model wrote did not hold against the reports; the answer above is quoted from them.",
)
DROPPED = (
    "语言模型写的 {count} 句没有通过与原文的核对，已删去。",
    "{count} of the language model's sentences did not hold against the reports and were left out.",
)
CORRECTED = (
    "语言模型写错的 {count} 处已按报告原文改正。",
    "{count} of the language model's slips were put right from the reports.",
)
NOT_ALL_SHOWN = (
    "资料较多，语言模型只看到其中一部分；数据以所列各项为准。",
    "There was too much for the language model, which saw a part of it; the figures listed are complete.",
)
UNDERSTOOD = ("按上文理解为：{question}", "Understood from the conversation as: {question}")

# What the model sees beside the evidence.
WITHHELD = "（此处有一句像是写给助理的指令，已略去）"
TRIMMED = "……"
NO_ROWS = "（没有）"
COMPUTED = "计算得出：{what}{about}{value}{unit}"
COMPUTED_PLACE = "（{place}{year}）"
OPERATIONS = {
    "max": "最多的是",
    "min": "最少的是",
    "sum": "合计",
    "mean": "平均",
    "count": "符合条件的有",
    "rank": "排在最前的是",
    "change": "变化",
    "difference": "相差",
}
COVERED = "范围内共{reports}份报告，其中{covered}份载有。"
MISSING = "未载明（不等于0）：{places}。"
IN_CHINESE = "用中文回答。"
IN_ENGLISH = "问题是英文的：用英文回答，地名和“2万余份”一类的数字照原文的中文写。"

# Why a sentence was changed or left out.
Fault = Literal[
    "number", "rank", "place", "year", "uncited", "invented", "quote", "unsupported", "forbidden", "absence", "wording",
    "cited",
]  # fmt: skip
FAULTS: dict[Fault, tuple[str, str]] = {
    "number": ("数字与原文不符", "a number that the sources don't hold"),
    "rank": ("比较与数据不符", "a comparison that the figures don't bear out"),
    "place": ("地方与引文不符", "a place that the source is not of"),
    "year": ("年份与引文不符", "a year that the source is not of"),
    "uncited": ("没有依据", "no source"),
    "invented": ("引用了不存在的来源", "a source that does not exist"),
    "quote": ("引号中的话不是原文", "a quotation that is not in the source"),
    "unsupported": ("原文没有这个意思", "not in the source"),
    "forbidden": ("不该出现的内容", "something that has no place in an answer"),
    "absence": ("报告其实载有，或无从得知", "said to be absent without ground"),
    "wording": ("改用原文的写法", "put as the report words it"),
    "cited": ("补上来源", "the source added"),
}

# `fazhi llm check` and the page's test.
CHECKS: dict[str, tuple[str, str]] = {
    "reachable": ("接口可以连接", "The endpoint can be reached"),
    "known": ("模型“{model}”可用", "The model “{model}” is known"),
    "streams": ("逐字返回（流式）", "Streams its reply"),
    "cites": ("按格式标注来源", "Follows the citation format"),
    "first": ("首字用时", "Time to the first word"),
    "total": ("全部用时", "Time in all"),
}
CHECK_DETAILS: dict[str, tuple[str, str]] = {
    "models": ("共 {count} 个模型：{names}", "{count} models: {names}"),
    "unlisted": ("接口没有列出模型，已直接试问", "The endpoint lists no models; it was asked directly"),
    "not_listed": ("接口列出的模型中没有它：{names}", "It is not among the models listed: {names}"),
    "whole": (
        "一次返回全部内容，页面上不能逐句显示",
        "The reply came in one piece; it can't be shown as it is written",
    ),
    "reply": ("回答：{reply}", "Reply: {reply}"),
    "not_cited": (
        "回答没有通过核对，提问时会改用原文摘录：{reply}",
        "The reply did not pass the check; quotes would stand in its place: {reply}",
    ),
    "seconds": ("{seconds} 秒", "{seconds} s"),
}


def in_language(pair: tuple[str, str], english: bool, **values: object) -> str:
    """One of a pair of sentences, with ``values`` put in."""
    return (pair[1] if english else pair[0]).format(**values)


def trouble(kind: Trouble, **values: object) -> ModelError:
    """The error that says what went wrong with the model, in both languages."""
    chinese, english = _TROUBLES[kind]
    return ModelError(chinese.format(**values), english.format(**values))
