"""English questions in Chinese words, so that they are read as Chinese ones are: by the words of the reports.

No translation for people to read: the forms of a question become those of a Chinese one, what is asked for becomes the words that
reports use, and what says nothing is left out. ``how many disputes were settled`` reads ``多少 矛盾纠纷 化解``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from assistant.asked_words import asked_terms
from index.fold import without_hyphens
from index.vocabulary import concepts, kind

_LONGEST = 6
_MONEY = r"fine[ds]?|spent|spend|budget|paid|money|recover|cost|compensat|arrears|wages?|funds?|subsid|yuan|worth|penalt|value|loss"

# The forms of questions, in this order. What one has read is Chinese, and no later one reads it.
_FORMS: tuple[tuple[str, str], ...] = (
    (r"\b(?:i\.e\.|e\.g\.|if (?:so|any|yes)\b,?)|,? ?\b(?:not counting|leaving out|leave out|excluding|not including|except for)\b(?:(?! (?:was|were|is|are|did|do|does|had|have|has|got|get|over|about|above|below|under|in|on|at|by|during|for|planned|and|how|which|most)\b)[^,?)])*|\([^)]*\bnot (?:counted|included)\b[^)]*\)|\(not [^)]*\)", " "),
    (r"(?<=  )(?:[a-z]+ )?ethnic (?:township|town)\b", " "),
    (r"\b(?:take|took|taken|haul\w*|drag\w*)\s+(?:it |them |the town(?:ship)? )?to court\b", " taken to court "),
    (r"\b(?:rows?|quarrels?|squabbles?|wrangles?|spats?|feuds?|arguments?|disagreements?|clashes|conflicts?) (?:over|about|between|with|involving|concerning)\b", " disputes over "),
    (r"\b(hand(?:ed)?|gave|give|paid|pay|put) ((?:the |its |their )?\w+) (out|away|back|on)\b(?! the)", r" \1 \3 \2 "),
    (r"\bcases? (?:did|has|have|was|were) (?:it |they )?(?:itself |themselves )?open(?:ed)?\b", " cases filed "),
    (r"^(?P<what>[^,?]+), ?newly added\b", r" 新增 \g<what> "),
    (r"(?<=[a-z])\s*/\s*(?=[a-z])", ", "),
    (
        r"\b(?:pieces of |items of )?(?:government )?information\b(?P<between>[^,?]*?)\b(?:publish(?:ed)?|releas(?:e|ed)|put out|made public|make public)\b",
        r" 主动公开政府信息 \g<between> ",
    ),
    (
        r"\b(?:changes|amendments|revisions|edits)\b(?P<between>[^,?]*?)\b(?:suggest(?:ed)?|propos(?:e|ed)|recommend(?:ed)?|put forward)\b",
        r" 提出修改意见 \g<between> ",
    ),
    (r"\bsav(?:e|ed|ing)\b(?=.*\b(?:money|loss|scam|fraud|yuan))", " 避免损失 "),
    (r"\bhow much (?:money )?(?:did|was|has|have) (?:that |this |it |they |these )*(?:all )?sav(?:e|ed)\b", " 避免损失 多少钱 "),
    (r"\bhow (?:do|does|did)\b(?=.*\bdifferently\b)", " 怎么 "),
    (r"\bdifferently\b", " "),
    (r"\b(?:attendance|turnout)\b(?: (?:at|for|of)\b)?", " 参加人次 "),
    (r"\b(?:was|is|were|are) there any(?:where|body| town| place| township)s?\b(?: that| which)?(?=.*\b(?:no|not|without)\b)", " 哪些镇 "),
    (r"(?<![\d.])(\d[\d,.]*) or more (?:people|persons|residents|officers|mediators|members)\b", r" 不少于\1人 "),
    (r"(?<![\d.])(\d[\d,.]*) or (?:more|above|over|up)\b", r" 不少于\1 "),
    (r"(?<![\d.])(\d[\d,.]*) or (?:fewer|less|under|below)\b", r" 不超过\1 "),
    (r"\b(?:which|what)(?: of the)? (?:towns|townships|places|sub ?districts)(?: have| has| had| did)? (?:been |ever )?(?=los[et]|sued|taken to court|overturned)", " 哪些镇有没有 "),
    (r",? and (?:which|who|what)(?: ones?| towns?| places?)?(?: (?:were|are) (?:they|those))?\s*\?*$", " "),
    (r"(?<=,)\s*which\b(?=.*\b(?:more|fewer|higher|lower)\b(?! than))", " 哪个镇 "),
    (r"\bby (?:what|how (?:big|large|wide) a) margin\b|\bby how many\b", " 多多少 "),
    (r"\bwhat(?:'s| is| was)? the (?:gap|difference)\b(?: between)?", " 相差多少 "),
    (r"\b(?:in|for) each (?:of the (?:two|three) )?years?\b", " 各年 "),
    (r"^(?:after|following|during|in|when|with|for) (?:its |the |their )?(?P<what>(?!total|all\b|sum)[a-z][^,?]{2,40}), *(?=how (?:many|much))", r" \g<what> "),
    (r"\b(?:all )?(?:two|three|four|five|six|seven|eight|nine|ten|both)(?= (?:of (?:the|these|them) )?(?:places|towns|townships|sub ?districts|reports|years)\b)", " "),
    (r"\b(?:taking|putting|adding(?: up)?) (?:all )?(?:the |these |those )?reports(?: together)?,?", " 一共 "),
    (r"\bwhat did (?P<what>[^,?]+?) (?:cost|spend)\b", r" \g<what> 花了多少钱 "),
    (r"\b(?:and |covering |with )?what (?:total |floor |surface |built )*area\b", "，面积多少 "),
    (r"\bhow many (?:turned up|came(?: along)?|showed up)\b", " 来了多少人 "),
    (r"\btogether\b(?=\s*\??$)", " 一共 "),
    (r"\b(?:biggest|largest|highest|most|top) first\b", " 从高到低 "),
    (r"\b(?:smallest|lowest|fewest) first\b", " 从低到高 "),
    (r"\bwhat (?:place|rank|position) did\b|\bwhere did\b(?=.*\brank\b)", " 排名第几 "),
    (r"^(?:among [^,]*, ?|of [^,]*, ?)?whose\b(?: reports?| towns?)?(?=.*\b(?:most|fewest|least|highest|lowest|more|fewer)\b)", " 哪个镇 "),
    (r"\bwhere (?:were|was|did|are|is)\b(?=.*\b(?:most|fewest|least|highest|lowest)\b)", " 哪个镇 "),
    (r"\bhow (?:do|does|did) (?P<what>[^,?]+?) (?:stack up|compare|measure up|match up)\b(?: on\b| in\b| for\b| over\b)?", r" \g<what> 对比 "),
    (r"\bhow big (?:is|was|are|were) (?:the |its )?(?:pool|team|crowd|force|group|corps) of\b", " 多少人 "),
    (r"\bhow (?:satisfied|happy|pleased) (?:was|were|is|are) (?:the )?(?:people|residents|callers|public|folks|users)?(?: with)?\b", " 满意率多少 "),
    (r"\bat what rate (?:was|were|is|are) (?:they |these |those )?(?P<done>\w+)", r" \g<done>率多少 "),
    (r"\bwhat (?:was|is|were|are) (?:the |its )?(?:\w+ )?rate (?:of|at which) (?P<what>[^,?]+)", r" \g<what>率 多少 "),
    (
        r"\bwhat (?:was|is|were|are) (?:the |its |their )*(?P<what>(?:(?!number|figure|count)\w+ ){0,2}(?:area|size|headcount|distance|length|score|cost|sum|rate|satisfaction|attendance|turnout|audience))\b(?: of| for)?",
        r" \g<what> 多少 ",
    ),
    (r"\bwhat (?:was|is|were|are) (?:the |its |their )*(?:total )?(?:number|figure|count)s?(?: of| for)?\b", " 多少 "),
    (r"\bhow much (?P<what>(?:back pay|[a-z]+)(?: money)?) did\s+(?:\w+ )?(?:win|get back|recover|claw back)\b", r" 多少钱 追回 \g<what> "),
    (rf"\band (?:for )?how much\b(?=.*\b(?:{_MONEY}))", "，多少钱 "),
    (r"\band how much\b", "，多少 "),
    (r"\b(?:and )?(?:for )?what (?:amount|sum)s?(?: of money)?\b", "，多少钱 "),
    (r"\b(?:did|do|does|has|have|had) not (?:\w+ ){0,2}(?:a single|any|one)\b|\bwithout (?:a single|any)\b", " 没有 "),
    (r"^\s*and (?:for |in |on )?(?:the |that )?(?P<what>(?:most|fewest|least|highest|lowest|average|mean|total|whole|full|previous|year|20\d\d)\b[^,?]{0,20})\?+\s*$", r" \g<what> 呢"),
    (r"\b(?:on )?(?:4(?:th)? (?:of )?december|december 4(?:th)?)\b", " 国家宪法日 "),
    (
        rf"\bwhat (?:did|do|does|was|were) (?P<what>[^,?]*?\b(?:{_MONEY})[^,?]*?) (?:come to|amount to|add up to|total|taken|imposed|levied|collected)\b",
        r" \g<what> 多少钱 ",
    ),
    (r"\bwhat (?:did|do|does) (?P<what>[^,?]+?) (?:come to|amount to|add up to|total)\b", r" \g<what> 多少 "),
    (r"\bwhat (?:fines?|sums?) (?:was|were) (?:imposed|collected|levied|taken)\b", " 罚款 多少钱 "),
    (
        r"\bwhat (?:share|proportion|percentage|part) of (?:all |the |its |their )*(?P<what>[^,?]+?) (?:was|were|had been|have been|got|is|are) (?P<done>[^,?]+)",
        r" \g<what> \g<done>率多少 ",
    ),
    (
        r"\bhow many (?P<what>(?:\w+ )?(?:disputes|cases|complaints|petitions|tickets|calls|suits|lawsuits)) (?:had to do with|concerned|involved|stemmed from|arose from|arose over|(?:were|was) (?:about|over|linked to|related to|caused by))\b (?:the |its )?(?P<some>[^,?]+)",
        r" 多少 \g<some> \g<what> ",
    ),
    (r"\bhow often (?:did|was|were|has|have|had)\b", " 多少次 "),
    (r"\band how many (?:people|persons|participants|attendees|residents)\b", "，多少人 "),
    (r"\b(?:please|can you|could you|tell me|i (?:want|need|would like)(?: to know)?|let me know|give me|show me)\b", " "),
    (
        r"\bhow many of (?:the |its |their )?(?P<all>[^,?]+?) (?:was|were|is|are|concerned|involved) (?:about |on |over |related to |for )?(?P<some>.+)",
        r" \g<all> 其中多少 \g<some> ",
    ),
    (r"\bamounts?(?: of money)?(?: paid| spent)?\b", " 多少钱 "),
    (r"\bcarr(?:y|ied|ying) out\b|\b(?:logged|recorded|reported)\b(?! no\b)|\bthat (?:same )?year\b", " "),
    (r"\b(?:and )?(?:for|to|of|in|from) how many\b", "，多少 "),
    (r"\b(?:the )?year before(?: that)?\b|\bthe previous one\b", " 上一年 "),
    (r"(?<=\d),(?=\d{3})", ""),
    (r"\b(?:yuan|rmb)\b", "元"),
    (r"\b(?:at least|no (?:fewer|less) than)(?= [\d.,]+)", " 不少于"),
    (r"\b(?:over|more than|above|exceeding|exceeded|upwards of)(?= [\d.,]+)", " 超过"),
    (r"\b(?:under|fewer than|less than|below)(?= [\d.,]+)", " 低于"),
    (r"(?<=[a-z]) (?:vs\.?|versus) (?=[a-z])", " 多少，"),
    (r"\b(?:town|township|sub ?district)s? (?:office|government)s?\b", " "),
    (r"\bhow (?:do |did |have )?(?:other|others|the others|other towns|other places|towns)\b[^,?]*?\b(?:write|wrote|put|phrase|word|describe|say)\b", " 范例 "),
    (r"\bhow (?:did|has|have|does) (?P<what>.+?) (?:change|changed|develop|developed|move|moved|shift|shifted|evolve|evolved|fare|fared)\b", r" \g<what> 变化 "),
    (r"^(?:out )?(?:of|among) (?:all )?(?P<what>[^,]+), ?how many\b", r" \g<what> 其中多少 "),
    (r"\btop (\d+)\b", r" 前\1名 "),
    (r"\bwho\b(?=.*\bno\b|.*\bany\b)", " 哪些镇 "),
    (r"^\s*which\b(?=.*\b(?:more|fewer)\b(?! than))", " 哪个镇 "),
    (r"\b(?:who|which (?:one|town|place|of (?:them|the two)))\b(?=.*\b(?:(?:more|fewer|higher|lower)\b(?! than [\d])|most\b|fewest\b|least\b))", " 哪个镇 "),
    (r"(?<=哪个镇)(?P<what>.*?)\b(?:more|higher)\b", r"\g<what> 最多 "),
    (r"(?<=哪个镇)(?P<what>.*?)\b(?:fewer|lower|less)\b", r"\g<what> 最少 "),
    (r"\b(?:which|what)(?: of the)? (?:towns|townships|places|sub ?districts|ones)\b|\bwho all\b", " 哪些镇 "),
    (r"\b(?:which|what)(?: of the)? (?:town|township|place|sub ?district|one)\b", " 哪个镇 "),
    (r"\bhow many(?: of the)? (?:towns|townships|places|sub ?districts)\b", " 有几个镇 "),
    (r"\b(?:all|every|each|the other|other)(?: the)? (?:towns?|townships?|places?|sub ?districts?|reports?)\b", " 各镇 "),
    (r"\b(?:sub ?district|township|town|development zone)s?(?=\s*(?:[,:;?.]|$|in\b|had\b|have\b|has\b|did\b|\s{3}))", " "),
    (r"\b(?:which|what) (?:types?|kinds?|categor(?:y|ies)|sorts?)(?: of)?\b", " 哪一类 "),
    (r"\bmost common\b", " 最多 "),
    (r"\bhow (?:do|does|did)\b(?=.*\bdiffer)", " "),
    (r"\bdiffer(?:s|ed)?\b(?: in| from| on)?", " 怎么 "),
    (r"\b(?:how much money|what (?:amount|sum)(?: of money)?)\b", " 多少钱 "),
    (rf"\bhow much\b(?=.*\b(?:{_MONEY}))", " 多少钱 "),
    (r"\bhow much\b", " 多少 "),
    (r"\b(?:and )?how many (?:of (?:them|those|these|which)|out of (?:them|those|these))\b", "，其中多少 "),
    (r"\b(?:of (?:which|them|those|these)|among (?:which|them|those|these)|out of (?:which|them|those|these))\b", "，其中 "),
    (r"\band how many\b", "，多少 "),
    (r"\bhow many (?:people|persons|participants|attendees|residents)\b", " 多少人 "),
    (r"\bhow many times\b", " 多少次 "),
    (r"\bhow many more\b", " 多多少 "),
    (r"\bhow many fewer\b", " 少多少 "),
    (r"\b(?:how many|what number of|the number of|number of|count of|no\. of|figures? for|how large|quantity of)\b", " 多少 "),
    (r"\bwhat (?:percentage|percent|per cent|share|proportion|fraction|part)(?: of)?\b|\bhow (?:high|low) (?:is|was)\b", " 比例多少 "),
    (r"\bby how much\b", " 多少 "),
    (r"\bhow long\b", " 多长时间 "),
    (r"\bhow often\b", " 多久一次 "),
    (r"\bwhat (?:about|of)\b|\bhow about\b", " 呢 "),
    (r"\bhow (?:do|does|did|is|are|was|were|has|have|can|to)\b|\bin what way\b|\bhow\b", " 怎么 "),
    (r"\bwhy\b|\bwhat (?:caused|causes|is the reason|was the reason|are the reasons|reasons?)\b", " 为什么 "),
    (r"\bwhat (?:problems|shortcomings|weaknesses|difficulties|challenges)\b", " 有哪些问题 "),
    (r"\bwho (?:leads?|runs?|is in charge of|is responsible for|hosts?|chairs?|handles?)\b", " 谁负责 "),
    (r"\b(?:the )?(?:most|highest number of|largest number of)\b|\b(?:the )?(?:biggest|largest)\b(?! (?:single|one))", " 最多 "),
    (r"\b(?:the )?(?:fewest|least|lowest number of|smallest)\b", " 最少 "),
    (r"\b(?:the )?(?:biggest|largest) (?:single|one)\b", " 最大一笔 "),
    (r"\b(?:the )?highest\b", " 最高 "),
    (r"\b(?:the )?lowest\b", " 最低 "),
    (r"\brank(?:ing|ed)?\b(?: (?:all|the|reports|towns|places|townships|them))*(?: (?:by|of|in|for))?|\bin order of\b|\bsort(?:ed)? by\b", " 排名 "),
    (r"\b(?:on average|average|mean|per town|per township)\b", " 平均 "),
    (r"\b(?:in|for|over) the (?:whole|entire|full) year\b", " 全年 "),
    (r"\b(?:across|in|for) the (?:whole|entire)\b|\b(?:whole|entire) (?:town|township|sub ?district)\b|\btown ?wide\b", " 全镇 "),
    (r"\b(?:in total|in all|altogether|overall|combined|all told|sum of|add(?:ed|ing)? up|put together|total number of|the total|total|grand total)\b", " 一共 "),
    (r"\b(?:(?:did not|didn't|have not|has not) (?:have |receive |record |see )?(?:any|a single|one)|(?:imposed|reported|handled|issued|made) no|had no|have no|has no|with no|without any|had not had any|received no|recorded no|zero|none|no)\b|\bnot (?:a single|any|one)\b", " 没有 "),
    (r"\b(?:compared? (?:with|to)|compared?|comparison|versus|vs|side by side|differences?|different(?:ly)?|alongside)\b\.?", " 对比 "),
    (r"(?<!多少)(?<!多少 )(?<!多少  )\b(?:examples?|samples?(?! (?:taken|tested|failed|passed|were|was))|passages?|templates?|model paragraphs?|paragraphs?|wording|drafts?|drafting|references?|excerpts?)\b", " 范例 "),
    (r"\bincreas(?:e|ed|ing)\b|\bris(?:e|en|ing)\b|\brose\b|\bgrew\b|\bgrowth\b|\bgo up\b|\bwent up\b", " 增加 "),
    (r"\bdecreas(?:e|ed|ing)\b|\bfell\b|\bdropp?(?:ed)?\b(?= (?:from|by \d|to|between|compared|\d))|\bdeclin(?:e|ed)\b|\bgo down\b|\bwent down\b", " 减少 "),
    (r"\bchang(?:e|ed|es)\b(?= (?:from|between|in|over|since)|$|[?,])", " 变化 "),
    (r"\bfirst half(?: of the year)?\b", " 上半年 "),
    (r"\bsecond half(?: of the year)?\b", " 下半年 "),
    (r"\b(?:whole|full|entire) year\b|\byear as a whole\b", " 全年 "),
    (r"\b(?:last|previous|prior) year\b", " 上一年 "),
    (r"\b(?:next|following|coming) year\b", " 下一年 "),
    (r"^\s*(?:did|does|do|was|were|has|have|had|is|are)\b(?: there)?(?=.*\bany(?:body|one|thing)?\b)", " 有没有 "),
    (r"\b(?:have|has|had|was|were|is|are|did|does|do|could|can)(?: not|n't)\b|\bnot(?: (?=[a-z])|\b)|\bnever\b|\b(?:didn|wasn|weren|isn|aren|hasn|haven|couldn)'?t\b", " 未"),
    (r"\bwas there\b|\bwere there\b|\bis there\b|\bare there\b", " 有没有 "),
    (r"\bwho\b", " 谁 "),
    (r"\blist(?=\b(?! of))|\bname(?= the\b)", " 哪些 "),
    (r"\bwhat\b", " 什么 "),
    (r"\bwhich\b", " 哪些 "),
    (r"\bthan\b", " 比 "),
    (r"\b(?:plus|as well as|along with)\b|[&+]", " and "),
    (r"\bor\b", " 或 "),
    (r"[?!.;:](?=\s|$)|[—–]|\s-\s|,", "，"),
)  # fmt: skip
# Left out: they join words, or say nothing of what is asked for.
_SAYS_NOTHING = frozenset(
    (
        "a an the of in on at for to by with from into its it their them they this that these those there is was were be been being "
        "are am do does did done has have had having will would can could should may might my our your his her he she we you i me us "
        "any some all each both also just only per as so if when where while during within under over about across among between out up "
        "town towns township townships place places report reports year years said say says state stated states mentioned manage managed "
        "many much more number numbers figure figures actually really ever whole entire one ones two s t re ll please its own carried "
        "carry out carrying conducted conduct hold held take took taken make made get got gave given put set hand handed handle handled "
        "handling deal dealt dealing process processed people person persons"
    ).split()
)
_WORD = re.compile(r"[a-z][a-z']*|\d[\d,.]*%?|[^\sa-z\d]+|\s+")
_ASKS = re.compile(r"多少|几|哪|谁|怎么|什么|呢|有没有|范例|最|排名|平均|超过|低于|不少于|没有")
_PLACES = re.compile(r"\bhow many (?:places|spots|locations)\b")
# Words answer these.
_TOLD = re.compile(r"怎么|为什么|什么|范例|谁负责|哪些(?!镇)")
_OVER_TOWNS = re.compile(r"哪个镇|哪些镇|几个镇|各镇|排名|对比|最[多少高低]")
_SCOPE = re.compile(r"\s*(?:全镇|全年|上半年|下半年|一共|平均|其中|和)\s*")
_MEASURES = re.compile(r"率|金额|场次|人次|件数|数量")
_BARE_BOUND = re.compile(r"(超过|低于|不少于) *([\d,.]++)(?! *[\d,.]*(?:%|率|元|万|人次|[件起人名次场份个条户]))")
_MONTHS = "january february march april may june july august september october november december".split()
# Quotes around words and the possessive of plurals; not 's.
_QUOTES = re.compile(r"[‘“”\"]|(?<![a-z])'|'(?![a-z])")
# In Bailu (Hongyang), …: what stood about names that are taken out.
_LEFT_BY_NAMES = re.compile(r"[(（]\s*[)）]|^\s*(?:in|for|at|during|of)?\s*(?:[(（]\s*[)）])?\s*,")
# quarrels and rows are one thing in Chinese.
_TWICE = re.compile(r"((?!多少)[一-鿿]{2,8})\s*(?:和|、|，)?\s*\1(?![一-鿿])")
_OF_RATE = re.compile(r"([一-鿿]{2,6})\s*(?:rate|percentage)\b")


@lru_cache(maxsize=256)
def to_chinese(question: str, *, placed: bool = False) -> str:
    """``question``, English without the names of its places and years, in Chinese words; an empty text where it says nothing.

    ``placed`` says that it names a town: places are then within it. Words that mean nothing here stay, and are met by nothing.
    """
    text = _LEFT_BY_NAMES.sub(" ", _QUOTES.sub(" ", without_hyphens(question.lower().replace("’", "'"))))
    text = _IN_BRACKETS.sub(lambda found: found.group() if _is_known(found[1]) else " ", text)
    text = _kept_whole().sub(lambda found: f" {_glossary()[found.group()]} ", text)
    text = _PLACES.sub(" 多少处 ", text) if placed else text
    for pattern, chinese in _forms():
        text = pattern.sub(chinese, text)
    said = re.sub(r"\band\b", " 和 ", _in_words(re.sub(r"\s+", " ", text)))
    said = _TWICE.sub(r"\1", said)
    said = re.sub(r"率?\s*(?<![\d.])%", "率", _OF_RATE.sub(r"\1率", said))
    said = re.sub(r"\b(?:rates?|percentages?|percent)\b", "率", said)
    said = re.sub(r"(?<=未) +", "", said)
    said = re.sub(r"哪一类 +(\S+) +(?=最)", r"哪一类\1", said)
    said = _BARE_BOUND.sub(r"\1\2件", said)
    said = re.sub(r"\b[a-z']{1,3}\b|'", " ", said)
    said = re.sub(r"(?<=哪些镇)\s+(?=没有)", "", said)
    said = re.sub(r"\s*，[\s，]*", "，", re.sub(r"\s+", " ", said)).strip(" ，和")
    return _counted(said)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Every English word that may stand in a question, so that none is taken for a place's name."""
    forms = " ".join(pattern for pattern, _ in _FORMS)
    said = (word for phrase in _glossary() for word in phrase.split())
    known = {*said, *_SAYS_NOTHING, *re.findall(r"[a-z]{3,}", forms)}
    return frozenset(known | {word[:-1] for word in known if word.endswith("s")})


