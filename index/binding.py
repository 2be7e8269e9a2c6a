"""Which words a number belongs to: the clause around it, what it counts, and by whom.

A number's words stand before it (调解纠纷326件), behind it (11名干部参加考试) or on both sides; between two numbers the words
are shared out at the last mark or connecting word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.numbers import ABOUT_IN_ONE, Quantity
from index.units import RATE
from index.wordclass import split_words

_CLAUSE_MARKS = "，,；;：:。！？!?()（）【】—=＝"
# 1—6月 is one time.
_THROUGH = re.compile(r"[\d０-９]—[\d０-９]")
_SHARE = re.compile(
    r"[、，,；;：:（()）+＋=＝/|｜]|(?<![共平温])和(?![解谐睦])|(?<!参)与(?!会)|(?<![普涉以])及(?![时格])|(?<!合)并|以及|其中|同时"
)
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]是|[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．](?!\d)|\d[\d.]*\s*[件起人名项家户个宗份例条处][当之]?中(?![心央小学期医])有?|\d{1,2}[ \t]+(?=[一-鿿])|[\s、，,：:；;\-—|｜]|[和与及并](?=[一-鿿]|$)|以及|其中|并且|同时|另外|此外|包括|分别|共计|总计|合计|累计|全年|今年(?:以来|来)?|本年度?|一年来|年内|目前|现有|截至目前|截止目前|截至\S{1,8}?[底日末止]"
    r"|(?:(?:19|20)?\d{2}|[二〇零一二三四五六七八九]{2,4})\s*年(?:度|以来|来)?|我[镇乡街县区](?:道)?|全[镇乡街](?:道)?|本[镇乡](?:道)?|共有|共(?!同|享|建|治|商|产|青|和|性)|已经?|均|各|还|总)+"
)
_TAIL = re.compile(
    rf"(?:[\s、，,：:；;（(【=＝|｜—]|共计|总计|合计|累计|共有|总数|数量|人数|数|均为|均达|达到|达成|高达|达|为|共|有|仅|是|等|了|各|已|计|均|分别|在|至|到|{ABOUT_IN_ONE}|不少于|至少)+$"
)
_TOWN_WIDE = r"我[镇乡街](?:道)?|全[镇乡街](?:道)?|全年|本[镇乡街](?:道)?|[镇乡]村两级|两级|各村(?:[(（]社区[)）]|、?社区)?|各社区|各级"
_PART = (
    r"[“\"][^”\"，。；]{2,10}[”\"]|各?村(?:[(（]社区[)）])?法律顾问|法律顾问|人民调解委员会|调解员|公职律师|律师|司法所|派出所|镇?调委会|(?:镇|乡|街道)?综治中心(?:窗口)?|矛调中心"
    r"|[一-鿿]{0,6}(?:治理(?:服务)?中心|服务中心|调解中心|指挥中心|法庭|工作室|调解室|调解队|普法队|服务队|服务站|工作站|驿站|茶室|书屋|协会|学校|中学|小学|公司|律师事务所|律所|商会|志愿者|法学院|检察院|法院)"
    r"|综合(?:行政)?执法[办队大中]{1,3}|执法[大中]?队|网格员|法律明白人|(?<![一-鿿][各全本])[一-鿿]{1,3}(?:社区|村)(?![民级居干务规委党两（(部集支、]|法律|矫正|网格|治理|事务|书记)"
    r"|镇长|乡长|书记|主任|党委|班子|中心组|人大|中心|带头|亲自"
)
_SUBJECT = re.compile(rf"(?P<wide>{_TOWN_WIDE})|(?P<part>{_PART})")


@dataclass(frozen=True, slots=True)
class Binding:
    """A number's words: the clause's span, the words before and behind that count it, and who did it."""

    clause_start: int
    clause_end: int
    before: str
    after: str
    subject: str

    @property
    def indicator(self) -> str:
        """What the number counts, in the text's own words, without the number."""
        if self.before and self.after:
            return f"{self.before}{self.after}" if len(self.after) > 1 else self.before
        return self.before or self.after


