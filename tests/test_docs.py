import re

from validation_document import DOCUMENT, document

from backrun.models.baselines import baseline_accuracy


def test_the_validation_page_is_what_the_code_computes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), (
        "docs/validation.md has drifted: run `python tests/validation_document.py`"
    )


def test_the_validation_page_states_bias_and_rmse() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for row in baseline_accuracy().itertuples():
        bias = f"{row.bias:+.1f}".replace("-", "−")
        assert re.search(
            rf"\| {re.escape(row.equation)} \|.* {re.escape(bias)} \| {row.rmse:.1f} \|", text
        )


def test_studies_are_linked_by_their_doi() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert "https://doi.org/10.1097/00005768-199809000-00011" in text
    assert "https://doi.org/10.1152/japplphysiol.01177.2001" in text
