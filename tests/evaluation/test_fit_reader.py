"""The tool that fits the second reading: what it learns is what the program then reads."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch

from index.bundled import unpack_bundled
from index.pair_encoder import PairEncoder, PairNetwork
from tests.evaluation.fit_reader import Read, fit, save


def test_what_is_fitted_is_read_back(model_store: Path, tmp_path: Path) -> None:
    """After a few steps the right passage scores above the wrong one, and so it does with the weights read from the file."""
    random.seed(1)
    torch.manual_seed(1)
    network = PairNetwork(unpack_bundled(model_store))
    question, right, wrong = "实际几个人", "编制14人，实有【11人】。", "编制【14人】，实有11人。"
    pairs = (network.encode(question, right), network.encode(question, wrong))
    none = fit(network, [Read(pairs, torch.tensor([True, False]), 1.0)] * 4 * 12, count=4)
    with torch.no_grad():
        fitted = network.forward(*network.batch_of_pairs(pairs)).numpy()
    assert fitted[0] > fitted[1]
    save(network, none, tmp_path / "weights.npz")
    encoder = PairEncoder(model_store, tmp_path / "weights.npz")
    assert encoder.none == pytest.approx(float(none), abs=1e-3)
    again = encoder.scores(question, [right, wrong])
    assert np.abs(again - fitted).max() < 0.2 * np.abs(fitted).max() + 0.1
