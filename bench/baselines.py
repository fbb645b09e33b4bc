"""What the linking of reports is measured against: the same day and city, and likeness of wording alone."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from bench.bootstrap import Floats
from bench.partitions import joined
from corroborate.linkage import ReportFacts

WIDTH = 8_192
"""Columns that words are hashed to: some share one, which hardly matters to a cosine."""
ALIKE = 0.12
"""Likeness at which clusters are cut: the best for pairs of articles of one story in `examples/`
(python -m bench.baselines); nothing of what it is measured on was used."""
CUTS = tuple(n / 100 for n in range(6, 80, 2))
"""Likenesses tried for the best that wording alone can do, chosen in hindsight."""
Vectors = Callable[[Sequence[str]], Floats]


def by_date_and_city(facts: Mapping[str, Iterable[ReportFacts]]) -> dict[str, str]:
    """Documents of which any reports (`facts`, by document) are of the same first day and the same finest place."""
    keys = {
        document: [f"{each.earliest} {each.place_name}" for each in told if each.earliest and each.place_name]
        for document, told in facts.items()
    }
    return joined(keys)


def by_likeness(
    texts: Mapping[str, str], vectors: Vectors, cuts: Sequence[float]
) -> dict[float, dict[str, str]]:
    """For each of `cuts`, clusters of texts that are as alike as that on average (average linkage of cosines).

    `vectors` gives rows of length 1.
    """
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(texts) < 2:
        return {cut: {name: name for name in texts} for cut in cuts}
    values = vectors(list(texts.values()))
    apart = np.maximum(1 - (values @ values.T)[np.triu_indices(len(values), 1)], 0)
    tree = linkage(apart.astype(np.float64), method="average")
    found = {}
    for cut in cuts:
        names = fcluster(tree, 1 - cut, criterion="distance")
        found[cut] = {document: str(name) for document, name in zip(texts, names, strict=True)}
    return found


def tf_idf(texts: Sequence[str]) -> Floats:
    """A row a text, of length 1: its words weighed by their logarithm and by how few texts have them."""
    counts = [Counter(re.findall(r"[a-z]{2,}|\d+", text.lower())) for text in texts]
    shared: Counter[str] = Counter(word for each in counts for word in each)
    values = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for row, each in zip(values, counts, strict=True):
        for word, count in each.items():
            column = zlib.crc32(word.encode()) % WIDTH
            row[column] += (1 + np.log(count)) * np.log(len(texts) / shared[word])
    norms = np.linalg.norm(values, axis=1, keepdims=True)
    return np.asarray(values / np.maximum(norms, 1e-9))


EMBEDDINGS: dict[str, Vectors] = {"tf-idf": tf_idf}
"""What likeness is measured by. An encoder of sentences is added here: a function from texts to rows of length 1,
with a threshold found as that of tf_idf was."""


def main() -> None:
    """Print the F1 of pairs for each threshold on the example corpus: how ALIKE was found."""
    from bench.examples import articles
    from bench.partitions import pairs
    from bench.results import ROOT

    texts = {
        each.source.rpartition("/")[2].partition(".")[0]: each for each in articles(ROOT / "examples", "open")
    }
    bodies = {stem: document.text for stem, document in texts.items()}
    story = {stem: stem.rpartition("-")[0] for stem in bodies}
    for name, vectors in EMBEDDINGS.items():
        for cut, found in by_likeness(bodies, vectors, CUTS).items():
            print(name, cut, pairs(found, story).as_dict())


if __name__ == "__main__":
    main()
