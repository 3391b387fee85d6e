"""The third step of the schema: counts that are kept as highlights change, and when acts were undone and done again.

Counting a million highlights anew takes seconds; a screen asks after every act.
"""

from __future__ import annotations

_UP = "select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null"
_DOWN = "select tag.id from tag join down on tag.parent_id = down.id"


def _above(first: str) -> str:
    """The tags that `first` selects, with all above them; a loop ends it."""
    return f"(with recursive up (id) as ({first} union {_UP}) select id from up)"


LIVE_BELOW = f"""(select count(distinct link.highlight_id) from highlight_tag link
    join highlight on highlight.id = link.highlight_id where highlight.deleted is null and link.tag_id in (
        with recursive down (id) as (select branch_use.tag_id union {_DOWN}) select id from down))"""
"""The live highlights that carry the tag of a row of `branch_use` or one below it, counted anew."""

_OTHERS = "select tag_id from highlight_tag where highlight_id = {row}.highlight_id and tag_id <> {row}.tag_id"

_PARENT = "select {row}.parent_id where {row}.parent_id is not null"


def _branch(row: str, sign: str) -> str:
    """Count the highlight of the link `row` for the branches that none of its other tags lies in."""
    others = _OTHERS.format(row=row)
    return f"""update branch_use set live = live {sign} 1
        where tag_id in {_above(f"select {row}.tag_id")} and tag_id not in {_above(others)};"""


def _document(which: str, sign: str) -> str:
    return f"update document_use set live = live {sign} 1 where document_id = {which}.document_id;"


COUNTS: tuple[str, ...] = (
    # How many live highlights carry a tag or one below it.
    """create table branch_use (
        tag_id text primary key not null references tag(id) on delete cascade, live integer not null) strict""",
    "insert into branch_use (tag_id, live) select id, 0 from tag",
    f"update branch_use set live = {LIVE_BELOW}",
    """create trigger branch_begins after insert on tag begin
        insert or ignore into branch_use (tag_id, live) values (new.id, 0);
    end""",
    f"""create trigger branch_put_on after insert on highlight_tag
    when (select deleted is null from highlight where id = new.highlight_id) begin
        {_branch("new", "+")}
    end""",
    f"""create trigger branch_taken_off after delete on highlight_tag
    when (select deleted is null from highlight where id = old.highlight_id) begin
        {_branch("old", "-")}
    end""",
    f"""create trigger branch_deleted_or_back after update of deleted on highlight
    when (old.deleted is null) <> (new.deleted is null) begin
        update branch_use set live = live + iif(new.deleted is null, 1, -1)
            where tag_id in {_above("select tag_id from highlight_tag where highlight_id = new.id")};
    end""",
    f"""create trigger branch_moved after update of parent_id on tag when old.parent_id is not new.parent_id begin
        update branch_use set live = {LIVE_BELOW}
            where (tag_id in {_above(_PARENT.format(row="old"))}) <> (tag_id in {_above(_PARENT.format(row="new"))});
    end""",
    # How many live highlights a document has.
    """create table document_use (
        document_id text primary key not null references document(id) on delete cascade, path text not null,
        live integer not null) strict""",
    """insert into document_use (document_id, path, live)
        select id, path, (select count(*) from highlight where document_id = document.id and deleted is null)
        from document""",
    "create index document_use_path on document_use(path, live)",
    """create trigger document_begins after insert on document begin
        insert into document_use (document_id, path, live) values (new.id, new.path, 0);
    end""",
    """create trigger document_moved after update of path on document begin
        update document_use set path = new.path where document_id = new.id;
    end""",
    f"""create trigger document_highlighted after insert on highlight when new.deleted is null begin
        {_document("new", "+")}
    end""",
    f"""create trigger document_unhighlighted after delete on highlight when old.deleted is null begin
        {_document("old", "-")}
    end""",
    f"""create trigger document_lost_one after update of deleted, document_id on highlight
    when old.deleted is null and (new.deleted is not null or new.document_id <> old.document_id) begin
        {_document("old", "-")}
    end""",
    f"""create trigger document_got_one after update of deleted, document_id on highlight
    when new.deleted is null and (old.deleted is not null or new.document_id <> old.document_id) begin
        {_document("new", "+")}
    end""",
    # When acts were undone and done again: without it no state of an earlier day can be seen.
    """create table turn (
        seq integer primary key autoincrement, act_seq integer not null references act(seq),
        after_seq integer not null, undone integer not null check (undone in (0, 1)), created text not null) strict""",
    "create index turn_act on turn(act_seq)",
    "create index act_created on act(created)",
    # The act that an act took back out of turn.
    "alter table act add column takes_back text",
    "create index act_takes_back on act(takes_back) where takes_back is not null",
)
