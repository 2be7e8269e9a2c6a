"""Figures that can't be meant: those of another village than the one asked about."""

from __future__ import annotations

import pytest

from index.embed import Embedder
from tests.assistant.libraries import assistant_over


def test_a_village_may_be_named_without_its_kind(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> None:
    """上岭村受理了几件 is answered by the row 上岭, and a village that is not there by nothing."""
    body = "村名 | 受理纠纷（件） | 化解纠纷（件）\n上岭 | 18 | 17\n下岭 | 20 | 19\n合计 | 38 | 36"
    report = f"云县岚坪乡2024年法治政府建设情况报告\n一、各村情况\n{body}\n"
    with assistant_over({"岚坪乡2024.txt": report}, tmp_path_factory, embedder) as assistant:
        assert [one.value for one in assistant.ask("岚坪乡上岭村受理了几件纠纷").figures][:1] == [18]
        assert assistant.ask("岚坪乡石岭村受理了几件纠纷").figures == ()


def test_in_prose_the_village_named_before_a_figure_is_meant(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> None:
    """It may stand at the head of the sentence; what is told of no village is the town's, not any village's."""
    report = (
        "云县岚坪乡2024年法治政府建设情况报告\n一、主要举措\n溪口村“评理屋”邀请老党员参与评理，调解纠纷46件。\n"
        "二、普法宣传\n全乡举办普法活动18场。\n"
    )
    with assistant_over({"岚坪乡2024.txt": report}, tmp_path_factory, embedder) as assistant:
        assert [one.value for one in assistant.ask("岚坪乡溪口村的评理屋2024年调了多少纠纷").figures] == [46]
        assert assistant.ask("岚坪乡北闸社区2024年办了多少场普法活动").figures == ()


def test_no_end_is_told_where_none_was(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> None:
    """How many came of a kind is not how many were settled, all penalties are no squad's, those reviewed are not those given."""
    report = (
        "云县岚坪乡2024年法治政府建设情况报告\n一、主要举措\n"
        "受理矛盾纠纷268件，化解成功259件，其中矿地纠纷57件、涉企纠纷211件。信访总量22件，同比减少9件。"
        "受理12345工单312件，办结310件。\n"
        "全年审查各类事项248件，其中合同协议215件、规范性文件4件、行政处罚决定29件；不予通过3件。\n"
        "办理行政处罚案件96件，罚款4.2万元。登记流动人口6820人。\n"
    )
    told = {
        "矿地纠纷调解成功了几件": [],
        "矿地纠纷有几件": [57],
        "信访件办结了多少件": [],
        "12345工单办结多少件": [310],
        "二中队办了多少件处罚案": [],
        "行政处罚多少件": [96],
        "审查行政处罚决定多少件": [29],
        "登记的外来流动人口有多少": [6820],
        "送审的事项里不予通过的几件": [3],
    }
    with assistant_over({"岚坪乡2024.txt": report}, tmp_path_factory, embedder) as assistant:
        for asked, values in told.items():
            assert [one.value for one in assistant.ask(f"岚坪乡2024年{asked}").figures] == values, asked
