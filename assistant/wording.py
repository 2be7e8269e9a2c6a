"""The sentences that answers are made of, in Chinese and English: all the words that the chain itself says."""

from __future__ import annotations

from dataclasses import dataclass

NO_MODEL = "没有接入语言模型，以上由报告原文组成。No language model is attached; the answer consists of the reports' own words."


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's sentences; ``{…}`` are filled in by the composer."""

    figure: str
    figure_other_year: str
    undated: str
    assumed_latest: str
    not_stated: str
    not_stated_part: str
    by_kind: str
    near: str
    instead: str
    coverage: str
    years_differ: str
    missing: str
    maximum: str
    minimum: str
    nth: str
    no_such_place: str
    others: str
    place_head: str
    year_head: str
    earlier: str
    later: str
    change_head: str
    total: str
    total_of_items: str
    mean: str
    counted: str
    counted_none: str
    counted_zero: str
    ranking: str
    difference: str
    change_up: str
    change_down: str
    change_none: str
    excluded: str
    about: str
    no_passage: str
    practice_place: str
    practice_missing: str
    example_intro: str
    example_near: str
    narrative_near: str
    compare_intro: str
    alike: str
    library: str
    library_line: str
    untitled: str
    off_topic: str
    two_scopes: str
    bare: str


CHINESE = Wording(
    figure="{place}{year}：{statement}{cite}。",
    figure_other_year="{place}{year}：{statement}{cite}（出自{report_year}的报告）。",
    undated="（年份未载明）",
    assumed_latest="问题没有说明年份，以下按各地最新的报告回答。",
    not_stated="{place}{year}的报告没有载明“{topic}”（没有载明不等于0）。",
    not_stated_part="没有载明“{topic}”（不等于0）。",
    by_kind="只有分项、没有总数：{items}，请核对要的是哪一项。",
    near="报告中相近的数字有：{items}，请核对是否是您要的。",
    instead="最新的报告写的是：{items}，不能当作所问年份的数字。",
    coverage="{reports}份报告中{covered}份载有该指标。",
    years_differ="各地报告的年份不同，比较时请留意。",
    missing="未载明（不等于0）：{places}。",
    maximum="{place}{year}最多：{statement}{cite}。",
    minimum="{place}{year}最少：{statement}{cite}。",
    no_such_place="只有{count}个数可以比较，没有第{nth}位。",
    nth="第{nth}：{place}{year}，{statement}{cite}。",
    others="其余：{items}。",
    place_head="地方",
    year_head="年份",
    earlier="较早一年",
    later="较晚一年",
    change_head="增减",
    total="合计{about}{value}{unit}，由{count}份报告相加：{items}。",
    total_of_items="合计{about}{value}{unit}，由{count}项相加：{items}。",
    mean="平均{about}{value}{unit}，由{count}份报告得出：{items}。",
    counted="符合条件的有{count}{unit}：{items}。",
    counted_none="载有该指标的报告中没有符合条件的。",
    counted_zero="报告写明没有发生的：{items}。其余报告没有写明，不能当作没有发生。",
    ranking="从{direction}排列：{items}。",
    difference="两者相差{about}{value}{unit}。",
    change_up="{place}从{first}到{last}增加{about}{value}{unit}：{items}。",
    change_down="{place}从{first}到{last}减少{about}{value}{unit}：{items}。",
    change_none="{place}从{first}到{last}没有变化：{items}。",
    excluded="以下单位不同，没有放在一起计算：{items}。",
    about="约",
    no_passage="在{scope}中没有找到关于“{topic}”的内容。",
    practice_place="{place}{year}",
    practice_missing="没有找到相关内容的：{places}。",
    example_intro="以下是可以参考的段落（原文照录，使用时请改成本地情况）：",
    example_near="没有写得完全一样的，以下是最相近的段落（原文照录，请看是否合用）：",
    alike="写法相近的还有：{places}。",
    narrative_near="报告里最接近的说法如下（请看是否答了您的问题）：",
    compare_intro="各地的写法和做法如下：",
    library="资料库现有{count}份报告：",
    library_line="{place}{year}：《{title}》",
    untitled="无标题",
    off_topic="资料库里的法治政府建设报告没有涉及这个问题。可以问：某镇某年调解了多少起矛盾纠纷、各镇怎么落实法律顾问制度。",
    two_scopes="报告中有两处口径不同的数字，请按原文的范围选用。",
    bare="请说明要问哪个地方、哪一年的什么事项，例如：{example}？",
)

ENGLISH = Wording(
    figure="{place}, {year}: {statement}{cite}.",
    figure_other_year="{place}, {year}: {statement}{cite} (from the report on {report_year}).",
    undated=" (year not stated)",
    assumed_latest="No year was given, so the latest report of each place is used.",
    not_stated="The report of {place}, {year} does not state “{topic}” (which does not mean zero).",
    not_stated_part="“{topic}” is not stated (which does not mean zero).",
    by_kind="Stated kind by kind only, without a total: {items}. Please check which of them you want.",
    near="Figures close to it: {items}. Please check whether one of them is what you want.",
    instead="The newest reports say: {items}; that is not the year asked about.",
    coverage="{covered} of {reports} reports state it.",
    years_differ="The reports are of different years: mind that when comparing.",
    missing="Not stated (which does not mean zero): {places}.",
    maximum="{place}, {year} has the most: {statement}{cite}.",
    minimum="{place}, {year} has the least: {statement}{cite}.",
    no_such_place="Only {count} figures can be compared: there is no place {nth}.",
    nth="No. {nth}: {place}, {year}, {statement}{cite}.",
    others="Others: {items}.",
    place_head="Place",
    year_head="Year",
    earlier="Earlier",
    later="Later",
    change_head="Change",
    total="{about}{value} {unit} in all, added up from {count} reports: {items}.",
    total_of_items="{about}{value} {unit} in all, added up from {count} figures: {items}.",
    mean="{about}{value} {unit} on average, from {count} reports: {items}.",
    counted="{count} meet it: {items}.",
    counted_none="None of the reports that state it meets the condition.",
    counted_zero="Reports that say there were none: {items}. The others say nothing, which does not mean none.",
    ranking="In order ({direction}): {items}.",
    difference="The difference is {about}{value} {unit}.",
    change_up="{place}: up by {about}{value} {unit} from {first} to {last}: {items}.",
    change_down="{place}: down by {about}{value} {unit} from {first} to {last}: {items}.",
    change_none="{place}: no change from {first} to {last}: {items}.",
    excluded="In other units, so left out of the computation: {items}.",
    about="about ",
    no_passage="Nothing about “{topic}” was found in {scope}.",
    practice_place="{place}, {year}",
    practice_missing="Nothing found for: {places}.",
    example_intro="Passages to draft from (quoted as they stand):",
    example_near="Nothing deals with exactly this; these passages come nearest (quoted as they stand):",
    alike="Worded much alike: {places}.",
    narrative_near="What comes nearest in the report (please see whether it answers you):",
    compare_intro="How each place does it:",
    library="The library holds {count} reports:",
    library_line="{place}, {year}: {title}",
    untitled="(untitled)",
    off_topic="The reports in the library do not deal with this. Try: how many disputes did a town mediate in a year?",
    two_scopes="The report gives two figures of different scope; please choose by their wording.",
    bare="Please say which place, which year and what you want to know, e.g. {example}",
)


def wording(english: bool) -> Wording:
    """The sentences in the language of the question."""
    return ENGLISH if english else CHINESE
