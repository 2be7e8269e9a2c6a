"""A report's own title: broken over lines, printed twice, under a joint letterhead, or glued to the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.outline import fold
from index.place_names import chain_at


@dataclass(frozen=True, slots=True)
class Title:
    """The title with its lines joined, and where it stands; ``words`` is empty if the report has none."""

    words: str
    start: int
    end: int


_NONE = Title("", 0, 0)
_DIGITS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_TOPIC = re.compile(r"法治|法制|依法|普法|法治化|述法")
_BRACKET = r"(?:[ \t\u3000]*[（(][^（）()\n]{1,20}[）)])?"
_LINE_END = re.compile(
    rf"(?:报告|总结|小结|年报|汇报|通报|報告|總結|情况|情況|工作要点|述职|公示|自查){_BRACKET}\s*(?:[（(]?(?:公开版|公示版|全文)[）)]?)?$"
)
_INLINE_END = re.compile(
    rf"(?:报告|总结|汇报|報告|總結)(?:书)?{_BRACKET}|(?:建设|工作)(?:工作)?情况{_BRACKET}(?=\s|20\d\d|二[〇○零])"
)
_NOT_AFTER = re.compile(
    r"(?:如下|的|向|并|等|和|与|及|会|制度|公开|》|”|」|，|。|、|；|：|,|;|后|材料|书|中|还|将|已|了|给|是|提交|予以|公示|情况|工作|说明|进行|撰写|编制|报送)"
)
_ORGAN = re.compile(r"(?:人民政府|政府|委员会|办事处|党工委|党委|管委会|管理局|司法局|司法所)(?:文件)?$")
_LABEL = re.compile(r"^(?:信息名称|信息标题|文件名称|标\s*题|名\s*称|题\s*名|主题名称|文件标题)[\s：:|]+")
_ANY_LABEL = re.compile(r"^[\u4e00-\u9fff ]{2,8}[：:]")
_SITE_SUFFIX = re.compile(r"\s*(?:[-_—|｜–]+)\s*[^-_—|｜–]{2,30}(?:网|政府|门户网站|平台|政务公开|专栏)\s*$")
_NOT_TITLE = re.compile(
    r"[。；！？!?;]|现将|如下|[>＞»›→|｜│\t]|&gt;|浏览|主题词|公开方式|有效性|发布机构|字体|索引号|发布日期|发布时间|当前位置|首页|点击|附件|下一篇|上一篇|相关链接"
)
_BOUNDARY = re.compile(
    r"[\n。；！？!?;：:>＞»›→/|｜│\t】\]]|\d{1,2}:\d{2}(?::\d{2})?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:日)?|打印|分享|关闭|收藏|"
    r"[大中小]\s+[大中小]\s*[大中小]|大中小|\d+\s*次|正文|繁[体體]|简体|無障礙|无障碍|长者"
)
# Steps of breadcrumbs that may stand glued to the title after them.
_STEPS = re.compile(
    r"(?:(?:首页|正文|当前位置|政务公开|政府信息公开|信息公开|公开目录|法定主动公开内容|乡镇街道|镇街|乡镇|街道|法治政府建设|法治政府|法治建设|"
    r"依法行政|年度工作报告|年度报告|工作报告|情况报告|公开年报|年报|专题|专栏|情况|公示|其他|通知公告|工作动态)[\s>＞»›/\-—]*)+"
)
_CIRCULATED = re.compile(r"(?:印发|转发|公布|发布|公开)\s*《([^《》\n]{6,60}(?:报告|总结|情况))》")
_LONGEST_LINE = 80
_SHORTEST = 6
_MOST_LINES = 80
_MOST_LETTERHEADS = 4


def find_title(text: str, head_end: int) -> Title:
    """The best title in ``text[:head_end]``, the part before the first heading."""
    text = text[:head_end].translate(_DIGITS)
    candidates = [*_in_lines(text, head_end), *_inside_lines(text, head_end), *_circulated(text)]
    best, best_score = _NONE, 0
    for glued in candidates:
        candidate = _without_steps(glued, text)
        score = _score(candidate.words)
        if score > best_score:
            best, best_score = candidate, score
    return best


def stem_title(stem: str) -> str:
    """A file's name if it reads like a title, else nothing."""
    words = re.sub(r"^\d+[\s_\-.、]+", "", stem.translate(_DIGITS))
    reads = re.search(r"[\u4e00-\u9fff]", words) and re.search(r"报告|总结|小结|法治|汇报|報告|總結", words)
    return re.sub(r"\s+", "", words) if reads else ""


def _without_steps(title: Title, text: str) -> Title:
    """``title`` without the breadcrumbs' last steps glued to its front, if what is left is a whole title."""
    steps = _STEPS.match(title.words)
    if steps is None:
        return title
    if steps.end() == len(title.words) and text[text.rfind("\n", 0, title.start) + 1 : title.start].strip():
        return _NONE
    # The longest first; a place's own first character may look like the last step's.
    for begin in range(steps.end(), 0, -1):
        if not _STEPS.fullmatch(title.words, 0, begin):
            continue
        rest = title.words[begin:]
        place = chain_at(rest)
        if place is not None and _TOPIC.search(rest) and _LINE_END.search(rest):
            return Title(rest, max(title.start, text.find(rest[:3], title.start, title.end)), title.end)
    return title


