pragma application_id = 1349081704;
pragma user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'pizhu','first','2026-11-22 03:59:29.881668+00:00');
CREATE TABLE act (
        seq integer primary key autoincrement, id text not null unique, session text not null, what text not null,
        about text not null default '', forward text not null, backward text not null,
        undone integer not null default 0 check (undone in (0, 1, 2)), created text not null) strict;
INSERT INTO "act" VALUES(1,'01a20168-b8b3-7000-96bb-59f213c70945','01a20168-b6cf-7000-b32a-87dfcc4f9273','mark','自主学习','[{"table":"document","key":{"id":"01a20168-b8b2-7001-9dea-043991771612"},"row":{"created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z","id":"01a20168-b8b2-7001-9dea-043991771612","path":"访谈/一.txt","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4"},"row":{"created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z","id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","document_id":"01a20168-b8b2-7001-9dea-043991771612","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","start":8,"end":12,"quote":"自主学习","prefix":"主持人：你怎么看","suffix":"？\n姚顺雨：自主学习不是一个方法，而是数据和任务。\n","speaker":"主持人","start_ms":1000,"note":"第一条","starred":0,"author":"","state":"exact","deleted":null}},{"table":"tag","key":{"id":"01a20168-b8b2-7003-a973-59d479308455"},"row":{"created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z","id":"01a20168-b8b2-7003-a973-59d479308455","name":"模型","parent_id":null,"letter":"a","colour":"yellow","description":"","aliases":"[]"}},{"table":"tag","key":{"id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":{"created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z","id":"01a20168-b8b2-7004-9ab5-5b23f45b7961","name":"分化","parent_id":"01a20168-b8b2-7003-a973-59d479308455","letter":"b","colour":"green","description":"","aliases":"[]"}},{"table":"tag","key":{"id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":{"created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z","id":"01a20168-b8b2-7005-bb0a-c66299b519e5","name":"数据","parent_id":null,"letter":"c","colour":"blue","description":"","aliases":"[]"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":{"created":"2026-11-22T03:59:29.969Z","highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7004-9ab5-5b23f45b7961","position":0}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":{"created":"2026-11-22T03:59:29.969Z","highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5","position":1}}]','[{"table":"document","key":{"id":"01a20168-b8b2-7001-9dea-043991771612"},"row":null},{"table":"highlight","key":{"id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4"},"row":null},{"table":"tag","key":{"id":"01a20168-b8b2-7003-a973-59d479308455"},"row":null},{"table":"tag","key":{"id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":null},{"table":"tag","key":{"id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":null}]',0,'2026-11-22T03:59:29.969Z');
INSERT INTO "act" VALUES(2,'01a20168-b8c6-7000-9458-e5711a5afd06','01a20168-b6cf-7000-b32a-87dfcc4f9273','mark','人：你','[{"table":"document","key":{"id":"01a20168-b8c5-7000-b544-3e3796077a7d"},"row":{"created":"2026-11-22T03:59:29.989Z","updated":"2026-11-22T03:59:29.989Z","id":"01a20168-b8c5-7000-b544-3e3796077a7d","path":"二.txt","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-b8c5-7001-9d2a-58f2fdafb487"},"row":{"created":"2026-11-22T03:59:29.989Z","updated":"2026-11-22T03:59:29.989Z","id":"01a20168-b8c5-7001-9d2a-58f2fdafb487","document_id":"01a20168-b8c5-7000-b544-3e3796077a7d","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","start":2,"end":5,"quote":"人：你","prefix":"主持","suffix":"怎么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任务。","speaker":"主持人","start_ms":1000,"note":"","starred":1,"author":"","state":"exact","deleted":null}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8c5-7001-9d2a-58f2fdafb487","tag_id":"01a20168-b8b2-7003-a973-59d479308455"},"row":{"created":"2026-11-22T03:59:29.989Z","highlight_id":"01a20168-b8c5-7001-9d2a-58f2fdafb487","tag_id":"01a20168-b8b2-7003-a973-59d479308455","position":0}}]','[{"table":"document","key":{"id":"01a20168-b8c5-7000-b544-3e3796077a7d"},"row":null},{"table":"highlight","key":{"id":"01a20168-b8c5-7001-9d2a-58f2fdafb487"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8c5-7001-9d2a-58f2fdafb487","tag_id":"01a20168-b8b2-7003-a973-59d479308455"},"row":null}]',0,'2026-11-22T03:59:29.989Z');
INSERT INTO "act" VALUES(3,'01a20168-b8d1-7002-a900-bbd83b5679a9','01a20168-b6cf-7000-b32a-87dfcc4f9273','mark_many','2 highlights','[{"table":"document","key":{"id":"01a20168-b8d0-7000-95e2-3292f4b4f53c"},"row":{"created":"2026-11-22T03:59:30.000Z","updated":"2026-11-22T03:59:30.000Z","id":"01a20168-b8d0-7000-95e2-3292f4b4f53c","path":"m.txt","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-b8d0-7001-8006-69cb9293b21c"},"row":{"created":"2026-11-22T03:59:30.000Z","updated":"2026-11-22T03:59:30.000Z","id":"01a20168-b8d0-7001-8006-69cb9293b21c","document_id":"01a20168-b8d0-7000-95e2-3292f4b4f53c","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","start":1,"end":3,"quote":"持人","prefix":"主","suffix":"：你怎么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任","speaker":"主持人","start_ms":1000,"note":"","starred":0,"author":"","state":"exact","deleted":null}},{"table":"tag","key":{"id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":{"created":"2026-11-22T03:59:30.000Z","updated":"2026-11-22T03:59:30.000Z","id":"01a20168-b8d1-7000-865d-ad9589f8a963","name":"多","parent_id":"01a20168-b8b2-7005-bb0a-c66299b519e5","letter":"d","colour":"magenta","description":"","aliases":"[]"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8d0-7001-8006-69cb9293b21c","tag_id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":{"created":"2026-11-22T03:59:30.000Z","highlight_id":"01a20168-b8d0-7001-8006-69cb9293b21c","tag_id":"01a20168-b8d1-7000-865d-ad9589f8a963","position":0}},{"table":"highlight","key":{"id":"01a20168-b8d1-7001-861f-8f3d1740c17b"},"row":{"created":"2026-11-22T03:59:30.000Z","updated":"2026-11-22T03:59:30.000Z","id":"01a20168-b8d1-7001-861f-8f3d1740c17b","document_id":"01a20168-b8d0-7000-95e2-3292f4b4f53c","snapshot_id":"01a20168-b8b2-7000-86c3-27e3cdb3830f","start":4,"end":6,"quote":"你怎","prefix":"主持人：","suffix":"么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任务。\n","speaker":"主持人","start_ms":1000,"note":"","starred":0,"author":"","state":"exact","deleted":null}}]','[{"table":"document","key":{"id":"01a20168-b8d0-7000-95e2-3292f4b4f53c"},"row":null},{"table":"highlight","key":{"id":"01a20168-b8d0-7001-8006-69cb9293b21c"},"row":null},{"table":"tag","key":{"id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8d0-7001-8006-69cb9293b21c","tag_id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":null},{"table":"highlight","key":{"id":"01a20168-b8d1-7001-861f-8f3d1740c17b"},"row":null}]',0,'2026-11-22T03:59:30.000Z');
INSERT INTO "act" VALUES(4,'01a20168-b8d9-7000-9020-fd47b0f80107','01a20168-b6cf-7000-b32a-87dfcc4f9273','delete','持人','[{"table":"highlight","key":{"id":"01a20168-b8d0-7001-8006-69cb9293b21c"},"row":{"deleted":"2026-11-22T03:59:30.008Z","updated":"2026-11-22T03:59:30.008Z"}}]','[{"table":"highlight","key":{"id":"01a20168-b8d0-7001-8006-69cb9293b21c"},"row":{"deleted":null,"updated":"2026-11-22T03:59:30.000Z"}}]',0,'2026-11-22T03:59:30.008Z');
INSERT INTO "act" VALUES(5,'01a20168-b8e2-7000-8686-b646e85f7304','01a20168-b6cf-7000-b32a-87dfcc4f9273','merge_tags','数据 → 模型/分化','[{"table":"tag","key":{"id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":{"parent_id":"01a20168-b8b2-7004-9ab5-5b23f45b7961","updated":"2026-11-22T03:59:30.016Z"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":null},{"table":"tag","key":{"id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":null},{"table":"tag","key":{"id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":{"aliases":"[\"数据\"]","updated":"2026-11-22T03:59:30.016Z"}}]','[{"table":"tag","key":{"id":"01a20168-b8d1-7000-865d-ad9589f8a963"},"row":{"parent_id":"01a20168-b8b2-7005-bb0a-c66299b519e5","updated":"2026-11-22T03:59:30.000Z"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":{"highlight_id":"01a20168-b8b2-7002-a1b3-ef57f13a1ad4","tag_id":"01a20168-b8b2-7005-bb0a-c66299b519e5","position":1,"created":"2026-11-22T03:59:29.969Z"}},{"table":"tag","key":{"id":"01a20168-b8b2-7005-bb0a-c66299b519e5"},"row":{"id":"01a20168-b8b2-7005-bb0a-c66299b519e5","parent_id":null,"name":"数据","letter":"c","colour":"blue","description":"","aliases":"[]","created":"2026-11-22T03:59:29.969Z","updated":"2026-11-22T03:59:29.969Z"}},{"table":"tag","key":{"id":"01a20168-b8b2-7004-9ab5-5b23f45b7961"},"row":{"aliases":"[]","updated":"2026-11-22T03:59:29.969Z"}}]',0,'2026-11-22T03:59:30.016Z');
INSERT INTO "act" VALUES(6,'01a20168-b8f1-7000-b586-d9a07d0d129c','01a20168-b6cf-7000-b32a-87dfcc4f9273','save_filter','旧','[{"table":"saved_filter","key":{"name":"旧"},"row":{"created":"2026-11-22T03:59:30.032Z","updated":"2026-11-22T03:59:30.032Z","name":"旧","text":"#模型"}}]','[{"table":"saved_filter","key":{"name":"旧"},"row":null}]',0,'2026-11-22T03:59:30.032Z');
INSERT INTO "act" VALUES(7,'01a20168-b8f5-7000-a6d3-0e228567b0c4','01a20168-b6cf-7000-b32a-87dfcc4f9273','set_document_note','二.txt','[{"table":"document","key":{"id":"01a20168-b8c5-7000-b544-3e3796077a7d"},"row":{"note":"记","updated":"2026-11-22T03:59:30.037Z"}}]','[{"table":"document","key":{"id":"01a20168-b8c5-7000-b544-3e3796077a7d"},"row":{"note":"","updated":"2026-11-22T03:59:29.989Z"}}]',0,'2026-11-22T03:59:30.037Z');
INSERT INTO "act" VALUES(8,'01a20168-b909-7001-b4db-0e3af110cd47','01a20168-b6cf-7000-b32a-87dfcc4f9273','create_tag','多余','[{"table":"tag","key":{"id":"01a20168-b909-7000-94dd-a347c25dc502"},"row":{"created":"2026-11-22T03:59:30.056Z","updated":"2026-11-22T03:59:30.056Z","id":"01a20168-b909-7000-94dd-a347c25dc502","name":"多余","parent_id":null,"letter":"c","colour":"blue","description":"","aliases":"[]"}}]','[{"table":"tag","key":{"id":"01a20168-b909-7000-94dd-a347c25dc502"},"row":null}]',1,'2026-11-22T03:59:30.056Z');
CREATE TABLE correction (
        id text primary key not null, document_id text references document(id), start integer, "end" integer,
        pattern text, replacement text not null, accepted integer not null default 1 check (accepted in (0, 1)),
        created text not null, updated text not null,
        check ((pattern is null) = (document_id is not null and start >= 0 and "end" >= start))) strict;
