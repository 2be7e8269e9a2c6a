"""Which kind of place is meant, and what only holds its characters."""

from __future__ import annotations

import pytest

from assistant.town_kinds import kind_of_town


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("各街道一共办了多少件复议", "街道"),
        ("所有街道里谁调解最多", "街道"),
        ("罚款超过10万元的街道有几个", "街道"),
        ("其他街道一共调解了多少起", "街道"),
        ("Which subdistrict handled the most petitions?", "街道"),
        ("所有的乡（民族乡也算，镇和街道不算）里调解最多的", "乡"),
        ("各乡镇办了多少场", ""),
        ("哪个镇最多", ""),
        ("各街道和乡镇分别多少", ""),
        ("各街道（含镇）学法多少次", ""),
        ("哪些乡约做法好", ""),
        ("哪些乡间道路纠纷", ""),
        ("towns and subdistricts with the most disputes", ""),
    ],
)
def test_the_kind_of_place(text: str, kind: str) -> None:
    """街道 and 乡 where only they are meant; 镇 stands for all."""
    assert kind_of_town(text) == kind
