import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backrun.evidence import (
    EvidenceError,
    claims,
    coefficients,
    joint_rows,
    muscle_rows,
    oxygen_cost_rows,
    ratio_rows,
    rules,
    sources,
)
from backrun.evidence.rows import DATA
from backrun.evidence.studies import (
    DESIGNS,
    OURSELVES,
    TOPICS,
    read_studies,
    select_studies,
    studies,
)
from backrun.evidence.uses import KINDS, uses, uses_by_study

KEY_COLUMNS = {
    "study_id",
    "source",
    "role_source",
    "article",
    "studies_for",
    "studies_against",
    "studies_context",
}


def keys_in_the_data_files() -> set[str]:
    """Read the keys straight from the files, without the code under test."""
    found: set[str] = set()
    for path in DATA.glob("*.csv"):
        if path.name in ("sources.csv", "studies.csv"):
            continue
        with path.open(newline="", encoding="utf-8") as file:
            for record in csv.DictReader(file):
                for column in KEY_COLUMNS & set(record):
                    found.update(record[column].split())
    return found


def test_every_source_has_a_row_and_every_row_a_source() -> None:
    assert list(studies()) == [key for key in sources() if key != OURSELVES]


def test_every_study_of_every_data_file_is_in_the_ledger() -> None:
    assert keys_in_the_data_files() - {OURSELVES} <= set(studies())


def test_every_use_of_a_study_in_the_data_files_is_found() -> None:
    assert set(uses_by_study()) == keys_in_the_data_files()


def test_the_people_are_those_of_the_data_files() -> None:
    rows = (*oxygen_cost_rows(), *ratio_rows(), *muscle_rows(), *joint_rows())
    for row in rows:
        # The Compendium measured nobody itself; the people behind its entries are inferred.
        if row.n is not None and row.study_id != "compendium2024":
            assert studies()[row.study_id].n == row.n, row.study_id


def test_a_difference_in_points_is_not_told_as_a_percentage() -> None:
    """A risk difference counts people in a hundred; an odds ratio is not a ratio of risks."""
    for study_id in ("damsted2019", "nielsen2014_ijspt"):
        assert "more of every 100 runners" in studies()[study_id].found
    assert "the odds of a hospital stay" in studies()["graves2014"].found


def test_the_text_is_ours_and_whole() -> None:
    for study in studies().values():
        for text in (study.found, study.watch):
            assert text == "" or text[-1] == ".", study.study_id
            assert not re.search(r"from memory|recalled|\bbrief\b|\bseed\b|store\b|TODO|\?\?", text)
        assert not set("<>|*`") & set(study.found + study.watch + study.who + study.speeds)


def test_what_could_not_be_read_says_so() -> None:
    for key in ("devita1991", "threlkeld1989", "flynn1993", "grasso1998", "masumoto2017_hms"):
        assert "unconfirmed" in studies()[key].watch
    for key in ("mahaki2017", "terblanche2003"):
        assert key not in uses_by_study()


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_studies_and_filters(topic: str) -> None:
    chosen = select_studies(topics=[topic])
    assert chosen
    assert all(topic in study.topics for study in chosen)


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_has_studies_and_filters(design: str) -> None:
    chosen = select_studies(designs=[design])
    assert chosen
    assert all(study.design == design for study in chosen)


def test_filters_narrow_together() -> None:
    both = select_studies("oxygen", topics=["energy"], designs=["both_ways"])
    assert set(both) < set(select_studies("oxygen")) & set(select_studies(topics=["energy"]))
    assert select_studies(among=["rasica2020"]) == (studies()["rasica2020"],)
    assert select_studies(among=[]) == ()
    assert len(select_studies()) == len(studies())


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("WILLIFORD", "williford1998"),
        ("10.1242/jeb.204.10.1805", "wright_weyand2001"),
        ("girls handball", "sammoud2023"),
        ("Couch", "c25k"),
    ],
)
def test_the_search_reads_names_addresses_people_and_findings(text: str, study: str) -> None:
    assert [found.study_id for found in select_studies(text)] == [study]


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    assert set(select_studies(text)) <= set(studies().values())


