import pytest
from model_reference import COMPARISONS, FILE, OXYGEN, recorded, result

from backrun import MODEL_VERSION

HOW_TO_MOVE = (
    f"results moved while MODEL_VERSION stayed {MODEL_VERSION}: if that is meant, bump "
    "MODEL_VERSION in backrun/evidence/coefficients.py and run `python tests/model_reference.py`"
)


def test_this_version_has_its_results_on_record() -> None:
    assert FILE.exists(), f"no {FILE.name}: run `python tests/model_reference.py`"
    assert len(recorded()) == len(OXYGEN) + len(COMPARISONS)


@pytest.mark.parametrize(
    "row", recorded() if FILE.exists() else [], ids=lambda row: f"{row['call']} {row['arguments']}"
)
def test_results_stay_while_the_version_stays(row: dict[str, str]) -> None:
    estimate = result(row["call"], row["arguments"])
    for bound in ("low", "central", "high"):
        expected = pytest.approx(float(row[bound]), rel=1e-7, abs=1e-9)
        assert getattr(estimate, bound) == expected, HOW_TO_MOVE