# What stands between the two numbers of 由21名增加到30名, and before the first of them.
_RISEN_TO = re.compile(r"[^，,；;。、：:（()）]{0,8}[到至为](?:月均|年均|平均)?")
_FROM = re.compile(
    r"[由从](?:(?:19|20)\d{2}年(?:度|底)?|上一?年度?|去年|前年|年初|改革前|原来?|最初|过去|此前|以往|以前|[\d一两二三四五六]?年前|(?:成立|挂牌|组建|起步|启动)(?:之初|时|初期)|刚开始|月均|年均|平均)?(?:同期)?的?$"
)


_OUT_OF = re.compile(r"^\s*[中里](?:有|，|,)?")
_RESPECTIVELY = re.compile(r"(?P<names>[^，,；;。：:]{2,40}?)分别(?:为|是|达到?|有)\s*$")
_BETWEEN_VALUES = re.compile(r"\s*[、，,和与及]\s*")


# Where the words about the first of two numbers end and those about the second begin; 均 and 都 begin names as well.
_TURN = re.compile(r"[中里]?(?:全年|今年|年内|共计?|已|累计|均|都|全部)")


_BOTH = ("均", "都")
_WITH_VERBS = frozenset("成功 及时 有效 依法 共同 主动 积极 妥善 全部 累计".split())
# Verbs by the dictionary that are mostly parts of names here: 人民调解组织, 法律服务.
_ALSO_NOUNS = frozenset(
    "组织 代表 领导 工作 管理 服务 建设 教育 培训 宣传 咨询 调解 治理 监督 执法 矫正 援助 安置 帮教 信访 诉讼 复议 听证 应诉 审查 审核 检查 走访 巡查 普法 学习 活动 评估".split()
)


def _own_words(text: str, left: int, number: Quantity, previous: Quantity | None) -> int:
    """Where the words of ``number`` begin that follow those of ``previous`` without a mark."""
    if previous is None or left != previous.end or _SHARE.match(text, left):
        return left
    return _turn(text, left, number.start) or left


def _turn(text: str, start: int, end: int, before: str = "") -> int | None:
    """Where between two numbers without a mark the words about the second begin: at an adverb or, behind a noun, a verb.

    ``before`` is what the first number's words are so far: with a noun (出动执法人员30人次检查企业12家) it needs no more of them.
    """
    if before and split_words(before)[-1][1].startswith("n"):
        return start
    at, adverb = start, None
    for word, tag in split_words(text[start:end]):
        turns = _TURN.match(text, at, end)
        if turns and not before and (at > start or turns.group() not in _BOTH):
            return at
        if at > start and word in _WITH_VERBS:
            adverb = at if adverb is None else adverb
        elif at > start and len(word) > 1 and tag == "v" and word not in _ALSO_NOUNS:
            return at if adverb is None else adverb
        else:
            adverb = None
        at += len(word)
    return None


def _respective(
    text: str, clause: tuple[int, int], numbers: list[Quantity], position: int, before: Sequence[Binding]
) -> str:
    """The name of a number in 办结率、满意率分别为99.3%和97.2%; empty elsewhere.

    ``before`` are the bindings of the numbers before it: in 举报64件、工单387件，办结率分别为98.4%、99.2% they name what the rates are of.
    """
    first = position
    while first and _BETWEEN_VALUES.fullmatch(text[numbers[first - 1].end : numbers[first].start]):
        first -= 1
    last = position
    while last + 1 < len(numbers) and _BETWEEN_VALUES.fullmatch(text[numbers[last].end : numbers[last + 1].start]):
        last += 1
    begin = max(clause[0], numbers[first - 1].end) if first else clause[0]
    said = _RESPECTIVELY.search(text[min(begin, numbers[first].start) : numbers[first].start]) if last > first else None
    names = re.split(r"、|和|与|及|以及", said["names"]) if said else []
    count = last - first + 1
    if len(names) == 1 and count <= first:
        units = {one.unit for one in numbers[first - count : first]}
        if len(units) == 1 and numbers[first].unit not in units:
            return f"{before[position - count].before}{_trim(names[0])}"
    return _trim(names[position - first]) if len(names) == count else ""


