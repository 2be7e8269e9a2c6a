"""The unit that a question asks in, from what it says of money, rates, people and measures."""

from __future__ import annotations

import re

from index.numbers import begins_word
from index.units import MONEY, POINTS, RATE, units

# 好几部 are several; 装好几部 asks how many were put in.
NOT_SEVERAL = r"(?<!^好)(?<![^办调做弄搞改治修补建完拆装种栽印选配定谈备]好)"
_MONEY_ASKED = re.compile(
    r"(?:罚|款|(?<![免消])费|钱|资金|补贴|薪|工资|金额|投入|花|赔)[^，,；;]{0,8}(?:多少|几)万(?=$|[？?，,。])|标的额?(?:有|是|为)?多[大少]|多大的?标的|的钱(?:总共|一共|合计|总计|加起来|共)?(?:有|是|为)?(?=多少|几|最|谁|哪|$)|多少钱|多少(?:万|亿)?元|金额|(?:多少|几)(?:钱|资金|经费)|(?:资金|经费|投入|罚款|补贴)(?:是|有|为|共|总额|总计|了)*(?:多少|几)|(?:多少|几)(?![一-鿿]{0,4}(?:工|人|户|家|民)的?(?:把|讨|要|追|拿|领))[一-鿿]{0,5}(?:工资|工钱|薪|罚款|经费|资金|补贴|欠款|款项|费用|承包费|费|赔偿|损失|罚金)(?=$|[^一-鿿])|(?<!处)罚没?款?(?:了)?多少$|(?:花|赔|补|欠|讨|追|垫|拨|要回|追回|讨回|拿回|挽回|省下|保住|投(?!诉|票|递|标))(?:了|掉|出|进|给|回)*[一-鿿]{0,4}多少(?=$|[?？，,。 ])|(?:多少|几)(?!(?:[人户名位家]|个(?!钱))[一-鿿])[一-鿿]{0,4}(?:钱|资金|经费)(?=$|[?？，,。 ])|罚款总额|预算[^，,；;]{0,10}(?:多少|几)|\bmoney\b(?! (?:dispute|launder|claim))|yuan|budget|spending|\bspent\b|expenditure|(?:经费|资金)$"
)
_RATE_ASKED = re.compile(
    r"几成|百分之(?:几|多少)|占(?:了|到)?(?:多少(?![份件起个名人条项次场户家宗])|几成|多大)|率(?!先|领|队|真|性|直)|比例|占比|权重|百分比|百分之几|满意度|安全感(?=[是有]?多少|$|[，,。？?])|percentage|percent|\brate\b"
)


_POINTS_ASKED = re.compile(r"(?:几|多少)个?(?:百分)?点(?![一-鿿])|百分点")
# 满意率几个点 asks how high it is, not by how much it rose.
_RATE_IN_POINTS = re.compile(
    r"^(?!.*(?:百分点|[涨升降跌增减掉差]|提[高升]|下滑|回落|变化|进步|[高低多少](?:了|出|幅)*(?:几|多少)|同比|比上年|比去年|较)).*"
    r"(?:率|满意度|占比|比例)[^，,。；;]{0,6}(?:几|多少)个?点"
)
_MEASURES = (
    (re.compile(r"面积(?:是|有|为)?多[大少]|多[大少]的?面积"), "平方米"),
    (re.compile(r"(?:多少|几)个?平(?:米|方)?(?!均|安|台|方公里)"), "平方米"),
    (re.compile(r"(?:(?<!差)多[远长]|里程|长度(?:是|有)?多)(?!时间|久)"), "公里"),
    (re.compile(r"多长时间|多久|几天|多少天"), "天"),
    (re.compile(r"多重"), "吨"),
    (re.compile(r"\bhow many hours\b|\bhours\b.{0,20}\b(?:spent|spend)\b"), "小时"),
    (re.compile(r"\bhow many days\b|\bhow long\b"), "天"),
    (re.compile(r"\bsquare met(?:er|re)s?\b|\bwhat area\b"), "平方米"),
    (re.compile(r"\bkilomet(?:er|re)s?\b"), "公里"),
    (re.compile(r"平均分|得分|分数|考了多少|几分(?!之)"), "分"),
    (re.compile(r"(?:几|多少)块(?!地|牌|板|展|标)"), "元"),
)


_PEOPLE = re.compile(
    r"(?:[^会成]员|人|者|[律教讲医]师|顾问|居民|村民|市民|学生|师生|干部|群众|对象|代表|队长|网格长|校长|[民职员务雇]工|妇女|儿童|孩子|青少年|乡亲|老乡)$"
)


