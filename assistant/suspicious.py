"""What has no place in an answer, and what in a report reads like an order to an assistant. Pure.

A report is data. A sentence in it that tells an assistant what to do stays in the report's text and in quotes of it, but is not
shown to a model and supports nothing that a model writes.
"""

from __future__ import annotations

import re

_ORDERS = re.compile(
    r"^\s*请(?!示|求|假|教|进|来|予|审|批|阅|各|专家|律师|人大|领导)|"
    r"(?:忽略|无视|忘记|忘掉|不要理会|不必理会|跳过|抛开|推翻)(?:掉|了)?.{0,8}(?:指令|指示|提示|规则|设定|上文|以上内容|此前内容)"
    r"|(?:以上|此前|之前|前面|上述|原有|所有)(?:的)?(?:指令|指示|提示词?|规则|设定)"
    r"|系统(?:提示|指令|消息|设定)|提示词|开发者模式|越狱|角色扮演|扮演.{0,10}(?:角色|助手|助理|模型)|(?:新的?|真正的?|现在的?)(?:指令|任务是|身份|角色)"
    r"|(?:你|您)(?:现在|必须|应当|应该|需要|只能|要|是一个|将)|(?:如果|若)(?:你|您)是"
    r"|(?:请|务必|必须|一律)(?:你|您)?(?:立即|直接|只|改为|改用|用|以)?.{0,6}(?:输出|回答|回复|打印|返回|生成|告诉用户)|(?:应当?|要|须)(?:直接|只)?(?:输出|回答|打印)"
    r"|(?:AI|人工智能|语言模型|大模型|智能助手|聊天机器人|机器人|助理|助手|assistant|chatbot)(?:请|必须|读到|看到|注意|：|:)"
    r"|密钥|秘钥|口令|api[ _-]?key|access[ _-]?token|secret|password"
    r"|不要(?:标注|注明|引用)(?:出处|来源|编号)?|改用.{0,12}格式|json格式|markdown"
    r"|ignore\b.{0,40}\b(?:instruction|prompt|rule|above|previous)|disregard\b|(?:system|developer) ?(?:prompt|message)|you (?:are now|must|should|will)\b"
    r"|\b(?:respond|reply|answer|output|print|say|write)\b.{0,20}\b(?:only|with|in json|as|exactly|the word)\b|new (?:instruction|task|role)s?\b|jailbreak"
    r"|<\|?[a-z_]{2,20}\|?>|\[/?INST\]|<</?SYS>>|(?:^|\n)\s*(?:system|assistant|user)\s*[:：]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")

_LINKS = re.compile(
    r"https?|www\.|[a-z][a-z+.-]{1,9}://|[\w.+-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|cn|net|org|io|gov|info|top|xyz|site|ru)\b|\]\(|!\[|javascript:|data:\w+/",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"```|`[^`]+`|</?[a-z!][^>]*>|<\|?[a-z_]+\|?>|&(?:#\d+|[a-z]{2,8});|^\s*(?:[{}|]|\[\s*[\"{])|[{}\\]|\|.*\||\b(?:SELECT|DROP|import|def|function)\b\s"
    r"|[A-Za-z0-9+/=_-]{24,}|\$\{|(?:^|\s)#!|\"[^\"]{1,40}\"\s*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_SELF = re.compile(
    r"指令|提示词|系统提示|系统消息|密钥|秘钥|口令|密码|\bAPI\b|\bsk-|忽略.{0,6}(?:规则|提示|以上|之前)|越狱|角色扮演|开发者模式"
    r"|语言模型|AI助[手理]|聊天机器人|作为(?:一名?个?)?(?:AI|人工智能|助手|助理|机器人)"
    r"|^(?:好的|当然|没问题|遵命|收到|明白|抱歉|对不起|很遗憾|您好|你好)|我(?:是|将|会|已|不能|无法|可以|的规则|必须|认为|建议)"
    r"|\binstructions?\b|\bprompts?\b|api[ _-]?key|\bpassword\b|\bsecret\b|\bassistant\b|language model|\bignor|\bas an? (?:AI|assistant)"
    r"|\b(?:I|I'm|I've|my)\b|\bsure\b|\bhacked|\bpwned",
    re.IGNORECASE,
)
# What steers a terminal, turns the writing direction or can't be seen.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\U000e0000-\U000e007f]"
)


def orders(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` that read like orders to an assistant."""
    return [
        (found.start(), found.end())
        for found in _SENTENCE.finditer(text)
        if found.group().strip() and (_ORDERS.search(found.group()) or _LINKS.search(found.group()))
    ]


def forbidden(sentence: str) -> bool:
    """Whether a model's sentence holds what has no place in an answer: links, code, talk of itself and of its orders."""
    return any(pattern.search(sentence) for pattern in (_LINKS, _CODE, _SELF, _UNSEEN)) or bool(
        _ORDERS.search(sentence)
    )


def harmless(text: str) -> str:
    """``text`` in which nothing can close the fence around it in a prompt, or hide in it."""
    return _UNSEEN.sub("", text).replace("<", "＜").replace(">", "＞").replace("```", "｀｀｀")