# 村（社区）调解175件: the brackets only add another name for what stands before them; 调解纠纷（含村级）120件: or what is counted
# with it.
_ASIDE = re.compile(
    r"(?<=[一-鿿])[（(](?![一二三四五六七八九十]{1,3}[)）]|[^（）()]*(?:上一?年|去年|同比|环比|[较比增降]|计划|目标|力争))[^()（）\d，,；;。：:\n]{1,14}[)）](?=\s*\d)"
    r"|(?<=[村镇乡县市区居站所办])[（(](?:社区|居委会|居|村|街道|乡|镇|场|站|所|办|中心|园区|县|市|区)[)）](?=[一-鿿])"
)


# 行政执法人员：12人; what ends in such a word names no thing that is counted.
_LABEL = re.compile(
    r"(?:^|(?<=[，,；;。：:（()）\n]))[^，,；;。：:（()）\n]{0,6}?(?P<label>[一-鿿、“”]{2,16})(?:[（(][^（）()\d]{1,14}[)）])?\s*(?P<mark>[：:【（(]|—{1,2}|[=＝])\s*$"
)
# 劳动纠纷（12件）: nothing but the number stands in the brackets.
_OPENS = ("【", "（", "(")
_CLOSED = re.compile(r"\s*[】）)]")
_NO_LABEL = re.compile(
    r"(?:其中|如下|以下|包括|分别|是|为|显示|统计|做到|实现|数据|情况|成效|成果|成绩|方面|举措|措施|目标|任务|特点|亮点|进展|要求|做法|原因|问题|及|例如|比如|即)$"
)


def _label_mark(text: str, start: int, quantity: Quantity) -> range:
    """Where the mark stands between a number and the label that says what it counts; empty without one right before it."""
    found = _LABEL.search(text, max(start, quantity.start - 30), quantity.start)
    if found is None or _NO_LABEL.search(found["label"]):
        return range(0)
    if found["mark"] in _OPENS and not _CLOSED.match(text, quantity.end):
        return range(0)
    return range(found.end("label"), found.end("mark"))


def clause_bounds(text: str, start: int, end: int, taken: list[Quantity]) -> list[tuple[int, int]]:
    """The clauses of ``text[start:end]``; a mark inside a number (3,000) does not end one."""
    inside = {offset for quantity in taken for offset in range(quantity.start, quantity.end)}
    inside.update(offset for found in _ASIDE.finditer(text, start, end) for offset in range(*found.span()))
    inside.update(offset for quantity in taken for offset in _label_mark(text, start, quantity))
    bounds: list[tuple[int, int]] = []
    begin = start
    for offset in range(start, end):
        if text[offset] in _CLAUSE_MARKS and offset not in inside and not _THROUGH.match(text, max(0, offset - 1)):
            if offset > begin:
                bounds.append((begin, offset))
            begin = offset + 1
    if end > begin:
        bounds.append((begin, end))
    return bounds


