"""Every word that a person reads on the page, Chinese and English side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]

TEXT: dict[str, tuple[str, str]] = {
    # The frame
    "app.title": ("法治政府建设年度报告问答", "Law-based government reports"),
    "app.subtitle": ("依据乡镇报告原文作答，逐条注明出处", "Answers from townships' own reports, every source shown"),
    "app.opening": ("正在打开页面……", "Opening the page …"),
    "app.dark": ("深色", "Dark"),
    "app.light": ("浅色", "Light"),
    "app.theme": ("切换深色或浅色", "Switch between dark and light"),
    "app.other_language": ("English", "中文"),
    "app.no_script": ("本页面需要浏览器启用 JavaScript。", "This page needs JavaScript."),
    "toast.title": ("提示", "Notice"),
    "toast.too_large": ("文件过大，没有上传。", "The file is too large and was not uploaded."),
    "toast.busy": ("现在使用的人较多，请稍后再试。", "Many people are asking; please try again in a moment."),
    "toast.failed": ("刚才的操作没有成功，请再试一次。", "That did not work; please try again."),
    "tab.chat": ("问答", "Ask"),
    "tab.figures": ("指标", "Figures"),
    "tab.draft": ("写作", "Drafting"),
    "tab.library": ("资料库", "Library"),
    "tab.settings": ("设置", "Settings"),
    "login.title": (
        "法治政府建设年度报告问答，请登录后使用。",
        "Annual reports on law-based government: please log in.",
    ),
    # What the library is doing
    "stage.opening": ("正在打开资料库……", "Opening the library …"),
    "stage.indexing": ("正在整理报告……", "Indexing the reports …"),
    "stage.indexing_count": ("正在整理报告：{done}/{total}", "Indexing the reports: {done} of {total}"),
    "stage.warming": ("正在准备……（第一次启动约需半分钟）", "Getting ready … (about half a minute the first time)"),
    "stage.failed": ("资料库暂时无法使用", "The library can't be used"),
    # Welcome
    "welcome.heading": ("想了解哪份报告？", "What would you like to know?"),
    "welcome.holdings": (
        "资料库现有 {reports} 份报告，涉及 {places} 个乡镇（街道）{years}，共收录 {figures} 项数据。",
        "The library holds {reports} reports from {places} townships{years}, with {figures} figures.",
    ),
    "welcome.years": ("、{years}年度", ", for {years}"),
    "welcome.reports": ("现有报告", "Reports"),
    "welcome.more": ("另有 {count} 份……", "{count} more …"),
    "welcome.try": ("可以这样问", "Try asking"),
    "welcome.empty": (
        "资料库里还没有报告。请在“资料库”页上传（Word、PDF、网页或文本），或把文件放进 {corpus} 文件夹后点“重新整理”。",
        "There are no reports yet. Upload some under Library (Word, PDF, web pages or text), or put files into {corpus} "
        "and choose Index again.",
    ),
    "welcome.unplaced": ("未注明地区", "place not stated"),
    "welcome.undated": ("年份未注明", "year not stated"),
    "example.figure": ("{place}{year}年{indicator}多少{unit}？", "{place}{year}年{indicator}多少{unit}？"),
    "example.most": ("哪个乡镇调解矛盾纠纷最多？", "Which township mediated the most disputes?"),
    "example.compare": (
        "对比{first}和{second}的普法宣传做法",
        "Compare how {first} and {second} spread knowledge of the law",
    ),
    "example.practice": ("{place}在化解矛盾纠纷方面有哪些做法？", "How does {place} settle disputes?"),
    # The conversation, used by the script as well
    "js.placeholder": (
        "请输入问题，例如：张良镇2024年调解了多少起矛盾纠纷",
        "For example: how many disputes did Zhangliang mediate",
    ),
    "js.placeholder_short": ("请输入问题", "Type a question"),
    "js.ask": ("提问", "Ask"),
    "js.stop": ("停止", "Stop"),
    "js.question_label": ("问题", "Question"),
    "js.hint": ("Enter 发送，Shift+Enter 换行", "Enter sends, Shift+Enter starts a new line"),
    "js.too_long": ("问题最多 {limit} 个字，现有 {count} 个。", "At most {limit} characters; this has {count}."),
    "js.working": ("正在查阅报告……", "Reading the reports …"),
    "js.writing": ("正在撰写……", "Writing …"),
    "js.unchecked": ("正在核对：", "Being checked: "),
    "js.offline": (
        "与服务器的连接已断开，正在重新连接。如果一直不恢复，请联系管理员。",
        "The server can't be reached; trying again. If this lasts, tell your administrator.",
    ),
    "js.stopped": ("已停止。", "Stopped."),
    "js.failed": ("没能得到回答，请再问一次。", "No answer came back. Please ask again."),
    "js.unanswered": ("这个问题还没有回答。", "This question has not been answered."),
    "js.again": ("再问一次", "Ask again"),
    "js.you": ("您的提问", "Your question"),
    "js.source_failed": ("没能打开原文，请再试一次。", "The source could not be opened. Please try again."),
    "js.copied": ("已复制", "Copied"),
    "js.copy_failed": ("浏览器不允许复制", "The browser refused to copy"),
    "js.all": ("全部", "All"),
    "js.places": ("地方", "Places"),
    "js.years": ("年份", "Years"),
    "js.add_place": ("添加乡镇……", "Add a township …"),
    "js.add_year": ("添加年份……", "Add a year …"),
    "js.ask_scope": ("按此范围重问", "Ask in this scope"),
    "js.cancel": ("取消", "Cancel"),
    "js.remove": ("去掉 {name}", "Remove {name}"),
    "js.comment": ("哪里不对？（可不填）", "What is wrong? (optional)"),
    "js.send_comment": ("提交", "Send"),
    "js.thanks": ("已记下，谢谢。", "Noted, thank you."),
    "js.feedback_failed": ("没能保存，请再试一次。", "It could not be kept. Please try again."),
    "js.delete": ("删除", "Delete"),
    "js.delete_label": ("删除对话：{name}", "Delete the conversation: {name}"),
    "js.no_conversations": ("还没有对话记录。", "No conversations yet."),
    "js.export_name": ("问答记录", "Questions and answers"),
    "js.export_failed": ("没能导出，请再试一次。", "It could not be exported. Please try again."),
    "chat.new": ("新对话", "New conversation"),
    "chat.conversations": ("对话记录", "Conversations"),
    "chat.close_list": ("收起对话记录", "Close the list"),
    "chat.export": ("导出 Word", "Export to Word"),
    "chat.kept_here": ("对话只保存在这个浏览器里。", "Conversations are kept in this browser only."),
    "chat.log": ("对话", "Conversation"),
    "chat.empty_question": ("请先输入问题。", "Please type a question first."),
    "chat.unexpected": (
        "处理时出了意外错误，已记入日志。请再试一次。",
        "Something unexpected went wrong; it has been logged. Please try again.",
    ),
    # An answer
    "answer.source": ("来源 {n}", "Source {n}"),
    "answer.sources": ("来源", "Sources"),
    "answer.more_sources": ("其余 {count} 条来源", "{count} more sources"),
    "answer.open": ("查看原文", "Open the report"),
    "answer.scope": ("查找范围", "Scope"),
    "answer.year": ("{year}年", "{year}"),
    "answer.approx": ("约", "about "),
    "answer.worded": ("原文：{words}", "as written: {words}"),
    "answer.not_stated": ("未载明", "not stated"),
    "answer.places": ("{count} 个乡镇（街道）", "{count} townships"),
    "answer.years": ("{first}—{last}年", "{first} to {last}"),
    "answer.edit_scope": ("修改", "Change"),
    "answer.retry": ("重新回答", "Answer again"),
    "answer.good": ("有用", "Useful"),
    "answer.bad": ("有误", "Not right"),
    "answer.related": ("相近的数据", "Related figures"),
    "answer.suggestions": ("还可以问", "You may also ask"),
    "answer.copy": ("复制（含来源）", "Copy with sources"),
    "answer.extractive": ("摘自报告原文", "Quoted from the reports"),
    "answer.model": ("由 {model} 撰写，数据已与原文核对", "Written by {model}, figures checked against the reports"),
    "answer.op.sum": ("合计", "Total"),
    "answer.op.mean": ("平均", "Average"),
    "answer.op.count": ("份数", "Count"),
    "answer.op.max": ("最高", "Highest"),
    "answer.op.min": ("最低", "Lowest"),
    "answer.op.rank": ("排序", "Ranking"),
    "answer.op.change": ("变化", "Change"),
    "answer.error": ("出错了", "Something went wrong"),
    "answer.not_found": ("没有找到", "Not found"),
    "answer.table": ("比较", "Comparison"),
    "answer.sort": ("点击表头可排序", "Click a heading to sort"),
    # A conversation as a Word file
    "word.title": ("法治政府建设年度报告问答记录", "Questions and answers on annual reports"),
    "word.question": ("{n}. {question}", "{n}. {question}"),
    "word.source": ("{where}《{title}》{section}：“{quote}”", "{where}, {title}, {section}: “{quote}”"),
    "word.unanswered": ("（没有回答）", "(not answered)"),
    # The ledger of figures
    "figures.working": ("正在整理数据……", "Gathering the figures …"),
    "figures.indicator": ("指标", "Indicator"),
    "figures.indicator_hint": ("选择或输入，如：矛盾纠纷", "Choose or type, such as 矛盾纠纷"),
    "figures.picks": ("常看的指标", "Often looked at"),
    "figures.topic": ("{name}（{count} 份报告）", "{name} ({count} reports)"),
    "figures.places": ("地方", "Places"),
    "figures.years": ("年度", "Years"),
    "figures.any": ("不选即全部", "None chosen means all"),
    "figures.part": ("其中", "part"),
    "figures.every": ("含计划、要求", "Also plans and requirements"),
    "figures.every_hint": ("平时只列实际做到的", "Otherwise only what was done"),
    "figures.place": ("地方", "Place"),
    "figures.year": ("年度", "Year"),
    "figures.value": ("数值", "Value"),
    "figures.sentence": ("原句", "Sentence"),
    "figures.bar": ("以“{unit}”计的比较", "Compared, in {unit}"),
    "figures.count": ("共 {count} 条。", "{count} figures."),
    "figures.first": (
        "共 {count} 条，列出前 {shown} 条，下载可得全部。",
        "{count} figures, the first {shown} shown; download for all.",
    ),
    "figures.coverage": ("{reports} 份报告中 {covered} 份载有。", "{covered} of {reports} reports state it."),
    "figures.missing": ("未载明（不等于 0）：{names}。", " Not stated (which is not 0): {names}."),
    "figures.none": (
        "没有符合条件的数据。可换一个指标，或放宽地方和年度。",
        "No figure fits. Try another indicator, or more places and years.",
    ),
    "figures.no_reports": (
        "资料库还没有报告，或仍在准备。",
        "There are no reports yet, or the library is still getting ready.",
    ),
    "figures.xlsx": ("下载 Excel", "Download Excel"),
    "figures.csv": ("下载 CSV", "Download CSV"),
    "figures.file": ("指标台账", "figures"),
    "role.requirement": ("要求", "requirement"),
    "role.plan": ("计划", "plan"),
    "role.growth": ("增减", "change"),
    "role.rank": ("名次", "rank"),
    "role.other_year": ("其他年度", "other year"),
    "role.other_party": ("其他单位", "other party"),
    "role.superseded": ("已更正", "corrected since"),
    # Drafting
    "draft.part": ("报告部分", "Part of the report"),
    "draft.any_part": ("不限", "Any"),
    "draft.topic": ("主题", "Topic"),
    "draft.any_topic": ("不限", "Any"),
    "draft.places": ("地方（不选即全部）", "Places (none chosen: all)"),
    "draft.years": ("年度（不选即全部）", "Years (none chosen: all)"),
    "draft.text": ("还想找什么", "What else"),
    "draft.text_hint": ("如：法律明白人、合同审查", "Such as 法律明白人"),
    "draft.find": ("查找范例", "Find examples"),
    "draft.examples": ("范例段落", "Example paragraphs"),
    "draft.say": (
        "选择报告的部分和主题，或写下想找的内容，再点“查找范例”。",
        "Choose a part and a topic, or type, then find examples.",
    ),
    "draft.none": (
        "没有找到合适的段落。可换个主题或放宽地方和年度。",
        "No paragraph fits. Try another topic, or more places and years.",
    ),
    "draft.found": ("找到 {count} 段，写法相近的已合并。", "{count} paragraphs, those alike folded."),
    "draft.alike": ("另有 {count} 段写法相近", "{count} more say the same"),
    "draft.take": ("放入素材篮", "Put in the basket"),
    "draft.basket": ("素材篮", "Basket"),
    "draft.basket_hint": (
        "选好的段落按报告的法定部分排入提纲。",
        "Chosen paragraphs go into an outline of the statutory parts.",
    ),
    "draft.export": ("导出 Word 提纲", "Export to Word"),
    "draft.clear": ("清空", "Clear"),
    "draft.blanks": (
        "导出时，别处的地名、人名和数据改为【待填】，来源列为脚注。",
        "In the export other towns' names, people and figures become 【待填】, sources become notes.",
    ),
    "draft.file": ("法治政府建设情况报告提纲", "draft"),
    "basket.take": ("放入素材篮", "Put in the basket"),
    "basket.taken": ("已放入，点击取出", "In the basket, click to take out"),
    "basket.remove": ("取出 {name}", "Take out {name}"),
    "basket.failed": ("没能导出，请再试一次。", "It could not be exported. Please try again."),
    "part.opening": ("开头", "Opening"),
    "part.measures": ("举措和成效", "Measures and results"),
    "part.shortcomings": ("不足和原因", "Shortcomings"),
    "part.responsibility": ("第一责任人履职", "First responsible person"),
    "part.plans": ("下一年安排", "Next year"),
    # The library
    "library.upload": (
        "上传报告：docx、pdf、html、txt、md，可一次拖入多个",
        "Upload reports: docx, pdf, html, txt, md; drop one or many",
    ),
    "library.count": ("共 {count} 份报告，新加入的在前。", "{count} reports, the newest first."),
    "library.first": ("共 {count} 份，列出最近的 {shown} 份。", "{count} reports, the latest {shown} shown."),
    "library.reindex": ("重新整理", "Index again"),
    "library.empty": ("还没有报告。请在上方上传。", "There are no reports yet. Upload some above."),
    "library.place": ("地方", "Place"),
    "library.year": ("年度", "Year"),
    "library.title": ("标题与文件", "Title and file"),
    "library.figures": ("数据项", "Figures"),
    "library.added": ("加入日期", "Added"),
    "library.now_added": ("已加入：{what}。", "Added: {what}."),
    "library.notes": ("提示", "Notes"),
    "library.view": ("查看", "View"),
    "library.correct": ("更正", "Correct"),
    "library.delete": ("删除", "Delete"),
    "library.duplicate": ("与另一份报告内容相同，合计时不重复计算", "Same text as another report; counted once"),
    "library.beside": (
        "同一地方、同一年度还有：{file}，请核对是否重复",
        "Same place and year as {file}; is it the same report?",
    ),
    "library.corrected": ("地方或年度经人工更正", "Place or year corrected by hand"),
    "library.failed": ("{count} 个文件没能使用", "{count} files could not be used"),
    "library.same": ("已有相同的文件：{file}", "The same file is there already: {file}"),
    "library.renamed": ("已有同名文件，存为 {file}。", " The name was taken; kept as {file}."),
    "library.corrected_now": ("已更正。", "Corrected."),
    "library.deleted": ("已删除。", "Deleted."),
    "library.reindexed": ("整理完毕。", "Done."),
    "library.counts": (
        "新增 {added}，更新 {updated}，移除 {removed}，未变 {skipped}。",
        "{added} added, {updated} updated, {removed} removed, {skipped} unchanged.",
    ),
    "library.step_embed": ("正在建立检索：{done}/{total} 段", "Making passages searchable: {done} of {total}"),
    "library.step_store": ("正在存入：{done}/{total} 份（{file}）", "Storing: {done} of {total} ({file})"),
    "library.index_failed": ("没能整理：", "Not indexed:"),
    "library.not_allowed": ("只有管理员可以更改资料库。", "Only an administrator may change the library."),
    "lib.province": ("省", "Province"),
    "lib.city": ("市", "City"),
    "lib.county": ("县（市、区）", "County"),
    "lib.township": ("乡镇（街道）", "Township"),
    "lib.year": ("报告年度", "Year"),
    "lib.save": ("保存", "Save"),
    "lib.cancel": ("取消", "Cancel"),
    "lib.delete": ("确认删除", "Delete"),
    "lib.sure": (
        "确定删除“{file}”？文件将从报告文件夹中移除。",
        "Delete “{file}”? The file is removed from the folder.",
    ),
    # Settings
    "settings.model": ("语言模型（可选）", "Language model (optional)"),
    "settings.endpoint": ("接口地址", "Endpoint"),
    "settings.name": ("模型", "Model"),
    "settings.note": ("说明", "Note"),
    "settings.none": ("未设置", "not set"),
    "settings.without_model": (
        "没有接入语言模型，回答直接摘自报告原文，数据同样准确。",
        "No language model is attached: answers are quoted from the reports, and figures are just as exact.",
    ),
    "settings.attach": (
        "启动前设置以下两项（以本机 Ollama 为例；需要密钥的接口再设 FAZHI_LLM_API_KEY），然后重新启动：",
        "Set these before starting (Ollama on this machine as an example; FAZHI_LLM_API_KEY where a key is needed), "
        "then start again:",
    ),
    "settings.attach_label": ("接入方法", "To attach one"),
    "settings.with_model": (
        "语言模型负责组织文字；其中的数据和引文都与原文核对，核对不过时改用原文摘录。",
        "The model words the answers; figures and quotes are checked against the reports, and where they fail the "
        "quotes stand alone.",
    ),
    "model.choose": ("用来组织文字的模型（对所有人生效）", "The model that words the answers (for everyone)"),
    "model.none": ("不用模型，只摘录原文", "No model, quotes only"),
    "model.test": ("测试", "Test"),
    "model.testing": ("正在测试……", "Testing …"),
    "model.chosen": ("以后的回答由 {model} 组织文字。", "Answers are worded by {model} from now on."),
    "model.off": ("以后的回答只摘录报告原文。", "Answers are quoted from the reports from now on."),
    "settings.library": ("资料库", "Library"),
    "settings.corpus": ("报告文件夹", "Folder of reports"),
    "settings.store": ("索引文件夹", "Folder of the index"),
    "settings.size": ("索引大小", "Size of the index"),
    "settings.megabytes": ("{size} MB", "{size} MB"),
    "settings.embedding": ("向量模型", "Embedding model"),
    "settings.reports": ("报告数", "Reports"),
    "settings.figures": ("数据项数", "Figures"),
    "settings.notices": ("提醒", "Notices"),
    "settings.about": ("关于", "About"),
    "settings.version": ("版本", "Version"),
    "settings.how": ("回答的依据", "What answers rest on"),
    "settings.how_said": (
        "每项数据都绑定地方、年度、指标和单位，引文逐字取自报告；报告没有载明的，如实说明，不作推测。",
        "Every figure is bound to its place, year, indicator and unit, every quote is the report's own words; what "
        "reports don't state is said to be so, never guessed.",
    ),
    # The source panel
    "source.title": ("报告原文", "Report"),
    "source.close": ("关闭", "Close"),
    "source.previous": ("上一条", "Previous"),
    "source.next": ("下一条", "Next"),
    "source.back_to_quote": ("回到引文", "Back to the quote"),
    "source.untitled": ("（无标题）", "(untitled)"),
    "source.file": ("文件：{file}", "File: {file}"),
    "source.issued": ("成文日期：{date}", "Issued: {date}"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The words called ``key``, with ``values`` put in. An unknown key is a programmer's error: KeyError."""
        pair = TEXT[key]
        words = pair[0] if self.language == "zh" else pair[1]
        return words.format(**values) if values else words

    def group(self, prefix: str) -> dict[str, str]:
        """All words whose key begins with ``prefix.``, by the rest of the key."""
        return {key.removeprefix(f"{prefix}."): self(key) for key in TEXT if key.startswith(f"{prefix}.")}

    def message(self, error: Exception) -> str:
        """What went wrong, in this language where the error knows it."""
        return str(getattr(error, "english", error)) if self.language == "en" else str(error)


ZH = Words("zh")
EN = Words("en")
