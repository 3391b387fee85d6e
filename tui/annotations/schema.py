"""What `annotations.db` is made of, and how an older one is brought up to date.

`STEPS` only ever grows at its end: a step that has been released is never changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.annotations.changing import CHANGES
from tui.annotations.counting import COUNTS

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x50695A68
"""`PiZh`: tells our databases from those of other programs."""

_FIRST = (
    """create table snapshot (
        id text primary key not null, sha256 text not null unique, characters integer not null, text blob not null,
        created text not null) strict""",
    """create table document (
        id text primary key not null, path text not null unique, title text not null, sha256 text not null,
        format text not null, encoding text not null, snapshot_id text references snapshot(id),
        note text not null default '', fields text not null default '{}',
        created text not null, updated text not null) strict""",
    "create index document_sha256 on document(sha256)",
    """create table highlight (
        id text primary key not null, document_id text not null references document(id),
        snapshot_id text not null references snapshot(id), start integer not null check (start >= 0),
        "end" integer not null, quote text not null, prefix text not null default '', suffix text not null default '',
        speaker text, start_ms integer, note text not null default '',
        starred integer not null default 0 check (starred in (0, 1)), author text not null default '',
        state text not null default 'exact' check (state in ('exact', 'moved', 'changed', 'lost')), deleted text,
        created text not null, updated text not null, check ("end" > start)) strict""",
    "create index highlight_document on highlight(document_id, start)",
    "create index highlight_speaker on highlight(speaker, document_id) where deleted is null",
    "create index highlight_deleted on highlight(deleted) where deleted is not null",
    """create table tag (
        id text primary key not null, parent_id text references tag(id) check (parent_id <> id), name text not null,
        letter text not null default '', colour text not null, description text not null default '',
        aliases text not null default '[]',
        created text not null, updated text not null) strict""",
    "create unique index tag_name on tag(coalesce(parent_id, ''), name)",
    "create index tag_parent on tag(parent_id)",
    """create table highlight_tag (
        highlight_id text not null references highlight(id), tag_id text not null references tag(id),
        position integer not null, created text not null,
        primary key (highlight_id, tag_id)) strict, without rowid""",
    "create index highlight_tag_tag on highlight_tag(tag_id, created)",
    """create table correction (
        id text primary key not null, document_id text references document(id), start integer, "end" integer,
        pattern text, replacement text not null, accepted integer not null default 1 check (accepted in (0, 1)),
        created text not null, updated text not null,
        check ((pattern is null) = (document_id is not null and start >= 0 and "end" >= start))) strict""",
    "create index correction_document on correction(document_id)",
    """create table saved_filter (
        name text primary key not null, text text not null, created text not null, updated text not null) strict""",
    """create table act (
        seq integer primary key autoincrement, id text not null unique, session text not null, what text not null,
        about text not null default '', forward text not null, backward text not null,
        undone integer not null default 0 check (undone in (0, 1, 2)), created text not null) strict""",
    "create index act_undone on act(undone, seq)",
    # How many live highlights carry a tag: counting them anew takes seconds in a million highlights.
    """create table tag_use (
        tag_id text primary key not null references tag(id) on delete cascade, live integer not null) strict""",
    """create trigger tag_put_on after insert on highlight_tag begin
        insert into tag_use (tag_id, live)
            select new.tag_id, deleted is null from highlight where id = new.highlight_id
            on conflict (tag_id) do update set live = live + excluded.live;
    end""",
    """create trigger tag_taken_off after delete on highlight_tag begin
        update tag_use set live = live - 1 where tag_id = old.tag_id
            and exists (select 1 from highlight where id = old.highlight_id and deleted is null);
    end""",
    """create trigger highlight_deleted_or_back after update of deleted on highlight
    when (old.deleted is null) <> (new.deleted is null) begin
        update tag_use set live = live + iif(new.deleted is null, 1, -1)
            where tag_id in (select tag_id from highlight_tag where highlight_id = new.id);
    end""",
    """create trigger snapshot_stays_same before update on snapshot begin
        select raise(abort, 'a snapshot is never changed');
    end""",
    """create trigger snapshot_stays before delete on snapshot begin
        select raise(abort, 'a snapshot is never deleted');
    end""",
    """create view tag_paths as
        with recursive walk (id, path) as (
            select id, name from tag where parent_id is null
            union all select tag.id, walk.path || '/' || tag.name from tag join walk on tag.parent_id = walk.id)
        select id, path from walk""",
    """create view quotes as
        with named as materialized (select id, path from tag_paths)
        select highlight.id, document.path as document, document.title, highlight.speaker, highlight.start_ms,
            highlight.quote,
            (select group_concat(path, ', ') from (
                select named.path from highlight_tag join named on named.id = highlight_tag.tag_id
                where highlight_tag.highlight_id = highlight.id order by highlight_tag.position)) as tags,
            highlight.note, highlight.starred, highlight.author, highlight.state, highlight.start, highlight."end",
            highlight.created, highlight.updated
        from highlight join document on document.id = highlight.document_id
        where highlight.deleted is null
        order by document.path, highlight.start""",
)

_READINGS = (
    """create table speaker (
        id text primary key not null, document_id text not null references document(id), label text not null,
        name text not null default '', role text not null default '' check (role in ('', 'host', 'guest')),
        note text not null default '', created text not null, updated text not null,
        unique (document_id, label)) strict""",
    "alter table correction add column original text not null default ''",
    "alter table correction add column snapshot_id text references snapshot(id)",
    "create unique index correction_pattern on correction(pattern) where document_id is null",
    "alter table document add column asked_encoding text not null default ''",
)

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first", _FIRST),
    ("readings", _READINGS),
    ("counts", COUNTS),
    ("changes", CHANGES),
)
"""Name and statements of each migration, oldest first. `PRAGMA user_version` is how many of them were carried out."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "snapshot": ("id", "sha256", "characters", "text", "created"),
    "document": (
        *("id", "path", "title", "sha256", "format", "encoding", "snapshot_id", "note", "fields"),
        *("created", "updated", "asked_encoding"),
    ),
    "highlight": (
        *("id", "document_id", "snapshot_id", "start", "end", "quote", "prefix", "suffix", "speaker", "start_ms"),
        *("note", "starred", "author", "state", "deleted", "created", "updated"),
    ),
    "tag": ("id", "parent_id", "name", "letter", "colour", "description", "aliases", "created", "updated"),
    "highlight_tag": ("highlight_id", "tag_id", "position", "created"),
    "correction": (
        *("id", "document_id", "start", "end", "pattern", "replacement", "accepted"),
        *("created", "updated", "original", "snapshot_id"),
    ),
    "speaker": ("id", "document_id", "label", "name", "role", "note", "created", "updated"),
    "saved_filter": ("name", "text", "created", "updated"),
    "act": ("seq", "id", "session", "what", "about", "forward", "backward", "undone", "created", "takes_back"),
    "turn": ("seq", "act_seq", "after_seq", "undone", "created"),
    "tag_use": ("tag_id", "live"),
    "branch_use": ("tag_id", "live"),
    "document_use": ("document_id", "path", "live"),
    "document_change": ("document_id", "changed"),
}
"""The columns of every table of ours, in the newest version."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "document": ("id",),
    "highlight": ("id",),
    "tag": ("id",),
    "highlight_tag": ("highlight_id", "tag_id"),
    "correction": ("id",),
    "speaker": ("id",),
    "saved_filter": ("name",),
}
"""The tables that acts change (and undo restores), with their keys."""


def version() -> int:
    """The `user_version` of a database that is up to date."""
    return len(STEPS)


def triggers() -> frozenset[str]:
    """The SQL of our own triggers, as SQLite keeps it, with blanks folded."""
    statements = (fold_blanks(statement) for _, step in STEPS for statement in step)
    return frozenset(statement for statement in statements if statement.startswith("create trigger"))


def fold_blanks(sql: str) -> str:
    """`sql` with every run of blanks as one, in lower case: two spellings of one statement compare equal."""
    return " ".join(sql.split()).lower()


def lay(conn: sqlite3.Connection) -> None:
    """Make all tables in an empty database at once, without sqlite-utils (for throw-away databases in memory)."""
    for _, statements in STEPS:
        for statement in statements:
            conn.execute(statement)


def migrations() -> Migrations:
    """`STEPS` as sqlite-utils carries them out. Imports sqlite-utils (0.3 s)."""
    from sqlite_utils import Migrations

    steps = Migrations("pizhu")

    def add(name: str, statements: tuple[str, ...]) -> None:
        @steps(name=name)
        def run(database: Database) -> None:
            for statement in statements:
                database.conn.execute(statement)

    for name, statements in STEPS:
        add(name, statements)
    return steps


def migrate(conn: sqlite3.Connection) -> None:
    """Bring the database up to date (an empty one too), in one transaction: all steps or none.

    Raises sqlite3.Error. Imports sqlite-utils.
    """
    from sqlite_utils import Database

    database = Database(conn, execute_plugins=False)
    conn.execute("begin immediate")
    try:
        migrations().apply(database)
        conn.execute(f"pragma application_id = {APPLICATION_ID}")
        conn.execute(f"pragma user_version = {version()}")
        conn.execute("commit")
    except BaseException:
        if conn.in_transaction:
            conn.execute("rollback")
        raise
