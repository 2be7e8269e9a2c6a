"""Reads names of places: 韶关市武江区西河镇 is a city, a county and a township."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.place_data import PREFECTURES, PROVINCES
from index.records import Place

_HAN = r"[\u4e00-\u9fff]"
# Words that no name of a county or city goes across, and that no name of a township holds.
_NO_NAME = (
    r"(?:各级|全面|推进|依法|法治|建设|政府|关于|今年|全年|年度|年来|我[县市区镇乡]|全[县市区镇乡省]|本[县市区镇乡]|各[县市区镇乡]|"
    r"加强|[的在是]|委员|中共|工作|人民)"
)
_NO_TOWN = (
    r"(?:各级|全面|推进|依法|法治|府建设|政府|关于|今年|全年|年度|年来|加强|[的是]|委员|中共|工作|人民政|[县区]委)"
)
# A township's suffix inside a larger name stops it, unless it is the name's own (新乡市, 景德镇市, 城乡一体化示范区).
_INSIDE = rf"(?!{_NO_NAME})(?!街道|(?<!城)[镇乡鎮鄉](?![县縣市])){_HAN}"
_TOWN_SUFFIX = r"(?:民族乡|民族鄉|街道|苏木|镇|鎮|乡|鄉|街)"
_TOWN_NEXT = r"(?:镇|鎮|乡|鄉|街道|街)(?:人民|党|政|委|办|司|综|20|\d|关于|法治|依法|[^\u4e00-\u9fff]|$)"
# 凉山州 for its autonomous prefecture, if a county or city follows.
_SHORT_PREFECTURE = rf"(?<={_HAN}{_HAN})州(?![市区县镇乡路街])(?={_HAN}{{1,8}}?[县市])"
_CITY = rf"{_HAN}(?:{_INSIDE}){{0,6}}?(?:自治州|地区|盟|市|{_SHORT_PREFECTURE})(?!{_TOWN_NEXT})"
_COUNTY = (
    rf"{_HAN}(?:{_INSIDE}){{0,11}}?(?:自治县|自治縣|自治旗|县|縣|区|區|旗|市)(?!{_TOWN_NEXT})(?!域|级|情|直|属|区)"
)
_TOWN_BOUNDARY = (
    r"(?=人民|政府|党|委|办|工委|机关|司法|综|平安|\d|二[〇○零]|关[于於]|關於|法治|依法|全面|推进|落实|年|上半|下半|度|各|"
    r"贯彻|工作|履行|行政|建设|的|在|地处|位于|坐落|因|是|认真|以|始终|坚持|严格|积极|深入|高度|紧|围绕|按照|共|不断|持续|将|把|对|已|今|自|通过|"
    r"领导|主要|大力|狠抓|为|创新|组织|开展|加强|强化|健全|完善|聚焦|切实|辖|充分|立足|结合|牢|根据|先后|现|情况|纪委|人大|"
    r"[^\u4e00-\u9fff]|$)"
)
_TOWN = rf"(?![我全本各][镇乡])(?:(?!{_NO_TOWN}){_HAN}){{1,9}}?{_TOWN_SUFFIX}{_TOWN_BOUNDARY}"
_ORGAN = (
    r"(?=人民政府|人民法院|政府|委员会|党委|党工委|工委|办事处|管委会|管理委员会|委|司法|[\u4e00-\u9fff]{0,10}(?:局|办公室|委)|"
    r"20\d\d|二[〇○零]|关于|法治|依法|年|[^\u4e00-\u9fff]|$)"
)
_CHAIN = re.compile(
    rf"(?P<province>{'|'.join(PROVINCES)}|(?![全我本各外两多三跨出邻]省){_HAN}(?:{_INSIDE}){{1,2}}省)?(?P<city>{_CITY})?"
    rf"(?:(?P<county>{_COUNTY})(?:管委会|管理委员会)?)?(?:(?:(?<=[县區区市旗])(?:人民政府|委))?(?P<town>{_TOWN}))?"
)
_SEGMENT_START = re.compile(
    r"中共|关[于於]|關於|报送|呈报|上报|印发|现将|现就|[》【】（）()\s—_]|(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年?度?(?:[上下]半年|全年|第?[一二三四]季度)?|"
    r"共|和|与|围绕|在|是|由|对|，|为"
)
_LABEL = re.compile(
    r"^(?:发布机构|发文机关|发文机构|发布单位|发布主体|公开主体|责任单位|制发机关|信息来源|文章来源|来源|作者|标题|名称|中共|中国共产党)+"
)
_NO_START = re.compile(r"现将|现就|现把|关[于於]|關於|中共|报送|呈报|印发|20\d\d|在|由|围绕|为")
_END_ORGAN = re.compile(
    r"人民政府|政府|委员会|党委|党工委|工委|办事处|管委会|管理委员会|委$|局|院|办公室|中心|$|[（(\d]|司法所"
)
_GENERIC = re.compile(
    r"^(?:[乡镇街村道县市区城集组各全我本]+|.*小镇|"
    r".*(?:我|各|本|该|某|每|贵|你|此|依法治|城乡|乡村|经济强|工业强|农业强|百强|重点|示范|特色|中心|美丽|法治|建制|小城|下辖|所辖|其他|几个|"
    r"多个|每个|一个|两个|所在|兄弟|周边)(?:镇|鎮|乡|鄉|街道|街|民族乡|苏木)|"
    r"(?:.{2,}全|.*[进入赴下][集城乡村]|[社名下入进到]|市区县?|县城|县乡|区县|市县|镇村|省市县|县区)(?:镇|鎮|乡|鄉|街道|街)|"
    r".*(?:大|步行|商业|老|背|小|古|主|上|沿|美食|夜市)街)$"
)
_GENERIC_COUNTY = re.compile(
    r"^.?各级|^.[区市旗]$|[报送呈向由请被受从给与及][县区]$|"
    # No county's name of three characters and more ends in a word like these: 一要和县司法局.
    r"^.{2,}(?:[要将把对经为有等到让]|[要时强好调续]和)县$|(?:全|我|本|各|该|贵|某|每)[县区市旗]$|^[外省市两一二三四五六七八九十几数多强大小老新到在为出进]县$|"
    r"^(?:所属|所在|隶属|归属|另有|现有|原有|上级|下属|直属|对口|有关|相关|周边|邻近|兄弟|其他|本地|当地|试点|先进|示范|通报)[县区市旗]$|"
    r"^县.*县$|[院局厅][和及与].{0,2}[县区]$|^[一二三四五六七八九十][是要]|^(?:[省市县区旗]委|党委|政府|政协|人大)[县区市旗]$|"
    r"(?:社|辖|库|灾|片|园|小|校|厂|灌|牧|老|责任|服务|网格|功能|经济|行政|居民|聚居|生活|住宅)区$|^(?:城市|自治区|超市|上市|门市)$"
)


def chain_at(words: str, *, organ: bool = False) -> Place | None:
    """The place whose name begins ``words``, or None; with ``organ`` only if an office or the end follows the name."""
    words = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", words.strip())
    words = _LABEL.sub("", words)
    if _NO_START.match(words):
        return None
    found = _CHAIN.match(words)
    if found is None or not found.group():
        return None
    place = _place(found)
    rest = words[found.end() :]
    if organ and not _END_ORGAN.match(rest):
        return None
    if not place.township and not re.match(_ORGAN, rest):
        return None
    return place if place.township or place.county or place.city else None


def _place(found: re.Match[str]) -> Place:
    """The matched parts, each at its level, without words that only look like names."""
    province, city, county, town = (found.group(name) or "" for name in ("province", "city", "county", "town"))
    if town and is_generic(town):
        town = ""
    if county and _GENERIC_COUNTY.search(county) and not (city and county in {"城区", "郊区", "矿区"}):
        county = ""
    if city and _GENERIC_COUNTY.search(city):
        city = ""
    if city.endswith("市") and city not in PREFECTURES:
        # Words of a page glued in front of a known city.
        city = next((city[-size:] for size in (5, 4, 3) if city[-size:] in PREFECTURES), city)
    if city.endswith("市") and not county and city not in PREFECTURES:
        city, county = "", city
    if county in PREFECTURES and not city:
        city, county = county, ""
    return Place(province, city, county, town)


def segments(words: str) -> Iterator[str]:
    """``words`` and every rest of it at which a place's name may begin."""
    if not _NO_START.match(words):
        yield words
    for found in _SEGMENT_START.finditer(words):
        if words[found.end() :].strip():
            yield words[found.end() :].lstrip("年度的 ")


def is_generic(township: str) -> bool:
    """Whether a word that ends like a township is none: 我镇, 各乡镇, 小城镇."""
    return _GENERIC.match(township) is not None


def chain_prefix(text: str, begin: int) -> tuple[Place, int]:
    """The place whose name stands at ``begin``, whatever follows it, and where the name ends; else an empty one."""
    found = _CHAIN.match(text, begin)
    return (_place(found), found.end()) if found else (Place(), begin)