# 帮多少农民工讨薪: whoever it is done for.
_HELPED = re.compile(
    r"(?:名|位|个)?[一-鿿]{0,2}(?:工人|民工|打工的|务工的|打工人|职工|人员|群众|村民|居民|老人|学生|干部|乡亲)(?=讨|要(?!求)|追|挽|办|拿|领|申请|参|提|接|解|维)"
)


# 官司打了几场: cases.
_TIMES = ("场", "回", "次", "桩")
_OF_CASES = re.compile(
    r"^(?!.*(?:旁听|庭审|观摩|培训|演练|出庭|开庭|讲|学)).*(?:官司(?:一共|总共|合计|全年|共)?打?|(?:打|吃)|被[一-鿿]{0,6}告)了?$"
)


_GOES_ON = re.compile(r"对[比照]|比|排|列|分别|一起|放")
# certified officers, Wanglu vs Huaiwo: people, without a word for how many.
_PEOPLE_IN_ENGLISH = re.compile(
    r"(?<!by )(?<!by the )\b(?:officers|mediators|lawyers|advisers|advisors|volunteers|inspectors|grid workers)\s*(?=$|[,?.:;]|\bin\b|\bvs\b|\bat\b|\bof each\b)"
)


def unit_asked(piece: str) -> tuple[str, bool]:
    """The unit that a piece asks in, and whether it asks for a rate."""
    if _POINTS_ASKED.search(piece) and not _RATE_IN_POINTS.search(piece):
        return POINTS[0], False
    if _RATE_ASKED.search(piece):
        return RATE, True
    if _MONEY_ASKED.search(piece):
        return "万元", False
    for pattern, unit in _MEASURES:
        if pattern.search(piece):
            return unit, False
    for match in re.finditer(rf"(?:多少|(?<![这那哪]){NOT_SEVERAL}几)\s*(?:多)?", piece):
        rest = piece[match.end() :]
        if match.group()[-1].isspace() and _GOES_ON.match(rest):
            continue  # 各多少 对比一下: 对 is no unit there
        if re.match(r"拨(?!款|付)", rest):
            return "批", False
        if re.match(r"个(?=小时|工作日|学时)", rest):
            rest = rest[1:]
        if re.match(r"个?(?:晚上?|夜晚?)(?=$|[？?，,。了呢 ])", rest):
            return "晚", False
        if re.match(r"个(?:人|干部|同志|律师|党员)", rest):
            return "人", False
        if _HELPED.match(rest):
            return "人", False
        if re.match(r"个?[一-鿿]{0,6}?(?:案子|案件|官司)", rest):
            return "件", False
        person = re.match(r"个((?!村|社区|单位|企业|学校)(?:(?!了|请|聘|配)[一-鿿]){1,8})(?=$|[？?，,。！!、 ])", rest)
        if person and _PEOPLE.search(person[1]):
            return "人", False  # 几个法律顾问
        if re.match(r"个(?:$|[？?，,。了呢 ]|是|属于?|[会能懂没]|考[上到]|来自)", rest):
            return "", False  # 又是几个 names no unit
        for unit in units():
            if unit not in (RATE, *MONEY) and rest.startswith(unit) and not begins_word(unit, rest[len(unit) :]):
                return ("件" if unit in _TIMES and _OF_CASES.search(piece[: match.start()]) else unit), False
    if _PEOPLE_IN_ENGLISH.search(piece) and "how m" not in piece:
        return "人", False
    noun = re.search(
        r"(?:多少|几)(?:号|位)?([一-鿿]{1,8}?)(?=$|[？?，,。！!、 ]|了|呢|要回|讨回|追回|拿回|拿到|领到)", piece
    )
    if noun and _PEOPLE.search(noun[1]):
        return "人", False
    counted = re.search(
        r"(人次|批次|户次|场次|人|次|件|份|场|起|条|户|名|个|家|批|期|篇|本|支|处)数(?!据|字)|(人次|批次|场次|户次)(?=$|\s|[和、与及]|各|分别|是|对比|比|最|有|[多少高低大])|(?:的|里)(人)最?[多少](?=$|[？?，,。])",
        piece,
    )
    if counted:
        return counted[1] or counted[2] or counted[3], False
    if re.search(
        r"how many (?:migrant )?(?:people|persons|residents|staff|officers|lawyers|mediators|officials|workers|villagers|employees|farmers|students|volunteers|participants)",
        piece,
    ):
        return "人", False
    if re.search(r"person[- ]times|\battendances\b", piece):
        return "人次", False
    if re.search(r"how many times|how often", piece):
        return "次", False
    if re.search(r"(?:案子|案件|官司)(?:的?(?:数量?|总数)|谁|哪)", piece):
        return "件", False
    return "", False