def speaks_english(plain: str) -> bool:
    """Whether a question that is mostly Chinese has words in English: Ouwan 行政处罚 cases under the summary procedure."""
    words = re.findall(r"[a-z]{3,}", plain)
    return len(words) > 1 and any(word in _glossary() for word in words)


def _counted(said: str) -> str:
    """``said`` with 多少 behind each thing in it that is counted and doesn't say so."""
    if not said or _TOLD.search(said):
        return said
    if not _ASKS.search(said):
        said = f"{said}多少"
    if "多少" not in said and re.search("一共|平均", said):
        said = f"{said}多少"
    pieces = [piece.strip() for piece in said.split("，") if piece.strip()]
    if len(pieces) > 1 and any("多少" in piece for piece in pieces) and not _OVER_TOWNS.search(said):
        pieces = [
            piece if _ASKS.search(piece) or _SCOPE.fullmatch(piece) or not _counts(piece) else f"{piece}多少"
            for piece in pieces
        ]
    return "，".join(part for piece in pieces for part in _both(piece))


def _counts(piece: str) -> bool:
    """Whether ``piece`` names what can be counted, and not only whose it is."""
    return (
        any(kind(term) in ("object", "quality", "action") for term in asked_terms(piece))
        or _MEASURES.search(piece) is not None
    )


