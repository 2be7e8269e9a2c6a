"""A small library of invented towns, indexed once with the real model, and the assistant that answers over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.answer import Answer
from assistant.binding_check import BindingCheck
from assistant.chain import Assistant
from assistant.config import Settings
from assistant.evidence import Grounds, Mentions, grounds_of
from index.build import build
from index.config import IndexSettings
from index.embed import Embedder
from index.library import Library, writing_library
from tests.assistant.endpoint import KEY, Script, endpoint
from tests.assistant.libraries import TODAY, assistant_over

Ask = Callable[..., Answer]

REPORTS = {
    "青柯县松溪镇2023年法治政府建设情况报告.txt": """青柯县松溪镇人民政府
2023年法治政府建设情况报告

2023年，松溪镇坚持依法行政，现将有关情况报告如下。
一、主要举措和成效
（一）化解矛盾纠纷。全镇调解矛盾纠纷79件，调解成功率96.2%。办理信访事项51件，上一年为64件。
（二）开展普法宣传。举办普法讲座10场，发放宣传资料1.8万余份。
（三）规范行政执法。办理行政处罚案件17件，罚款9.3万元。
（四）落实法律顾问制度。聘请法律顾问2名，审查合同35份。
二、存在的不足
执法人员业务不够熟练，普法形式单一。
三、下一年工作安排
加强执法培训，举办普法讲座不少于12场。
""",
    "青柯县松溪镇2024年法治政府建设情况报告.txt": """青柯县松溪镇人民政府
2024年法治政府建设情况报告

2024年，松溪镇深入推进法治政府建设，现将有关情况报告如下。
一、主要举措和成效
（一）化解矛盾纠纷。健全镇村两级调解网络，全镇共调解矛盾纠纷86件，其中婚姻家庭纠纷31件、土地纠纷22件，调解成功率98.6%。\
镇综治中心调解矛盾纠纷37件。办理信访事项36件，较上年下降29.4%。全年未收到行政复议案件，行政诉讼2件。
（二）开展普法宣传。在老街设立“柿子树下普法摊”，每逢集日出摊，全年出摊48次。举办普法讲座14场，发放宣传资料2.6万余份，接受法律咨询1,450余人次。
（三）规范行政执法。办理行政处罚案件21件，罚款12.5万元。严格执行行政执法公示制度，执法人员培训每年不少于60学时。法治建设考核位列全县第3。
（四）落实法律顾问制度。聘请法律顾问3名，审查合同42份，提出意见57条。
二、存在的不足
一是执法队伍力量薄弱，持证人员少；二是普法内容与群众需求结合不紧。
三、2025年工作安排
计划举办普法讲座20场，新建法治广场2个。
""",
    "石岭乡2024年度法治政府建设工作总结.txt": """青柯县石岭乡2024年度法治政府建设工作总结
一、工作开展情况 （一）矛盾化解。全乡调解各类矛盾纠纷58起。收到行政复议案件1件，结果为维持。（二）普法工作。举办普法讲座9场，\
发放宣传资料8000余份。（三）执法工作。办理行政处罚案件6件，罚款5000元。 二、存在问题 山区村寨分散，执法半径大，出一次警要走两个钟头。 \
三、下一步打算 举办普法讲座16场。
""",
    "梅渡街道2024年法治政府建设情况报告.txt": """青柯县梅渡街道办事处
2024年法治政府建设情况报告
一、主要工作
1.调解矛盾。街道调解矛盾纠纷120余件，成功率97.5%。
2.普法宣传。举办普法讲座11场，发放宣传资料3万份。
3.信访工作。办理信访事项20件。未发生行政复议案件。
4.执法工作。办理行政处罚案件33件，罚款3.2万元。
5.法律顾问。街道与两家律师事务所签约，法律顾问审查合同28份。
二、存在不足
流动人口多，普法覆盖面不够。
""",
    "赤沙县松溪镇2024年法治政府建设报告.txt": """赤沙县松溪镇2024年法治政府建设报告
一、主要做法
（一）多元解纷。全镇调解矛盾纠纷73件，化解率95.9%。
（二）送法下乡。举办普法讲座7场，发放宣传资料6500份。
二、存在问题
法治宣传针对性不强。
""",
    "白鹭镇2023年法治政府建设情况.txt": """赤沙县白鹭镇2023年法治政府建设情况
一、主要做法
（一）多元解纷。全镇排查矛盾纠纷52件，调解成功44件。
（二）送法下乡。举办普法讲座5场。
二、存在问题
村级调解员年龄偏大。
""",
    # What reports should not look like, and do.
    "墨湖镇2024年法治政府建设情况报告.txt": """玄圃县墨湖镇2024年法治政府建设情况报告
