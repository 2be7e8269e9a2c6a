"""What a figure's own words say and an ask contradicts: lost and won, returned and sent, held and applied for, in post and on paper.

The readings compare words and are taken in by what stands on all sides (诉讼2件 for 输了几件); these are told apart by single words,
whatever the subject. Each pair is a line of ``_CONTRARIES``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.figure_view import FigureView
from index.units import MONEY, RATE


@dataclass(frozen=True, slots=True)
class _Contrary:
    """An ask that says ``asked``, and not ``unless``, is not answered by a figure whose words say ``told``, and not ``rescued``."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    rescued: re.Pattern[str] | None = None
    # Words around the number in its clause count, not only those that count it.
    clause: bool = False
    # Only of figures in these units; of any, where none are named.
    units: frozenset[str] = frozenset()


_ANY = re.compile("")
_PEOPLE = frozenset(("人", "名", "位", "员"))
_CONTRARIES = (
    # 收回来多少份 is not told by 发放420份.
    _Contrary(
        asked=re.compile(r"收回|回收|收上来|交回|返还率?|returned|collected back"),
        told=re.compile(r"发放|发出|派发|印发|下发"),
        unless=re.compile(r"发[放出了]"),
        rescued=re.compile(r"收回|回收"),
    ),
    # 拿到执法证的几人 is not told by 6人报名参加考试.
    _Contrary(
        asked=re.compile(
            r"持证|有证|执法证|资格证|证件|[拿取领考]到?[一-鿿]{0,6}证|通过(?=的|了|几|多少|考|年审|测|$)|(?:考试|年审|测试|考核)通过|考过|考上|过关|合格(?!率)|certifi|licen[cs]ed|passed"
        ),
        told=re.compile(r"报名|报考|应考|(?:组织|参加)[^，,；;]{0,12}(?:考试|年审|考核|测试)"),
        unless=re.compile(
            r"[没未无]|报名|报考|应考|参加|参考|组织|培训|去考|考了|考试去|(?:年审|审验|年检|考核|测试)(?![一-鿿]{0,2}(?:合格|通过|过关))|sat\b|took|enrol|register"
        ),
        rescued=re.compile(r"通过|取得|合格|考取|考过|持证|持有|领取|领到|过关|及格|获"),
        clause=True,
    ),
    # 强拆了几处 is not told by 拆除违法建设43处, nor 自行拆除几处 by what was torn down by force.
    _Contrary(
        asked=re.compile(r"强拆|强制拆|强行拆|硬拆|\bforc(?:ed|ibl)"),
        told=re.compile(r"拆"),
        unless=re.compile(r"自[行拆愿己]|主动拆"),
        rescued=re.compile(r"强(?:制|行)?拆"),
    ),
    _Contrary(
        asked=re.compile(r"自行拆|自己拆|(?<!各)自拆|主动拆"),
        told=re.compile(r"拆"),
        unless=re.compile(r"强"),
        rescued=re.compile(r"自[行拆愿己]|主动"),
    ),
    # 调成的比例多高 is not told by 占全部纠纷的三成多.
    _Contrary(
        asked=re.compile(
            r"(?:[调办]成|成功|化解|办结|解决|满意|合格|达标|出庭|履行|按时|按期)[^，,]{0,6}(?:率|比例|百分之|几成|占比)"
        ),
        told=re.compile(r"占全部|占(?:纠纷|案件|矛盾)总[数量]"),
        units=frozenset((RATE,)),
        rescued=re.compile(r"率"),
        clause=True,
    ),
    # 网格有多少 is not told by 配备网格员58名.
    _Contrary(
        asked=re.compile(r"网格(?![员长化]|法律|警|调解|工作人)"),
        told=re.compile(r"网格(?:员|长)"),
        unless=re.compile(r"员|长|人|名|谁|力量|队伍"),
        units=_PEOPLE,
    ),
    # 眼下多少人 is not told by 核定编制30名.
    _Contrary(
        asked=_ANY,
        told=re.compile(r"核定|编制(?:数|人数)?$|定编|(?<![相对])应配备?"),
        units=_PEOPLE,
        unless=re.compile(r"编|核定|应|定员|名额|岗位|标准|要求|establish|quota|should|authori[sz]ed"),
    ),
    # 村里的合同看了几份 is not told by 审查镇级合同45份, nor the other way round.
    _Contrary(
        asked=re.compile(r"村级|村里|村居|各村|村社|村集体|社区的|village"),
        told=re.compile(r"镇级|乡级|街道级|[镇乡道]本级"),
        unless=re.compile(r"镇级|乡级|街道级|[镇乡道]本级|镇村|乡村"),
        rescued=re.compile(r"村|社区"),
    ),
    _Contrary(
        asked=re.compile(r"镇级|乡级|街道级|[镇乡道]本级|[镇乡]里自己"),
        told=re.compile(r"村级|村居|各村|村社|村集体"),
        unless=re.compile(r"村|社区"),
        rescued=re.compile(r"镇级|乡级|街道级|[镇乡道]本级"),
    ),
    # 审了几份合同 is not told by 合同备案4份.
    _Contrary(
        asked=re.compile(r"审|把关|过目|review|vett|examin"),
        told=re.compile(r"备案|报备"),
        unless=re.compile(r"备案|报备|存档|登记|filed|filing|record"),
        rescued=re.compile(r"审|把关"),
    ),
    # 头一回没考过的几人 is not told by 139人一次合格.
    _Contrary(
        asked=re.compile(r"没有?(?:考|通)过(?!的?(?:[镇乡]|街道))|不及格|不合格|没考上|没通过"),
        told=re.compile(r"合格|通过|及格|组织|参加|应考|参考"),
        rescued=re.compile(r"[不未没补]"),
        clause=True,
    ),
    # 审查没给过的有几件 is not told by 完成合法性审查29件.
    _Contrary(
        asked=re.compile(
            r"没给过|没过审|审不过|没让(?:签|上会|过)|审[^，,]{0,6}?[没未不](?:给|让|予|能)?通?过(?!的?(?:[镇乡]|街道|审))"
            r"|审[^，,]{0,8}(?:打回|退回)|(?:打回|退回)[^，,]{0,4}(?:重|合同|文件|协议)|毙掉|否掉|不予通过|rejected|turned down|sent back"
        ),
        told=_ANY,
        unless=re.compile(r"(?:退回|打回|否决?)(?:了)?(?:之?后|重新|整改)"),
        rescued=re.compile(r"不予|[未没拒驳]|退|否|不(?:宜|同意|得|符)|打回|拦|重拟|重签|停|劝阻|暂缓|终止"),
    ),
    # 改好了几份 is not told by 4份尚未整改到位.
    _Contrary(
        asked=re.compile(r"(?:(?<!整)[改修办弄补治]|整改|处理|落实)(?:好|完|到位|完成)了?(?=几|多少)"),
        unless=re.compile(r"[没未不]|尚|还有|仍"),
        told=re.compile(r"(?:尚|还|仍)?(?:未|没有?)(?:能|得到)?(?:整改|完成|到位|办结|落实|修|补)|[仍正]在"),
        clause=True,
    ),
    # 法律咨询多少人次 is not told by 心理咨询46人次, nor the other way round.
    _Contrary(
        asked=re.compile(r"咨询|答疑|consult|legal advice"),
        told=re.compile(r"心理|医疗|健康|就业|招聘"),
        unless=re.compile(r"心理|医疗|健康|就业|招聘|psycholog|counsel+ing|health|job"),
        rescued=re.compile(r"法律"),
        clause=True,
    ),
    # 还在办证的几人 is not told by 现有持证6名.
    _Contrary(
        asked=re.compile(r"(?:还|正)在[办审走调处建]"),
        told=re.compile(r"现有|已|持证|完成|办结"),
        rescued=re.compile(r"正在|在[办审]|[未尚]"),
        clause=True,
    ),
    # 走了多少人 is not told by 另有辅助人员41名.
    _Contrary(
        asked=re.compile(
            r"(?:^|[^\w]|\s)走了(?:多少|几)个?(?:名|[一-鿿]{0,6}(?:人|员|干部|职工))|离职|辞职|流失|调走|离开了"
        ),
        told=_ANY,
        rescued=re.compile(r"离|辞|流失|调[走出离]|退|减"),
        clause=True,
    ),
    # 连企业的一起算多少名 is not told by 含企业13名.
    _Contrary(
        asked=re.compile(r"一起算|算(?:上|在)|加上|连同|总共|一共|合计|altogether|in total"),
        told=re.compile(r"^[（(]?(?:含|其中|包括)"),
        unless=re.compile(r"其中"),
        rescued=re.compile(r"共"),
    ),
    # 印发了几件 is not told by 起草规范性文件4件, nor 发出来多少条 by 制作短视频40条.
    _Contrary(
        asked=re.compile(r"印发|发布|出台|印出来|issued|published"),
        told=re.compile(r"起草|代拟|草拟"),
        unless=re.compile(r"起草|代拟|草拟"),
        rescued=re.compile(r"印发|发布|出台|印制|制定|制订"),
    ),
    _Contrary(
        asked=re.compile(r"发布|发出来|推送|上线|published"),
        told=re.compile(r"制作|拍摄"),
        unless=re.compile(r"制作|拍摄"),
        rescued=re.compile(r"发布|推送|上线|发放|派发|播|刊|投放|推出|转发"),
    ),
    # 批下来几件 is not told by 收到申请31件.
    _Contrary(
        asked=re.compile(r"批下来|批准|获批|核准|认下来|裁定有效|准予|granted|approved"),
        told=re.compile(r"(?<!依)(?:申请|申报|提交)"),
        unless=re.compile(r"申请(?!的)(?=了?(?:几|多少))|受理|收到"),
        rescued=re.compile(r"批|准予|裁定|有效|核准|通过|成功|获|同意|予以|命名"),
    ),
    # 真正花了多少 is not told by 申请25万元 nor by 到账22万元; 罚款收缴了多少 not by 罚款1.35万元.
    _Contrary(
        asked=re.compile(r"(?:实际|真正|以后|之后)[一-鿿]{0,4}(?:花|支出|用)|花掉|actually spent"),
        told=re.compile(r"申请|预算|到账|到位|安排|核定|批复|下达"),
        rescued=re.compile(r"支出|使用|花|执行"),
        units=frozenset(MONEY),
    ),
    _Contrary(
        asked=re.compile(r"收缴|缴上来|缴纳|入库|收上来"),
        told=re.compile(r"罚款|罚没|处罚"),
        rescued=re.compile(r"收缴|缴|入库|到账|收取|执收|上交|追回"),
        clause=True,
        units=frozenset(MONEY),
    ),
    # 当年新收的几件 is not told by 连同上年结转共5件.
    _Contrary(
        asked=re.compile(r"新收|当年收"),
        told=re.compile(r"结转|连同"),
        unless=re.compile(r"(?:连同|加上|包括)[一-鿿]{0,4}结转"),
        rescued=re.compile(r"新收"),
        clause=True,
    ),
    # 出过几件规范性文件 is not told by 修改1件.
    _Contrary(
        asked=re.compile(r"规范性文件|红头文件|normative"),
        told=re.compile(r"修改|修订|废止|清理|评估|失效"),
        unless=re.compile(r"改|修|废|清理|评估|失效|审|参与|revis|repeal|amend|clean|abolish"),
        rescued=re.compile(r"制定|出台|制发|印发|发布"),
    ),
    # 化解的纠纷多少 is not told by 县级交办的5件积案化解4件.
    _Contrary(
        asked=re.compile(r"纠纷|矛盾|disput"),
        told=re.compile(r"积案|骨头案|钉子案"),
        unless=re.compile(
            r"积案|骨头|钉子|交办|难案|疑难|信访|老案|陈年|老大难|遗留|多年|backlog|long[ -]standing|\bold\b"
        ),
        rescued=re.compile(r"纠纷|矛盾"),
        clause=True,
    ),
    # 楼长 are not 副楼长.
    _Contrary(
        asked=re.compile(r"长|主任|书记|所长"),
        told=re.compile(r"副(?=[一-鿿]{1,2}[长任]|主任|书记)"),
        unless=re.compile(r"副|校长"),
    ),
)