CREATE TABLE document (
        id text primary key not null, path text not null unique, title text not null, sha256 text not null,
        format text not null, encoding text not null, snapshot_id text references snapshot(id),
        note text not null default '', fields text not null default '{}',
        created text not null, updated text not null) strict;
INSERT INTO "document" VALUES('01a20168-b8b2-7001-9dea-043991771612','访谈/一.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-b8b2-7000-86c3-27e3cdb3830f','','{}','2026-11-22T03:59:29.969Z','2026-11-22T03:59:29.969Z');
INSERT INTO "document" VALUES('01a20168-b8c5-7000-b544-3e3796077a7d','二.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-b8b2-7000-86c3-27e3cdb3830f','记','{}','2026-11-22T03:59:29.989Z','2026-11-22T03:59:30.037Z');
INSERT INTO "document" VALUES('01a20168-b8d0-7000-95e2-3292f4b4f53c','m.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-b8b2-7000-86c3-27e3cdb3830f','','{}','2026-11-22T03:59:30.000Z','2026-11-22T03:59:30.000Z');
CREATE TABLE highlight (
        id text primary key not null, document_id text not null references document(id),
        snapshot_id text not null references snapshot(id), start integer not null check (start >= 0),
        "end" integer not null, quote text not null, prefix text not null default '', suffix text not null default '',
        speaker text, start_ms integer, note text not null default '',
        starred integer not null default 0 check (starred in (0, 1)), author text not null default '',
        state text not null default 'exact' check (state in ('exact', 'moved', 'changed', 'lost')), deleted text,
        created text not null, updated text not null, check ("end" > start)) strict;
