"""Invented encyclopaedia articles, plain text without headings or metadata, with questions in other words.

``articles(848, 3200)`` fills the patterns of ``data/articles.txt``, the same way each time. Names of one kind share
parts (青原中学, 青岭中学), and their articles share all their patterns, so that the nearest wrong passage is near.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

_FIRST = "青 白 玄 石 云 松 望 落 长 古 南 北 双 金 银 铁 寒 暖 清 浊 高 平 安 永 新 临 海 山 月 星".split()
_SECOND = "原 岭 泽 渡 浦 陵 川 台 关 湾 屏 崖 港 丘 塘 洲 垣 汀 峪 泉".split()
_SURNAMES = "陆 韩 顾 沈 裴 邱 莫 阮 钱 尹 霍 柯 覃 聂 童 靳 蒲 尚 祝 翟".split()
_GIVEN = "鹤年 书言 德润 若虚 景行 望舒 伯庸 静安 云岫 子墨 怀瑾 令仪 慕白 知远 守拙 承志 素问 元亮 秋白 砚农".split()
_WORDS = {
    "field": "地质 气象 语言 植物 天文 民俗 水利 病理",
    "topic": "季风 黄土 方言岛 冰川槽 海雾 盐湖 回文诗 喀斯特洞",
    "nick": "老算盘 桃花 铁尺 夜航 白鸽 三更 豆腐块 长明",
    "book": "溪畔札记 北地见闻录 潮汐简史 灯下集 山中历书 风物考 渡口杂谈 无名器谱",
    "org": "海关总署 东洋学会 中央气象所 盐务局 皇家植物园 民生书局 铁路工会 红十字会",
    "motto": "慎独 敬事如初 行远自迩 淡而有骨 知止 水落石出 不语而成 守旧出新",
    "plant": "银杏 皂荚 山茶 栾树 木槿 刺槐 油桐 紫藤",
    "goods": "火柴 生丝 陶罐 桐油 缆绳 铁钉 草席 瓷砖",
    "crop": "荞麦 莲藕 高粱 芋头 慈姑 豌豆 薏米 苎麻",
    "fish": "银鲴 石斑 鳜鱼 白条 江团 墨头鱼 泥鳅 鲥鱼",
    "genre": "悬疑 喜剧 武侠 纪录 歌舞 科幻 伦理 默",
    "job": "邮差 钟表匠 船夫 会计 挑夫 裁缝 灯塔看守 接线员",
    "craft": "剪纸 打铁 手语 酿酒 骑马 编篾 捏塑 杂耍",
    "inst": "手风琴 三弦 大提琴 陶笛 口琴 古琴 小号 单簧管",
    "fest": "鹭岛影展 金桂奖 国际短片节 北国电影节",
    "fam": "菊 兰 豆 百合 龙胆 虎耳草 毛茛 唇形",
    "shape": "心形 菱形 半圆形 星形 扇形 水滴形 六角形 马蹄形",
    "color": "赭红 墨绿 银灰 明黄 靛蓝 乳白 绛紫 橙红",
    "smell": "樟脑 薄荷 鱼腥 杏仁 松脂 蜂蜜 铁锈 陈醋",
    "insect": "天蛾 食蚜蝇 蓟马 木蜂 甲虫 蚂蚁",
    "ill": "痢疾 夜盲 风湿 喉炎 冻疮 偏头痛 疟疾 失眠",
    "threat": "采石 过度放牧 修筑公路 引种外来树 围湖 酸雨",
    "animal": "刺猬 鹭鸶 山羊 乌龟 狐狸 猫头鹰 骆驼 松鼠",
    "event": "经济萧条 大洪水 边境战争 铁路罢工 瘟疫 迁都",
    "line": "临北铁路 沿海支线 矿区轻轨 南岭铁路 运盐线 环湖铁路",
    "style": "巴洛克 和风 装饰艺术 哥特 苏式 拜占庭",
    "pet": "豆包 团子 煤球 九月 阿福 橘子",
    "era": "景和 永昭 天宁 隆庆 元符 嘉定",
    "rel": "长媳 外祖母 大弟子 哑仆 女婿 双胞胎姐姐",
    "fruit": "柿子 杨梅 枇杷 石榴 山楂 橄榄",
    "league": "东部 海峡 冬季 城际 北方 业余",
    "animal2": "鹅 雪貂 猎犬 黑猫 鹰 蟒蛇",
    "month": "二 三 四 五 六 八 九 十",
}  # fmt: skip
_CALLED = {"city": "市 府 城", "town": "镇 村 寨", "mount": "山 岭 峰", "river": "河 江", "sea": "湾 海", "lake": "湖",
           "temple": "寺 庙 祠", "dam": "口 峡", "uni": "大学 学院"}  # fmt: skip
_SPACES = {"n": (11, 99), "m": (3, 30), "h": (18, 23), "year": (1820, 1995)}
_SLOT = re.compile(r"\{(\w+?)(\d?)\}")
_SENTENCES = (6, 9)


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the questions that it alone answers."""

    name: str
    text: str
    questions: tuple[str, ...]