# 输了几件 is only told by what says so.
_LOST_ASKED = re.compile(r"败(?:诉|了|过|的|掉|几|多少)|打?(?<![运传])输(?:了|掉|过|官司|几|多少|的)|\blost\b|\blose\b")
# 打了几场官司有没有输的 asks for all of them first.
_AND_WHETHER_LOST = re.compile(r"(?:几|多少)[^，,]*(?:有没有|有无|是否)")
_ENDED = re.compile(
    r"(?:^|[，,])[，,\s]*(?:均|全部|已|一审|终审|法院)?(?:判决)?(?:街道|我?[镇乡](?:政府)?|我方)?(?:均|全部|已)?(?:败诉|胜诉)(?!\s*[\d一二两三四五六七八九十])"
    r"|判决?(?:确认|撤销|责令|变更)[^，,；;。]{0,20}(?:违法|决定|处罚|重作)"
)
_LOST_TOLD = re.compile(r"败|输(?!送|入|出|电|液|血)|撤销|违法|不利|lost")
_WON_ASKED = re.compile(r"胜诉|打?赢(?:了|的|过|官司|几|多少)|\bwon\b")
_WON_TOLD = re.compile(r"胜|赢|驳回|维持|支持|won")
_NONE_AT_ALL = re.compile(r"败|输|胜|诉|官司|suit")
# 真用起来的几项 is not told by 未实际行使29项.
_UNDONE_TOLD = re.compile(
    r"^(?:其余|余下|另有?|其他|仍有?|尚)?(?:因[一-鿿]{2,12}?)?(?:未(?!成年|来|遂|婚|央|雨)|没有|没能|不予|拒绝)"
)
_UNDONE_ASKED = re.compile(
    r"未|没|不|无|非|剩|缺|欠|差|拒|免|漏|失|余|弱|难|问题|短板|黄|落空|违|\bno[nt]?\b|\bun|without|\bleft\b|remain|fail|pending|lack"
)


