"""What is never read as a count: dates, document and telephone numbers, names and idioms with numerals, list numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from index.fold import fold

MASK = "\x00"
NUMERALS = "〇零一二两三四五六七八九十百千"

_MASKS = re.compile(
    r"《[^《》\n]{1,120}》"
    r"|[〔\[【(]\s*(?:19|20)\d{2}\s*[〕\]】)]\s*\d*\s*号?"
    r"|(?:19|20)\d{2}\s*[-–—－~～至到]+\s*(?:19|20)\d{2}\s*年?"
    r"|(?:19|20)?\d{2}\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月(?:份|底|末|初)?)?(?:\s*\d{1,2}\s*日)?"
    r"|[〇零一二三四五六七八九十两]{2,4}年(?:度)?(?:[一二三四五六七八九十]{1,3}月(?:份|底)?)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|\d{1,2}\s*[-–—－~～至、]\s*\d{1,2}\s*月(?:份|底|末)?"
    r"|\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?(?:\s*[-–—－~～至、]\s*\d{1,2}\s*[日号])?"
    r"|[一二三四五六七八九十]{1,2}月(?:份|底)"
    r"|\d{1,2}\s*[日号](?!常)"
    r"|\d{1,2}[:：时]\d{0,2}分?"
    r"|(?<!\d)0\d{2,3}\s*[-–—]\s*\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{3,4}-\d{7,8}(?!\d)"
    r"|第\s*(?:\d+|[一二三四五六七八九十百]+)\s*(?:届|次|期|个|批|条|款|项|章|节|季度|位|名|一|二|部分|场|轮|号|起|件|支|家|站|类)?"
    r"|(?:https?://|www\.)[\x21-\x7e]+"
    r"|[A-Za-z]+\d+[A-Za-z0-9-]*|\d+[A-Za-z]+\d*"
    r"|\d+(?:\+\d+)*\+[Nn\dXx]+(?:\+[Nn\dXx]+)*"
    r"|\d+\s*个(?:月|小时|自然日|季度|周|年头)|[一二两三四五六七八九十半]+个(?:月|小时|季度|自然日|年头)"
    r"|(?:浏览|点击|阅读|访问|查看)(?:次数|人次|总数|量|数|率)?\s*[:：]?\s*[\[【(]?\s*(?<!\d)\d+(?![\d.万余多])\s*[\]】)]?\s*(?:人次|次)?|\d+\s*人(?:浏览|阅读|访问)"
    r"|[二两]次(?=供水|污染|装修|伤害|创业|报告|加压|元)"
    r"|\d+\s*×\s*\d+(?:\s*小时)?|\d+/\d+"
    r"|\d+\s*号(?:令|文|楼|文件)"
)
_QUOTED = re.compile(r"[“\"‘'「『][^“”\"‘’'「」『』\n]{1,16}[”\"’'」』]")
# 2. at the head of a paragraph numbers it, and so does the 2 of a malformed heading (2优化执法); 3.5公里 and 3名 count.
_LIST_NUMBER = re.compile(
    r"(?:^|(?<=[\n。；;!！？:：\s]))[(]?\d{1,2}(?:[)][.、]?|[.、])(?!\d)\s*(?!\d*\s*%)"
    r"|(?:^|(?<=\n))\d{1,2}(?=[一-鿿]{2,30}[。\n])(?![名件起次人场个条份项家户期批万亿余多成点年月日天%元亩支部处本篇宗例位组台辆所间座])"
    r"|(?:^|(?<=[\n。；;]))\d{1,2}[.、](?=\d{1,4}(?:余|多)?[名件起次人场个条份项家户期批支部])"
)
# Ordinals and words that begin with a numeral but count nothing.
_IDIOM = re.compile(
    r"(?<![一二两三四五六七八九十百千万])(?:[一二三四五六七八九十](?:是|要|则|来)(?=[一-鿿])|统一|进一步|一(?:体|并|律|致|般|定|直|起来|系列|批|些|把手|线|站式|网|键|张网|张图|盘棋|竿子|方面|边|旦|样|门式|窗|刻|手|揽子|次性|个口|条龙|把尺|案一|村一|人一|户一|镇一|岗双|对一|格一|月一|季一|周一|年一|事一|企一|街一|社一)"
    r"|一(?:级|村|居|案|岗|人|户|镇|街|格|支部|社区|企业|企|校|单位|网格|小区|部门|项目)一(?:抓|法律|码|档|顾问|策|户|名|律师|格|警|辅|员|品|案|责|法|书|个|校|支|[一-鿿])"
    r"|一(?:级)对一(?:级)|(?:第|(?<!分)之|唯|任|逐|单|专|每|万|其|某|同|另|合|再|又|这|那|为|不|如)一"
    r"|(?:一|三|几|两)(?:方|者|地|岸|委|会|证|代表|学|评|述|治|中心)"
    r"|(?:五|四|八|七|六)五(?:普|规)|七一|八一|五一"
    r"|二十(?:大|届)|十九(?:大|届)|十八大|[一二三四五六七]中全会|二十届[一二三四五六]中|三农|百姓|千方百计|万无一失|千家万户|百日|百年|百佳|十佳|百强|千企|百村|三会|四风"
    r"|二维|一二三产|三产|三下乡|二手|第三方|三方|三伏|[一二三四]季)"
)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """Names with numerals, from ``data/names.txt``."""
    lines = resources.files("index").joinpath("data/names.txt").read_text("utf-8").split()
    names = sorted((line for line in lines if not line.startswith("#")), key=len, reverse=True)
    return re.compile("|".join(re.escape(fold(name)) for name in names))


def mask(text: str) -> str:
    """The folded ``text`` of the same length in which nothing that is not a count can be read as a number."""

    def blank(found: re.Match[str]) -> str:
        return MASK * len(found.group())

    def blank_quoted(found: re.Match[str]) -> str:
        return re.sub(rf"[\d{NUMERALS}百分成]", MASK, found.group())

    folded = fold(text)
    folded = _MASKS.sub(blank, folded)
    folded = _QUOTED.sub(blank_quoted, folded)
    folded = _names().sub(blank, folded)
    folded = _IDIOM.sub(blank, folded)
    return _LIST_NUMBER.sub(blank, folded)