def articles(count: int, questions: int, seed: int = 7) -> list[Article]:
    """``count`` articles with ``questions`` questions in all, as evenly as can be."""
    chance = random.Random(seed)
    kinds = list(_kinds())
    names: set[str] = set()
    made = []
    for number in range(count):
        endings, patterns = kinds[number % len(kinds)]
        name = _name(chance, endings, names)
        wanted = (number + 1) * questions // count - number * questions // count
        article = _article(chance, name, patterns, wanted)
        if number % 3:
            # Two of three also tell of something else, as long articles do; nothing is asked about that.
            endings, patterns = kinds[(number + 5) % len(kinds)]
            aside = _name(chance, endings, names)
            article = replace(article, text=article.text + _article(chance, aside, patterns, 0).text)
        made.append(article)
    return made


def _kinds() -> Iterator[tuple[list[str], list[list[str]]]]:
    text = (Path(__file__).parent / "data" / "articles.txt").read_text(encoding="utf-8")
    for block in text.split("\n= ")[1:]:
        head, *lines = block.splitlines()
        yield head.partition("|")[2].split(), [line.split(" | ") for line in lines if line.strip()]


def _name(chance: random.Random, endings: list[str], taken: set[str]) -> str:
    while True:
        first = chance.choice(_FIRST) + chance.choice(_SECOND) if endings else ""
        name = first + chance.choice(endings) if endings else _person(chance)
        if name not in taken:
            taken.add(name)
            return name


def _person(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN)


def _article(chance: random.Random, name: str, patterns: list[list[str]], questions: int) -> Article:
    filled: dict[str, str] = {"x": name}

    def fill(match: re.Match[str]) -> str:
        slot = match[0]
        if slot[1:-1] not in filled:
            filled[slot[1:-1]] = _value(chance, match[1], match[2])
        return filled[slot[1:-1]]

    first, *others = patterns
    told = [first, *chance.sample(others, min(len(others), chance.randint(*_SENTENCES)))]
    text = "".join(_SLOT.sub(fill, pattern[0]) for pattern in told)
    asked = [(pattern, which) for which in (1, 2) for pattern in told]
    chosen = chance.sample(asked, min(questions, len(asked)))
    return Article(name, text, tuple(_SLOT.sub(fill, pattern[which]) for pattern, which in chosen))


def _value(chance: random.Random, slot: str, digit: str) -> str:
    if slot in ("person", "gen"):
        return _person(chance)
    if slot in _CALLED:
        return chance.choice(_FIRST) + chance.choice(_SECOND) + chance.choice(_CALLED[slot].split())
    if slot in _SPACES:
        low, high = _SPACES[slot]
        grown = {("n", "2"): 70, ("n", "3"): 900}.get((slot, digit), 1)
        return str(chance.randint(low, high) * grown + (chance.randint(0, grown - 1)))
    return chance.choice(_WORDS[slot].split())