def _both(piece: str) -> list[str]:
    """热线工单 和 满意率 多少 as two things, each with 多少."""
    left, joined, right = piece.partition(" 和 ")
    if not joined or "多少" not in piece or _OVER_TOWNS.search(piece):
        return [piece]
    if not (_counts(left) and _counts(right)):
        return [piece]
    return [part if "多少" in part else f"{part}多少" for part in (left, right)]


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    ends = (
        (rf"\b(?:by|up to|until|as of|through|to)(?: the)? end of {month}\b", f" 截至{number}月底 ")
        for number, month in enumerate(_MONTHS, 1)
    )
    return tuple((re.compile(pattern), chinese) for pattern, chinese in (*ends, *_FORMS))


@lru_cache(maxsize=1)
def _glossary() -> dict[str, str]:
    """English words and phrases, and what reports write for them."""
    found: dict[str, str] = {}
    for line in resources.files("assistant").joinpath("data/english.txt").read_text("utf-8").splitlines():
        chinese, _, said = line.partition("#")[0].partition("|")
        for phrase in filter(None, (part.strip() for part in said.split(","))):
            for form in (phrase, *_plural(phrase)):
                found.setdefault(form, chinese.strip())
    for concept in concepts().values():
        for phrase in concept.en:
            for form in (phrase, *_plural(phrase)):
                found.setdefault(form, concept.zh[0])
    return found