def bind(text: str, sentence: tuple[int, int], numbers: list[Quantity]) -> list[Binding]:
    """The binding of each of a sentence's ``numbers``, in order."""
    clauses = clause_bounds(text, *sentence, numbers)
    first = sentence[0]
    blanked = _ASIDE.sub(lambda aside: _BLANK * len(aside.group()), text[slice(*sentence)])
    bindings: list[Binding] = []
    for position, number in enumerate(numbers):
        clause = next(((a, b) for a, b in clauses if a <= number.start and number.end <= b), (number.start, number.end))
        previous = numbers[position - 1] if position and numbers[position - 1].end > clause[0] else None
        following = (
            numbers[position + 1] if position + 1 < len(numbers) and numbers[position + 1].start < clause[1] else None
        )
        left = clause[0]
        if previous:
            left = previous.end + _share(blanked[previous.end - first : number.start - first], previous, number)[0]
        right = clause[1]
        if following:
            right = number.end + _share(blanked[number.end - first : following.start - first], number, following)[1]
        if following and _OUT_OF.match(text[number.end : following.start]):
            right = number.end  # 执法大队12人中通过考试的1人: what follows is said of the one
        elif following and not _SHARE.search(text[number.end : following.start]):
            # 11个村调委会全年受理纠纷137起, 为12家企业解决难题34个: the eleven and the twelve are those who, the verb is the
            # next one's
            right = _turn(text, number.end, following.start, _trim(text[left : number.start])) or right
        begin = _own_words(text, left, number, previous)
        own = text[begin : number.start]
        before = _respective(text, clause, numbers, position, bindings) or _trim(
            _OUT_OF.sub("", own) if previous and begin == previous.end else own
        )
        after = _trim(text[number.end : right])
        if previous and _RISEN_TO.fullmatch(text[previous.end : number.start].strip()):
            counted = _FROM.search(text[clause[0] : previous.start].rstrip())
            if counted:  # 法律明白人由上年的21名增加到30名: both count the same
                before = _trim(f"{_trim(text[clause[0] : clause[0] + counted.start()])}{before}")
        subject = _subject(text, sentence[0], number)
        bindings.append(Binding(*clause, before, after, subject))
    return bindings


# Stands for each character of brackets that part no words: 镇级1个、村（社区）17个.
_BLANK = "·"
# 15个村（社区）有法律明白人75名: the first number counts what the brackets belong to.
_SO_MANY = re.compile(rf"[一-鿿]{{1,4}}{_BLANK}+")


def _share(between: str, first: Quantity, following: Quantity) -> tuple[int, int]:
    """Where the words between two numbers part: (start of the next one's, end of the first one's)."""
    marks = list(_SHARE.finditer(between))
    if not marks and first.unit == "个" and (named := _SO_MANY.match(between)):
        return named.end(), named.end()
    if not marks:
        return 0, len(between)
    if following.unit == RATE and between[: marks[0].start()].endswith(("率", "度", "比例")):
        # 107人完成率、合格率均达100%: one rate for all the names in the list.
        return 0, marks[0].start()
    return marks[-1].start(), marks[-1].start()


_BARS = re.compile(r"\s*[|｜]\s*")


def _trim(words: str) -> str:
    words = _BARS.sub(" ", words).strip()
    for _ in range(2):
        words = _LEAD.sub("", words).strip()
    return _TAIL.sub("", words).strip(' 、，,."”’')


def _subject(text: str, start: int, number: Quantity) -> str:
    """The last one named before the number in its sentence who can have done it."""
    last: re.Match[str] | None = None
    for match in _SUBJECT.finditer(text, start, number.start):
        if last is not None and last["part"] and _SET_UP_AT.match(text[last.end() : match.end() + 4]):
            continue  # “老支书调解室”在镇综治中心挂牌: the room's
        # 中心全年接待1260人次: the centre's year.
        if match.group() != "全年" or last is None or not last["part"] or last.end() != match.start():
            last = match
    return last.group() if last else ""


_SET_UP_AT = re.compile(r"(?:设|建|落户|依托|挂靠)?[在于][^，,。；;]{0,12}(?:挂牌|成立|揭牌|设立|启用|运行|落户|开张)")


def is_part_of_town(subject: str) -> bool:
    """Whether ``subject`` is a unit, person or village within the town, rather than the town as a whole."""
    match = _SUBJECT.fullmatch(subject)
    return bool(match and match["part"])