# 未出现行政复议被纠错: there may have been some all the same.
_NONE_OVERTURNED = re.compile(r"(?:复议|诉讼|应诉)(?:案件|决定)?被?(?:纠错|撤销|败诉|变更|确认违法)")
_OVERTURNED = re.compile(r"纠|撤|败|输|错|违法|变更|overturn|revok|lost|lose")


def contradicts(asked: str, one: FigureView) -> bool:
    """Whether the words of ``one`` say what ``asked``, in its own words, contradicts."""
    against = _against(asked)
    undone = against.undone and one.figure.value != 0 and _UNDONE_TOLD.search(one.head.text)
    if one.figure.value == 0 and _NONE_OVERTURNED.search(one.head.text) and not _OVERTURNED.search(asked):
        return True
    return bool(undone) or _outcome_of_suits(against, one) or any(_meets(pair, one) for pair in against.pairs)


@dataclass(frozen=True, slots=True)
class _Against:
    """What speaks against figures for one ask: the pairs that it calls for, whether what is undone does, and what its suits must tell."""

    pairs: tuple[_Contrary, ...]
    undone: bool
    outcome: re.Pattern[str] | None


@lru_cache(maxsize=256)
def _against(asked: str) -> _Against:
    """The same for every figure of every report."""
    pairs = (
        pair
        for pair in _CONTRARIES
        if pair.asked.search(asked) and not (pair.unless is not None and pair.unless.search(asked))
    )
    return _Against(tuple(pairs), not _UNDONE_ASKED.search(asked), _outcome_wanted(asked))