class TestUses:
    def test_each_has_its_own_key_a_title_and_a_sentence(self) -> None:
        assert len({(use.kind, use.key) for use in uses()}) == len(uses())
        assert {use.kind for use in uses()} == set(KINDS)
        for use in uses():
            assert use.title
            assert use.said
            assert len(set(use.sources)) == len(use.sources)

    def test_coefficients_claims_and_rules_are_all_there_with_their_studies(self) -> None:
        found = {(use.kind, use.key): use for use in uses()}
        for name, row in coefficients().items():
            assert found["coefficient", name].studies == row.studies
        for claim in claims():
            assert found["claim", claim.claim_id].studies == claim.studies
            assert found["claim", claim.claim_id].article == claim.article
        for name, rule in rules().items():
            assert found["rule", name].studies == rule.source

    def test_every_coefficient_has_a_source_or_is_marked_as_ours(self) -> None:
        for use in uses():
            if use.kind == "coefficient":
                assert use.studies
                assert (OURSELVES in use.studies) <= coefficients()[use.key].assumed

    def test_the_way_back_is_the_same_way(self) -> None:
        there = {(use.kind, use.key, source) for use in uses() for source in use.sources}
        back = {(use.kind, use.key, key) for key, those in uses_by_study().items() for use in those}
        assert there == back

    def test_a_study_behind_many_numbers_names_them_all(self) -> None:
        kinds = {use.kind for use in uses_by_study()["wright_weyand2001"]}
        assert kinds == {"coefficient", "ratio", "measurement", "muscle", "joint", "claim"}
        titles = [use.title for use in uses_by_study()["frandsen2025"]]
        assert "No jump in one session" in titles


def written(path: Path, **columns: str) -> Path:
    """Copy the list of studies with changes to its second row."""
    with (DATA / "studies.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[1].update(columns)
    return save(path, rows)


def save(path: Path, rows: list[dict[str, str]]) -> Path:
    copy = path / "studies.csv"
    with copy.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return copy


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"study_id": "nobody1999"}, "line 3, study_id: 'nobody1999' is not in sources.csv"),
        ({"study_id": "backrun"}, "line 3, study_id: 'backrun' is not in sources.csv"),
        ({"study_id": "acog"}, "acog: is there twice"),
        ({"design": "guess"}, "line 3, design: Input should be 'both_ways'"),
        ({"topics": "energy luck"}, "line 3, topics.1: Input should be 'energy'"),
        ({"topics": "energy energy"}, "topics: at least one, each once"),
        ({"topics": ""}, "topics: at least one, each once"),
        ({"n": "some"}, "line 3, n: Input should be a valid integer"),
        ({"n": "0"}, "n: 0 people; allowed: 1 or more, or empty"),
        ({"who": ""}, "who: is empty; 'not stated' says that nothing is known"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    with pytest.raises(EvidenceError, match=re.escape(message)):
        read_studies(written(tmp_path, **columns))


def test_a_source_without_a_row_is_named(tmp_path: Path) -> None:
    with (DATA / "studies.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["study_id"] != "williford1998"]
    message = r"^studies\.csv: 'williford1998' of sources\.csv has no row$"
    with pytest.raises(EvidenceError, match=message):
        read_studies(save(tmp_path, rows))


class TestShortNames:
    def test_each_is_its_own(self) -> None:
        names = [row.short for row in sources().values()]
        assert len(set(names)) == len(names)

    def test_a_year_is_that_of_the_key_or_the_citation(self) -> None:
        for key, row in sources().items():
            for year in re.findall(r"\b(?:19|20)\d\d\b", row.short):
                assert year in key or year in row.citation, key

    def test_most_are_an_author_and_a_year(self) -> None:
        usual = [row for row in sources().values() if re.fullmatch(r"[\w-]+ \d{4}", row.short)]
        assert len(usual) > 100
        assert sources()["wright_weyand2001"].short == "Wright 2001"

    def test_articles_are_marked_as_such(self) -> None:
        for key, row in sources().items():
            assert key.startswith("article_") == row.short.endswith("(article)"), key

    def test_none_is_a_bare_word_of_a_title(self) -> None:
        for key, row in sources().items():
            first = row.short.split()[0]
            assert first not in ("An", "Metabolic", "Backward", "Authors", "Guidelines"), key