def _score(words: str) -> int:
    if not _SHORTEST <= len(words) <= 120:
        return 0
    score = 1
    score += 4 * bool(_TOPIC.search(words))
    score += 2 * bool(re.search(r"20\d\d|二[〇○零]", words))
    score += 2 * bool(re.search(r"[镇乡鎮鄉]|街道|县|区|市|办事处", words))
    score += bool(re.search(r"报告|总结|報告|總結", words))
    return score


def _in_lines(text: str, head_end: int) -> list[Title]:
    lines: list[tuple[int, int]] = []
    position = 0
    while position < head_end and len(lines) < _MOST_LINES:
        end = text.find("\n", position, head_end)
        end = end if end >= 0 else head_end
        stripped = text[position:end].strip()
        if stripped:
            begin = text.index(stripped, position)
            lines.append((begin, begin + len(stripped)))
        position = end + 1
    found: list[Title] = []
    for index, (_, end) in enumerate(lines):
        words = _plain(text, lines[index])
        if len(words) > _LONGEST_LINE or _NOT_TITLE.search(words) or not _LINE_END.search(words):
            continue
        first = index
        joined = words
        while first > 0 and index - first < _MOST_LETTERHEADS and _continues(_plain(text, lines[first - 1]), joined):
            first -= 1
            joined = _join(_plain(text, lines[first]), joined)
        folded = fold(joined)
        if _TOPIC.search(folded) or re.search(r"(?:报告|总结|報告|總結)", folded):
            suffix = _SITE_SUFFIX.search(text[lines[index][0] : end])
            found.append(Title(folded, lines[first][0], end - len(suffix.group()) if suffix else end))
    return found


def _plain(text: str, line: tuple[int, int]) -> str:
    words = text[line[0] : line[1]].lstrip("#*＊ \u3000").rstrip("*＊ \u3000")
    return _SITE_SUFFIX.sub("", _LABEL.sub("", words))


def _continues(above: str, words: str) -> bool:
    """Whether the line ``above`` is a part of the title that ``words`` end."""
    joint = _ORGAN.search(above) and re.match(r"[^ ]{2,30}?(?:人民政府|委员会|办事处|党工委)(?= )", words)
    return bool(joint or _wants_more(words)) and _may_precede(above, words)


def _wants_more(words: str) -> bool:
    """A title that has no place, topic or year of its own may go on in the line above."""
    head = words[:24]
    return (
        words.startswith(("关于", "關於", "的"))
        or not _TOPIC.search(words)
        or not re.search(r"[镇乡鎮鄉县区]|街道|街(?=\d|二|年|关于|人民|办事处|$)|市", head)
    )


# A site's own line: its name with its address.
_ADDRESS = re.compile(r"www\.|https?:|\.(?:cn|com|net|org)\b", re.IGNORECASE)


def _may_precede(above: str, words: str) -> bool:
    if not above or len(above) > 50 or _NOT_TITLE.search(above) or _ANY_LABEL.search(above) or above[-1] in "：:，,、":
        return False
    if _LINE_END.search(above) and _TOPIC.search(above):
        return False
    if _ADDRESS.search(above):
        return False
    if _ORGAN.search(above):
        return True
    if re.fullmatch(r"[\d\s\-/:.年月日]+", above) or re.search(r"〔|文号|号$", above):
        return False
    return bool(re.search(r"关于|[镇乡鎮鄉县区]|街道|20\d\d|年度?$|法治", above)) or not _TOPIC.search(words)


def _join(above: str, words: str) -> str:
    return f"{above.removesuffix('文件')} {words}"


def _inside_lines(text: str, head_end: int) -> list[Title]:
    found: list[Title] = []
    for ending in _INLINE_END.finditer(text, 0, head_end):
        end = ending.end()
        if _NOT_AFTER.match(text, end):
            continue
        begin = max(0, end - 120)
        for boundary in _BOUNDARY.finditer(text, begin, ending.start()):
            begin = boundary.end()
        segment = text[begin:end]
        words = _last_words(segment)
        if not _TOPIC.search(words) or _NOT_TITLE.search(words) or re.search(r"[，,]", words):
            continue
        start = end - len(words)
        found.append(Title(fold(words), start, end))
    return found


def _circulated(text: str) -> Iterator[Title]:
    """A report named by the notice that circulates it (关于印发《…报告》的通知)."""
    for found in _CIRCULATED.finditer(text):
        if _TOPIC.search(found.group(1)):
            yield Title(fold(found.group(1)), found.start(1), found.end(1))


def _last_words(segment: str) -> str:
    """The words at the end of ``segment`` that make a title, taken space by space while it is incomplete."""
    pieces = re.split(r"(\s+)", segment)
    words = pieces[-1]
    for index in range(len(pieces) - 3, -1, -2):
        piece = pieces[index]
        fragment = (
            not re.match(r"[\u4e00-\u9fff]{2,}", words)
            or not _TOPIC.search(words)
            or words.startswith(("关于", "年", "的"))
        )
        if not piece:
            break
        if not fragment and not (_ORGAN.search(piece) and not re.search(r"[镇乡县区]|街道", words[:20])):
            break
        if len(piece) > 50:
            break
        words = piece + pieces[index + 1] + words
    return words.strip()