def _outcome_wanted(asked: str) -> re.Pattern[str] | None:
    """What a figure must tell where suits lost are asked for, or suits won; ``None`` elsewhere."""
    lost, won = _LOST_ASKED.search(asked), _WON_ASKED.search(asked)
    if bool(lost) == bool(won) or _AND_WHETHER_LOST.search(asked):
        return None
    return _LOST_TOLD if lost else _WON_TOLD


def _meets(pair: _Contrary, one: FigureView) -> bool:
    if pair.units and one.figure.unit not in pair.units:
        return False
    words = one.clause.text if pair.clause else one.head.text
    return bool(pair.told.search(words)) and not (pair.rescued is not None and pair.rescued.search(words + one.then))


def _outcome_of_suits(against: _Against, one: FigureView) -> bool:
    """Whether suits lost, or won, are asked for, and the figure doesn't tell of them: 行政诉讼案件2件 for 输了几件."""
    if against.outcome is None or one.figure.unit in MONEY:
        return False
    if one.figure.value == 0:
        return not _NONE_AT_ALL.search(f"{one.head.text}{one.clause.text}")  # 未发生行政诉讼: none was lost
    ended = _ENDED.search(one.then)  # 行政诉讼1件，街道败诉
    return not against.outcome.search(f"{one.head.text} {ended[0] if ended else ''}")