# What is computed is read by the forms, whatever else the words may mean.
_COMPUTED = re.compile(
    r"\b(?:average|mean|total|overall|combined|most|fewest|least|more|fewer|how|what|which|than|year)\b"
)


_NONE_FIRST = re.compile(r"(?:no|zero|not|never|without)\b(?! fishing)")
_SHORT_PHRASE = 3


def _is_cut_up(phrase: str) -> bool:
    """Whether a form reads a word of ``phrase`` and leaves others."""
    rest = phrase
    for pattern, _ in _forms():
        rest = pattern.sub(" ", rest)
    left = [word for word in re.findall(r"[a-z]{3,}", rest) if word not in _SAYS_NOTHING]
    none = _NONE_FIRST.match(phrase) and len(phrase.split()) <= _SHORT_PHRASE  # no lawsuits says none of them
    return rest != phrase and bool(left) and not none and not _COMPUTED.search(phrase)


@lru_cache(maxsize=1)
def _kept_whole() -> re.Pattern[str]:
    """The phrases of the glossary of which a form would read a word by itself (fine amount, quarrels over water): they go first."""
    several = (phrase for phrase, chinese in _glossary().items() if " " in phrase and chinese and _is_cut_up(phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(several, key=len, reverse=True)))})\b")


# What means nothing here and stands in brackets (falü mingbairen) only says again what stands before it.
_HAN_OR_NUMBER = re.compile(r"[一-鿿\d]")
_IN_BRACKETS = re.compile(r"\(([^()]{1,40})\)")


