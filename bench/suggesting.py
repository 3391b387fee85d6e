"""How often a right tag is among the first three that are suggested, and what it takes.

python bench/suggesting.py [MEGABYTES]    # with a number: only what it takes in documents of one megabyte, so many

Two tagged samples of our own: the highlights of the sample transcripts (`seeds/annotations.jsonl`: abstract tags, often
two on a quote), and ninety single sentences with one of nine tags (`bench/tagged.tsv`, without names that tell, context
or descriptions). Each quote is left out in turn and its tags are asked for; then also its neighbours are left out (all
quotes of the document within 64 characters), then its whole document.
"""

from __future__ import annotations

import json
import math
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "scripts")]

NEAR = 64
FIRST = 3


@dataclass(frozen=True)
class Sample:
    """A tagged quote."""

    document: str
    start: int
    end: int
    created: str
    quote: str
    before: str
    behind: str
    note: str
    tags: tuple[str, ...]

    @property
    def asked(self) -> str:
        """What is known when its tags are asked for."""
        return f"{self.before}{self.quote}{self.behind}"

    @property
    def told(self) -> str:
        """What speaks for its tags later."""
        return f"{self.asked}\n{self.note}"


def library() -> tuple[list[Sample], dict[str, str]]:
    """The highlights of the sample transcripts, and what is said about each tag."""
    lines = (PROJECT / "seeds" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    samples = [
        Sample(
            *(r["document"], r["start"], r["end"], r["created"], r["quote"], r["prefix"], r["suffix"], r["note"]),
            tuple(r["tags"]),
        )
        for r in records
        if r["type"] == "highlight" and r["tags"]
    ]
    about = {
        r["path"]: " ".join((r["path"].replace("/", " "), r["description"], *r["aliases"]))
        for r in records
        if r["type"] == "tag"
    }
    return samples, about


def sentences() -> tuple[list[Sample], dict[str, str]]:
    """The single sentences, in a fixed order that has nothing to do with their tags."""
    lines = (Path(__file__).with_name("tagged.tsv")).read_text(encoding="utf-8").splitlines()
    random.Random(1).shuffle(lines)
    samples = []
    for number, line in enumerate(lines):
        tag, text = line.split("\t")
        samples.append(Sample(str(number), 0, len(text), f"{number:04}", text, "", "", "", (tag,)))
    return samples, {sample.tags[0]: sample.tags[0] for sample in samples}


def alone(sample: Sample, other: Sample) -> bool:
    """Whether `other` is left out with a sample: the sample itself only."""
    return sample is other


def neighbours(sample: Sample, other: Sample) -> bool:
    """The sample and what is near."""
    return sample.document == other.document and other.start <= sample.end + NEAR and sample.start <= other.end + NEAR


def document(sample: Sample, other: Sample) -> bool:
    """All of its document."""
    return sample.document == other.document


Ask = Callable[[Sample, Sequence[Sample]], list[str]]


def score(samples: Sequence[Sample], ask: Ask, out: Callable[[Sample, Sample], bool]) -> str:
    """Shares of the quotes of which a right tag comes among the first three, and comes first."""
    among = first = 0
    for sample in samples:
        found = ask(sample, [other for other in samples if not out(sample, other)])[:FIRST]
        among += not set(found).isdisjoint(sample.tags)
        first += bool(found) and found[0] in sample.tags
    return f"{100 * among / len(samples):4.0f} % {100 * first / len(samples):4.0f} %"


def ranked(scores: dict[str, float]) -> list[str]:
    """The tags, the best first."""
    return sorted(scores, key=lambda tag: -scores[tag])


def main() -> None:
    """Print the table, and the processor time."""
    from tui.search.alike.bags import bag, is_word
    from tui.search.alike.tags import TagModel
    from tui.transcript.words import load_words

    load_words()
    cut: dict[str, Counter[str]] = {}

    def cached(text: str) -> Counter[str]:
        if text not in cut:
            cut[text] = bag(text)
        return cut[text]

    def words_only(text: str) -> Counter[str]:
        return Counter({feature: count for feature, count in cached(text).items() if is_word(feature)})

    def model(about: dict[str, str], *, around: bool = True, names: bool = True, pairs: bool = True) -> Ask:
        made = cached if pairs else words_only

        def ask(sample: Sample, others: Sequence[Sample]) -> list[str]:
            quotes = [(made(other.told if around else other.quote), other.tags) for other in others]
            said = {path: made(text) if names else Counter[str]() for path, text in about.items()}
            found = TagModel(quotes, said).suggest(made(sample.asked if around else sample.quote))
            return [each.tag for each in found]

        return ask

    def described(others: Sequence[Sample], about: dict[str, str]) -> dict[str, Counter[str]]:
        """For each tag all that its quotes and what is said about it are made of."""
        sums = {tag: Counter(cached(text)) for tag, text in about.items()}
        for other in others:
            for tag in other.tags:
                sums[tag].update(cached(other.told))
        return sums

    def bm25(about: dict[str, str]) -> Ask:
        def ask(sample: Sample, others: Sequence[Sample]) -> list[str]:
            sums = described(others, about)
            having = Counter(feature for made in sums.values() for feature in made)
            usual = sum(made.total() for made in sums.values()) / len(sums)

            def weight(feature: str, made: Counter[str]) -> float:
                rare = math.log(1 + (len(sums) - having[feature] + 0.5) / (having[feature] + 0.5))
                return rare * made[feature] * 2.2 / (made[feature] + 1.2 * (0.25 + 0.75 * made.total() / usual))

            return ranked({t: sum(weight(f, m) for f in cached(sample.asked) if f in m) for t, m in sums.items()})

        return ask

    def bayes(about: dict[str, str]) -> Ask:
        def ask(sample: Sample, others: Sequence[Sample]) -> list[str]:
            sums = described(others, about)
            kinds = len({feature for made in sums.values() for feature in made}) + 1

            def likely(made: Counter[str]) -> float:
                whole = math.log(made.total() + 0.3 * kinds)
                return sum(n * (math.log(made[f] + 0.3) - whole) for f, n in cached(sample.asked).items())

            return ranked({tag: likely(made) for tag, made in sums.items()})

        return ask

    def frequent(sample: Sample, others: Sequence[Sample]) -> list[str]:
        return [tag for tag, _ in Counter(tag for other in others for tag in other.tags).most_common()]

    def last(sample: Sample, others: Sequence[Sample]) -> list[str]:
        before = sorted((o for o in others if o.created < sample.created), key=lambda o: o.created, reverse=True)
        return list(dict.fromkeys(tag for other in before for tag in other.tags))

    for name, (samples, about) in (("seeds", library()), ("sentences", sentences())):
        print(
            f"{name}: {len(samples)} quotes, {len({tag for s in samples for tag in s.tags})} tags; among three, first"
        )
        asks = {
            "as built": model(about),
            "without what stands around": model(about, around=False),
            "without the tags' own words": model(about, names=False),
            "words alone": model(about, pairs=False),
            "BM25 instead": bm25(about),
            "naive Bayes instead": bayes(about),
            "most frequent tags": frequent,
            "tags used last": last,
        }
        outs = (alone, neighbours, document) if name == "seeds" else (alone,)
        for title, ask in asks.items():
            shares = "".join(f"  {out.__name__} {score(samples, ask, out)}" for out in outs)
            print(f"  {title:28}{shares}")

    samples, about = library()
    texts = [sample.told for sample in samples]
    begun = time.process_time()
    bags = [bag(text) for text in texts]
    cutting = time.process_time() - begun
    print(f"cutting a quote {1000 * cutting / len(texts):.2f} ms")
    every = [(bags[number % len(bags)], samples[number % len(bags)].tags) for number in range(3000)]
    begun = time.process_time()
    large = TagModel(every, {path: bag(text) for path, text in about.items()})
    building = time.process_time() - begun
    begun = time.process_time()
    for sample in samples:
        large.suggest(cached(sample.asked))
    asking = (time.process_time() - begun) / len(samples)
    print(f"a model of 3,000 cut quotes {1000 * building:.0f} ms, asking it {1000 * asking:.2f} ms")


def large(megabytes: int) -> None:
    """Print the processor time of passages alike and key terms, the first and the second time."""
    from make_transcript import make

    from tui.kindred import Kindred
    from tui.library import Library

    with tempfile.TemporaryDirectory() as folder:
        for number in range(megabytes):
            (Path(folder) / f"{number:04}.txt").write_text(make(1, seed=number), encoding="utf-8")
        library = Library.open([Path(folder)], database=Path(folder) / "annotations.db")
        kindred, entry = Kindred(library), library.entries[0]
        transcript = library.transcript(entry)
        passage = transcript.spoken.text[2000:2060]
        for time_ in ("first", "second"):
            begun = time.process_time()
            _, looked, others = kindred.like(entry, passage) or ([], 0, 0)
            print(f"alike, the {time_} time: {time.process_time() - begun:.1f} s, {looked} of {others} documents")
        for time_ in ("first", "second"):
            begun = time.process_time()
            found = kindred.terms(entry, transcript, most=30)
            compared = found.compared if found is not None else 0
            print(f"key terms, the {time_} time: {time.process_time() - begun:.1f} s, {compared} compared")
        library.close()


if __name__ == "__main__":
    large(int(sys.argv[1])) if len(sys.argv) > 1 else main()
