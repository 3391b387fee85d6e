"""One database brought into another, through the recorder of one act."""

from __future__ import annotations

from tui.annotations.merging.documents import Documents
from tui.annotations.merging.highlights import Highlights
from tui.annotations.merging.job import Job, decide
from tui.annotations.merging.merged import Merged, Prefer
from tui.annotations.merging.sides import Difference, Side, between, differences, learn
from tui.annotations.merging.tags import Tags, put_on
from tui.annotations.merging.words import Words
from tui.annotations.recorder import Recorder
from tui.annotations.replay import RowName

_LARGE = ("highlight", "highlight_tag")
_SMALL = ("document", "speaker", "correction", "saved_filter")


def merge(recorder: Recorder, theirs: Side, prefer: Prefer) -> Merged:
    """Bring all that `theirs` holds into the database that `recorder` changes; what was done.

    The same highlights, tags and documents come out whichever of two databases is brought into the other, unless a
    side is preferred; nothing changes if it is done again. Raises sqlite3.Error.
    """
    job = Job(recorder, Side(recorder.conn), theirs, prefer)
    documents, tags = Documents(job), Tags(job)
    words, highlights = Words(job), Highlights(job)
    rows = _differing(job)
    weighed = documents.weigh(rows["document"])
    links = decide(job, rows["highlight_tag"], {}, frozenset())
    carriers = frozenset(str(row["highlight_id"]) for row in (*links.new.values(), *links.kept.values()))
    marked = decide(job, rows["highlight"], _labels(job, rows["highlight"]), carriers)
    said = {
        table: decide(job, rows[table], words.labels(rows[table]), frozenset()) for table in ("speaker", "correction")
    }

    brought = documents.put(weighed, (marked, *said.values()))
    new_tags, tags_united = tags.plant(links)
    highlights.put(marked, links)
    for name in links.dropped:
        recorder.delete("highlight_tag", dict(zip(("highlight_id", "tag_id"), name[1], strict=True)))
    put_on(job, links.new.values())
    for name in marked.dropped:
        recorder.delete("highlight", {"id": name[1][0]})
    absorbed = highlights.unite(marked)
    speakers, corrections = words.put(said["speaker"]), words.put(said["correction"])
    tags.uproot()
    documents.drop()
    filters = words.put_filters(rows["saved_filter"])
    new = [row for row in marked.new.values() if row["deleted"] is None and row["id"] not in absorbed]
    return Merged(
        brought=tuple(map(job.remark, new)),
        united=tuple(highlights.united),
        changed=tuple(highlights.changed),
        trashed=tuple(highlights.trashed),
        elsewhere=tuple(map(job.remark, documents.elsewhere(new))),
        documents=tuple(brought),
        tags=tuple(new_tags),
        tags_united=tuple(tags_united),
        corrections=corrections,
        speakers=speakers,
        filters=filters,
        conflicts=tuple(job.conflicts),
        changes=len(recorder.changes),
    )


def _differing(job: Job) -> dict[str, list[Difference]]:
    """The rows of each table in which the sides differ, which both sides learn of."""
    rows = {table: list(differences(table, job.ours, job.theirs)) for table in _LARGE}
    for table in _SMALL:
        rows[table] = list(between(table, job.ours.by_name(table), job.theirs.by_name(table)))
    learn(job.ours, job.theirs, [each for some in rows.values() for each in some])
    return rows


def _labels(job: Job, rows: list[Difference]) -> dict[RowName, str]:
    return {name: job.where(one) for name, one, other in rows if one is not None and other is not None}