INSERT INTO "highlight" VALUES('01a20168-b8b2-7002-a1b3-ef57f13a1ad4','01a20168-b8b2-7001-9dea-043991771612','01a20168-b8b2-7000-86c3-27e3cdb3830f',8,12,'自主学习','主持人：你怎么看','？
姚顺雨：自主学习不是一个方法，而是数据和任务。
','主持人',1000,'第一条',0,'','exact',NULL,'2026-11-22T03:59:29.969Z','2026-11-22T03:59:29.969Z');
INSERT INTO "highlight" VALUES('01a20168-b8c5-7001-9d2a-58f2fdafb487','01a20168-b8c5-7000-b544-3e3796077a7d','01a20168-b8b2-7000-86c3-27e3cdb3830f',2,5,'人：你','主持','怎么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任务。','主持人',1000,'',1,'','exact',NULL,'2026-11-22T03:59:29.989Z','2026-11-22T03:59:29.989Z');
INSERT INTO "highlight" VALUES('01a20168-b8d0-7001-8006-69cb9293b21c','01a20168-b8d0-7000-95e2-3292f4b4f53c','01a20168-b8b2-7000-86c3-27e3cdb3830f',1,3,'持人','主','：你怎么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任','主持人',1000,'',0,'','exact','2026-11-22T03:59:30.008Z','2026-11-22T03:59:30.000Z','2026-11-22T03:59:30.008Z');
INSERT INTO "highlight" VALUES('01a20168-b8d1-7001-861f-8f3d1740c17b','01a20168-b8d0-7000-95e2-3292f4b4f53c','01a20168-b8b2-7000-86c3-27e3cdb3830f',4,6,'你怎','主持人：','么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任务。
','主持人',1000,'',0,'','exact',NULL,'2026-11-22T03:59:30.000Z','2026-11-22T03:59:30.000Z');
CREATE TABLE highlight_tag (
        highlight_id text not null references highlight(id), tag_id text not null references tag(id),
        position integer not null, created text not null,
        primary key (highlight_id, tag_id)) strict, without rowid;
INSERT INTO "highlight_tag" VALUES('01a20168-b8b2-7002-a1b3-ef57f13a1ad4','01a20168-b8b2-7004-9ab5-5b23f45b7961',0,'2026-11-22T03:59:29.969Z');
INSERT INTO "highlight_tag" VALUES('01a20168-b8c5-7001-9d2a-58f2fdafb487','01a20168-b8b2-7003-a973-59d479308455',0,'2026-11-22T03:59:29.989Z');
INSERT INTO "highlight_tag" VALUES('01a20168-b8d0-7001-8006-69cb9293b21c','01a20168-b8d1-7000-865d-ad9589f8a963',0,'2026-11-22T03:59:30.000Z');
CREATE TABLE saved_filter (
        name text primary key not null, text text not null, created text not null, updated text not null) strict;
INSERT INTO "saved_filter" VALUES('旧','#模型','2026-11-22T03:59:30.032Z','2026-11-22T03:59:30.032Z');
CREATE TABLE snapshot (
        id text primary key not null, sha256 text not null unique, characters integer not null, text blob not null,
        created text not null) strict;
INSERT INTO "snapshot" VALUES('01a20168-b8b2-7000-86c3-27e3cdb3830f','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0',38,X'789C4DCABB0E82301886E19DABAE2E1A290C26250648681730241E1297BF07AFC6AFBF65EA2DC0C8FA3E2FC8B33CC0B91C5A7C358B1AF6FCEFCB749A413E3E46589DC350C4A95D8C5BBAFBF6ED0D54F1ED0512A0991BCB1F95834C426E91D59BAB67BC4A781F2FE6278EC50A43CA4E64','2026-11-22T03:59:29.970Z');
CREATE TABLE tag (
        id text primary key not null, parent_id text references tag(id) check (parent_id <> id), name text not null,
        letter text not null default '', colour text not null, description text not null default '',
        aliases text not null default '[]',
        created text not null, updated text not null) strict;
INSERT INTO "tag" VALUES('01a20168-b8b2-7003-a973-59d479308455',NULL,'模型','a','yellow','','[]','2026-11-22T03:59:29.969Z','2026-11-22T03:59:29.969Z');
INSERT INTO "tag" VALUES('01a20168-b8b2-7004-9ab5-5b23f45b7961','01a20168-b8b2-7003-a973-59d479308455','分化','b','green','','["数据"]','2026-11-22T03:59:29.969Z','2026-11-22T03:59:30.016Z');
INSERT INTO "tag" VALUES('01a20168-b8d1-7000-865d-ad9589f8a963','01a20168-b8b2-7004-9ab5-5b23f45b7961','多','d','magenta','','[]','2026-11-22T03:59:30.000Z','2026-11-22T03:59:30.016Z');
CREATE TABLE tag_use (
        tag_id text primary key not null references tag(id) on delete cascade, live integer not null) strict;
INSERT INTO "tag_use" VALUES('01a20168-b8b2-7004-9ab5-5b23f45b7961',1);
INSERT INTO "tag_use" VALUES('01a20168-b8b2-7003-a973-59d479308455',1);
INSERT INTO "tag_use" VALUES('01a20168-b8d1-7000-865d-ad9589f8a963',0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX document_sha256 on document(sha256);
CREATE INDEX highlight_document on highlight(document_id, start);
CREATE INDEX highlight_speaker on highlight(speaker, document_id) where deleted is null;
CREATE INDEX highlight_deleted on highlight(deleted) where deleted is not null;
CREATE UNIQUE INDEX tag_name on tag(coalesce(parent_id, ''), name);
CREATE INDEX tag_parent on tag(parent_id);
CREATE INDEX highlight_tag_tag on highlight_tag(tag_id, created);
CREATE INDEX correction_document on correction(document_id);
CREATE INDEX act_undone on act(undone, seq);
CREATE TRIGGER tag_put_on after insert on highlight_tag begin
        insert into tag_use (tag_id, live)
            select new.tag_id, deleted is null from highlight where id = new.highlight_id
            on conflict (tag_id) do update set live = live + excluded.live;
    end;
CREATE TRIGGER tag_taken_off after delete on highlight_tag begin
        update tag_use set live = live - 1 where tag_id = old.tag_id
            and exists (select 1 from highlight where id = old.highlight_id and deleted is null);
    end;
CREATE TRIGGER highlight_deleted_or_back after update of deleted on highlight
    when (old.deleted is null) <> (new.deleted is null) begin
        update tag_use set live = live + iif(new.deleted is null, 1, -1)
            where tag_id in (select tag_id from highlight_tag where highlight_id = new.id);
    end;
CREATE TRIGGER snapshot_stays_same before update on snapshot begin
        select raise(abort, 'a snapshot is never changed');
    end;
CREATE TRIGGER snapshot_stays before delete on snapshot begin
        select raise(abort, 'a snapshot is never deleted');
    end;
CREATE VIEW tag_paths as
        with recursive walk (id, path) as (
            select id, name from tag where parent_id is null
            union all select tag.id, walk.path || '/' || tag.name from tag join walk on tag.parent_id = walk.id)
        select id, path from walk;
CREATE VIEW quotes as
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
        order by document.path, highlight.start;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('act',8);
COMMIT;