一、主要做法
（一）调解纠纷。全镇调解矛盾纠纷**件，成功率**%。
（二）送法下乡。举办普法讲座*场，发放宣传资料****份。
""",
    "霧嶺鎮2024年法治政府建設情況報告.txt": """玄圃縣霧嶺鎮2024年法治政府建設情況報告
一、主要做法
（一）調解糾紛。全鎮調解矛盾糾紛六十八件，成功率百分之九十五。
（二）送法下鄉。舉辦普法講座八場，發放宣傳資料3000餘份。
""",
    "数溪镇2024年法治政府建设情况报告.txt": "玄圃县数溪镇2024年法治政府建设情况报告\n一、各村情况\n"
    + "".join(f"{chr(0x4E00 + n)}家村立界桩{n + 2}处，清沟{n + 3}条。\n" for n in range(1000))
    + "二、全镇情况\n全镇调解矛盾纠纷77件，举办普法讲座6场。\n",
}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """The invented library."""
    base: Path = tmp_path_factory.mktemp("small")
    settings = IndexSettings(corpus=base / "corpus", store=base / "store")
    settings.corpus.mkdir()
    for name, text in REPORTS.items():
        (settings.corpus / name).write_text(text, encoding="utf-8")
    library = writing_library(settings, "tests", embedder=embedder)
    built = build(settings, library=library)
    assert (built.reports, built.failed) == (len(REPORTS), ())
    yield library
    library.close()


@pytest.fixture(scope="module")
def assistant(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[Assistant]:
    """An assistant over the ``REPORTS`` of the test module, texts by file name."""
    with assistant_over(request.module.REPORTS, tmp_path_factory, embedder) as assistant:
        yield assistant


@pytest.fixture(scope="session")
def ask(small: Library) -> Ask:
    """Asks the invented library, on a fixed day; every answer is checked for what must hold of any."""
    settings = Settings(corpus=small.settings.corpus, store=small.settings.store)
    assistant = Assistant(small, settings, TODAY)

    def answered(question: str, *history: str) -> Answer:
        answer = assistant.ask(question, history)
        check(answer, small)
        return answer

    return answered


def check(answer: Answer, library: Library) -> None:
    """Quotes are the reports' own words, every figure stands in its quote, and every mark has its citation."""
    by_number = {citation.n: citation for citation in answer.citations}
    for citation in answer.citations:
        assert library.catalog.text(citation.report)[citation.start : citation.end] == citation.quote
    for figure in (*answer.figures, *answer.related):
        citation = by_number[figure.citation]
        assert citation.start <= figure.start < figure.end <= citation.end
        assert figure.words == library.catalog.text(figure.report)[figure.start : figure.end]
        assert (figure.place, figure.county) == (citation.place, citation.county)
    assert list(by_number) == list(range(1, len(by_number) + 1))
    assert answer.status == "answered" or not answer.figures
    assert answer.answer


def attached_to(url: str, library: Library, *, timeout: float = 10.0) -> Assistant:
    """An assistant over ``library`` with the model of an endpoint."""
    settings = Settings(
        corpus=library.settings.corpus,
        store=library.settings.store,
        llm_base_url=url,
        llm_model="scripted",
        llm_api_key=SecretStr(KEY),
        llm_timeout=timeout,
    )
    return Assistant(library, settings, TODAY)


@pytest.fixture(scope="session")
def written(small: Library) -> Ask:
    """Asks the invented library with a model attached that replies as the test says; every answer is checked."""

    def answered(question: str, script: Script | str, *history: str) -> Answer:
        script = script if isinstance(script, Script) else Script(script)
        with endpoint(script) as url:
            answer = attached_to(url, small).ask(question, history)
        check(answer, small)
        return answer

    return answered


@pytest.fixture(scope="session")
def grounds(small: Library) -> Callable[[str], Grounds]:
    """What an answer to a question over the invented library may rest on."""
    settings = Settings(corpus=small.settings.corpus, store=small.settings.store)
    assistant = Assistant(small, settings, TODAY)

    def of(question: str) -> Grounds:
        answer = replace(assistant.ask(question), question=question)
        gazetteer, _ = assistant._refresh()

        def mentions(text: str) -> Mentions:
            spans, unknown = gazetteer.named(text)
            return Mentions(tuple(spans), tuple(unknown))

        return grounds_of(answer, mentions, english=question.isascii())

    return of


@pytest.fixture(scope="session")
def checked(grounds: Callable[[str], Grounds]) -> Callable[[str, str], str]:
    """What of a sentence stands, in an answer to a question."""
    checks: dict[str, BindingCheck] = {}

    def of(question: str, sentence: str) -> str:
        if question not in checks:
            checks[question] = BindingCheck(grounds(question))
        return checks[question].check(sentence).text

    return of