def _is_known(words: str) -> bool:
    """Whether one of ``words`` means something here."""
    return _HAN_OR_NUMBER.search(words) is not None or any(_glossary().get(word) for word in words.split())


def _plural(phrase: str) -> tuple[str, ...]:
    if phrase.endswith("s") and not phrase.endswith("ss"):
        return ()
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return (f"{phrase[:-1]}ies",)
    return (f"{phrase}es",) if phrase.endswith(("s", "x", "ch", "sh")) else (f"{phrase}s",)


_WHOSE = re.compile(r" (?:their|his|her|its|our|the|an?) ")


def _in_words(text: str) -> str:
    """``text`` with its English words put into Chinese, the longest phrases first; neighbours of one noun stand together."""
    words = _glossary()
    tokens = _WORD.findall(text)
    found: list[str] = []
    at, behind = 0, -2
    while at < len(tokens):
        token = tokens[at]
        token = token.rstrip("'") if token[0].isalpha() else token
        if not token[0].isascii() or not token[0].isalnum():
            found.append(token)
            at += 1
            continue
        for length in range(_LONGEST, 0, -1):
            run = tokens[at : at + 2 * length - 1]
            phrase = "".join(run)
            if phrase not in words:
                phrase = _WHOSE.sub(" ", phrase).replace("'s", "")  # get their wages back, the adviser's fee
            if len(run) == 2 * length - 1 and phrase in words and not (length == 1 and phrase in _SAYS_NOTHING):
                if not words[phrase]:
                    found.append(" ")
                    at += 2 * length - 1
                    break
                if at == behind + 1 and found[-1] == " ":
                    found.pop()  # night mediation room: 夜间调解室
                found.append(words[phrase])
                at += 2 * length - 1
                behind = at
                break
        else:
            found.append(" " if token.removesuffix("'s") in _SAYS_NOTHING else token)
            at += 1
    return "".join(found)
