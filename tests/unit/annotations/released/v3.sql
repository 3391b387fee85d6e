pragma application_id = 1349081704;
pragma user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'pizhu','first','2026-11-22 03:59:31.017917+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'pizhu','readings','2026-11-22 03:59:31.019848+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'pizhu','counts','2026-11-22 06:27:39.352200+00:00');
CREATE TABLE act (
        seq integer primary key autoincrement, id text not null unique, session text not null, what text not null,
        about text not null default '', forward text not null, backward text not null,
        undone integer not null default 0 check (undone in (0, 1, 2)), created text not null, takes_back text) strict;
INSERT INTO "act" VALUES(1,'01a20168-bd25-7001-88d4-df0f0fee6d09','01a20168-bbb2-7000-b12f-74fb8dd1151f','mark','自主学习','[{"table":"document","key":{"id":"01a20168-bd14-7001-b1d5-4e8829319328"},"row":{"created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z","id":"01a20168-bd14-7001-b1d5-4e8829319328","path":"访谈/一.txt","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-bd14-7002-b628-281443887575"},"row":{"created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z","id":"01a20168-bd14-7002-b628-281443887575","document_id":"01a20168-bd14-7001-b1d5-4e8829319328","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","start":8,"end":12,"quote":"自主学习","prefix":"主持人：你怎么看","suffix":"？\n姚顺雨：自主学习不是一个方法，而是数据和任务。\n","speaker":"主持人","start_ms":1000,"note":"第一条","starred":0,"author":"","state":"exact","deleted":null}},{"table":"tag","key":{"id":"01a20168-bd14-7003-9f9c-bf94aadb3552"},"row":{"created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z","id":"01a20168-bd14-7003-9f9c-bf94aadb3552","name":"模型","parent_id":null,"letter":"a","colour":"yellow","description":"","aliases":"[]"}},{"table":"tag","key":{"id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":{"created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z","id":"01a20168-bd24-7000-ad48-16c00ddaeebb","name":"分化","parent_id":"01a20168-bd14-7003-9f9c-bf94aadb3552","letter":"b","colour":"green","description":"","aliases":"[]"}},{"table":"tag","key":{"id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":{"created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z","id":"01a20168-bd25-7000-bdc5-18a5c603c967","name":"数据","parent_id":null,"letter":"c","colour":"blue","description":"","aliases":"[]"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":{"created":"2026-11-22T03:59:31.091Z","highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd24-7000-ad48-16c00ddaeebb","position":0}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":{"created":"2026-11-22T03:59:31.091Z","highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967","position":1}}]','[{"table":"document","key":{"id":"01a20168-bd14-7001-b1d5-4e8829319328"},"row":null},{"table":"highlight","key":{"id":"01a20168-bd14-7002-b628-281443887575"},"row":null},{"table":"tag","key":{"id":"01a20168-bd14-7003-9f9c-bf94aadb3552"},"row":null},{"table":"tag","key":{"id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":null},{"table":"tag","key":{"id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":null}]',0,'2026-11-22T03:59:31.091Z',NULL);
INSERT INTO "act" VALUES(2,'01a20168-bd29-7002-825b-3440987bc671','01a20168-bbb2-7000-b12f-74fb8dd1151f','mark','人：你','[{"table":"document","key":{"id":"01a20168-bd29-7000-97b5-6400141fa7ea"},"row":{"created":"2026-11-22T03:59:31.113Z","updated":"2026-11-22T03:59:31.113Z","id":"01a20168-bd29-7000-97b5-6400141fa7ea","path":"二.txt","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-bd29-7001-92de-cc447e2ea5be"},"row":{"created":"2026-11-22T03:59:31.113Z","updated":"2026-11-22T03:59:31.113Z","id":"01a20168-bd29-7001-92de-cc447e2ea5be","document_id":"01a20168-bd29-7000-97b5-6400141fa7ea","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","start":2,"end":5,"quote":"人：你","prefix":"主持","suffix":"怎么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任务。","speaker":"主持人","start_ms":1000,"note":"","starred":1,"author":"","state":"exact","deleted":null}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd29-7001-92de-cc447e2ea5be","tag_id":"01a20168-bd14-7003-9f9c-bf94aadb3552"},"row":{"created":"2026-11-22T03:59:31.113Z","highlight_id":"01a20168-bd29-7001-92de-cc447e2ea5be","tag_id":"01a20168-bd14-7003-9f9c-bf94aadb3552","position":0}}]','[{"table":"document","key":{"id":"01a20168-bd29-7000-97b5-6400141fa7ea"},"row":null},{"table":"highlight","key":{"id":"01a20168-bd29-7001-92de-cc447e2ea5be"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd29-7001-92de-cc447e2ea5be","tag_id":"01a20168-bd14-7003-9f9c-bf94aadb3552"},"row":null}]',0,'2026-11-22T03:59:31.113Z',NULL);
INSERT INTO "act" VALUES(3,'01a20168-bd31-7001-abac-b301fc0474aa','01a20168-bbb2-7000-b12f-74fb8dd1151f','mark_many','2 highlights','[{"table":"document","key":{"id":"01a20168-bd2d-7000-aad3-e08b7f427f7b"},"row":{"created":"2026-11-22T03:59:31.117Z","updated":"2026-11-22T03:59:31.117Z","id":"01a20168-bd2d-7000-aad3-e08b7f427f7b","path":"m.txt","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","note":"","fields":"{}","title":"访谈一","sha256":"8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0","format":"dialogue","encoding":"utf-8"}},{"table":"highlight","key":{"id":"01a20168-bd2d-7001-9f53-bdc726f0ade7"},"row":{"created":"2026-11-22T03:59:31.117Z","updated":"2026-11-22T03:59:31.117Z","id":"01a20168-bd2d-7001-9f53-bdc726f0ade7","document_id":"01a20168-bd2d-7000-aad3-e08b7f427f7b","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","start":1,"end":3,"quote":"持人","prefix":"主","suffix":"：你怎么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任","speaker":"主持人","start_ms":1000,"note":"","starred":0,"author":"","state":"exact","deleted":null}},{"table":"tag","key":{"id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":{"created":"2026-11-22T03:59:31.117Z","updated":"2026-11-22T03:59:31.117Z","id":"01a20168-bd30-7000-8f3f-7907f7c89376","name":"多","parent_id":"01a20168-bd25-7000-bdc5-18a5c603c967","letter":"d","colour":"magenta","description":"","aliases":"[]"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd2d-7001-9f53-bdc726f0ade7","tag_id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":{"created":"2026-11-22T03:59:31.117Z","highlight_id":"01a20168-bd2d-7001-9f53-bdc726f0ade7","tag_id":"01a20168-bd30-7000-8f3f-7907f7c89376","position":0}},{"table":"highlight","key":{"id":"01a20168-bd31-7000-8f0a-ec1588c18266"},"row":{"created":"2026-11-22T03:59:31.117Z","updated":"2026-11-22T03:59:31.117Z","id":"01a20168-bd31-7000-8f0a-ec1588c18266","document_id":"01a20168-bd2d-7000-aad3-e08b7f427f7b","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609","start":4,"end":6,"quote":"你怎","prefix":"主持人：","suffix":"么看自主学习？\n姚顺雨：自主学习不是一个方法，而是数据和任务。\n","speaker":"主持人","start_ms":1000,"note":"","starred":0,"author":"","state":"exact","deleted":null}}]','[{"table":"document","key":{"id":"01a20168-bd2d-7000-aad3-e08b7f427f7b"},"row":null},{"table":"highlight","key":{"id":"01a20168-bd2d-7001-9f53-bdc726f0ade7"},"row":null},{"table":"tag","key":{"id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":null},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd2d-7001-9f53-bdc726f0ade7","tag_id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":null},{"table":"highlight","key":{"id":"01a20168-bd31-7000-8f0a-ec1588c18266"},"row":null}]',0,'2026-11-22T03:59:31.117Z',NULL);
INSERT INTO "act" VALUES(4,'01a20168-bd35-7000-aa5a-82f777ef3c39','01a20168-bbb2-7000-b12f-74fb8dd1151f','delete','持人','[{"table":"highlight","key":{"id":"01a20168-bd2d-7001-9f53-bdc726f0ade7"},"row":{"deleted":"2026-11-22T03:59:31.125Z","updated":"2026-11-22T03:59:31.125Z"}}]','[{"table":"highlight","key":{"id":"01a20168-bd2d-7001-9f53-bdc726f0ade7"},"row":{"deleted":null,"updated":"2026-11-22T03:59:31.117Z"}}]',0,'2026-11-22T03:59:31.125Z',NULL);
INSERT INTO "act" VALUES(5,'01a20168-bd4a-7000-972e-8725da190368','01a20168-bbb2-7000-b12f-74fb8dd1151f','merge_tags','数据 → 模型/分化','[{"table":"tag","key":{"id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":{"parent_id":"01a20168-bd24-7000-ad48-16c00ddaeebb","updated":"2026-11-22T03:59:31.144Z"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":null},{"table":"tag","key":{"id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":null},{"table":"tag","key":{"id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":{"aliases":"[\"数据\"]","updated":"2026-11-22T03:59:31.144Z"}}]','[{"table":"tag","key":{"id":"01a20168-bd30-7000-8f3f-7907f7c89376"},"row":{"parent_id":"01a20168-bd25-7000-bdc5-18a5c603c967","updated":"2026-11-22T03:59:31.117Z"}},{"table":"highlight_tag","key":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":{"highlight_id":"01a20168-bd14-7002-b628-281443887575","tag_id":"01a20168-bd25-7000-bdc5-18a5c603c967","position":1,"created":"2026-11-22T03:59:31.091Z"}},{"table":"tag","key":{"id":"01a20168-bd25-7000-bdc5-18a5c603c967"},"row":{"id":"01a20168-bd25-7000-bdc5-18a5c603c967","parent_id":null,"name":"数据","letter":"c","colour":"blue","description":"","aliases":"[]","created":"2026-11-22T03:59:31.091Z","updated":"2026-11-22T03:59:31.091Z"}},{"table":"tag","key":{"id":"01a20168-bd24-7000-ad48-16c00ddaeebb"},"row":{"aliases":"[]","updated":"2026-11-22T03:59:31.091Z"}}]',0,'2026-11-22T03:59:31.144Z',NULL);
INSERT INTO "act" VALUES(6,'01a20168-bd65-7000-9869-9c24722e7abd','01a20168-bbb2-7000-b12f-74fb8dd1151f','save_filter','旧','[{"table":"saved_filter","key":{"name":"旧"},"row":{"created":"2026-11-22T03:59:31.172Z","updated":"2026-11-22T03:59:31.172Z","name":"旧","text":"#模型"}}]','[{"table":"saved_filter","key":{"name":"旧"},"row":null}]',0,'2026-11-22T03:59:31.172Z',NULL);
INSERT INTO "act" VALUES(7,'01a20168-bd71-7000-8010-d0b1ccc03559','01a20168-bbb2-7000-b12f-74fb8dd1151f','set_document_note','二.txt','[{"table":"document","key":{"id":"01a20168-bd29-7000-97b5-6400141fa7ea"},"row":{"note":"记","updated":"2026-11-22T03:59:31.184Z"}}]','[{"table":"document","key":{"id":"01a20168-bd29-7000-97b5-6400141fa7ea"},"row":{"note":"","updated":"2026-11-22T03:59:31.113Z"}}]',0,'2026-11-22T03:59:31.184Z',NULL);
INSERT INTO "act" VALUES(8,'01a20168-bd79-7002-8265-a4041bf8251e','01a20168-bbb2-7000-b12f-74fb8dd1151f','correct','2 corrections','[{"table":"correction","key":{"id":"01a20168-bd79-7000-b7da-2c92bfc745bc"},"row":{"created":"2026-11-22T03:59:31.192Z","updated":"2026-11-22T03:59:31.192Z","id":"01a20168-bd79-7000-b7da-2c92bfc745bc","document_id":"01a20168-bd14-7001-b1d5-4e8829319328","start":4,"end":6,"pattern":null,"replacement":"改","accepted":1,"original":"么看","snapshot_id":"01a20168-bd14-7000-9718-8e917b97f609"}},{"table":"correction","key":{"id":"01a20168-bd79-7001-80cb-eee4712a82e0"},"row":{"created":"2026-11-22T03:59:31.192Z","updated":"2026-11-22T03:59:31.192Z","id":"01a20168-bd79-7001-80cb-eee4712a82e0","document_id":null,"start":null,"end":null,"pattern":"甲乙","replacement":"丙","accepted":1,"original":"","snapshot_id":null}}]','[{"table":"correction","key":{"id":"01a20168-bd79-7000-b7da-2c92bfc745bc"},"row":null},{"table":"correction","key":{"id":"01a20168-bd79-7001-80cb-eee4712a82e0"},"row":null}]',0,'2026-11-22T03:59:31.192Z',NULL);
INSERT INTO "act" VALUES(9,'01a20168-bd86-7001-8175-1963df4770dc','01a20168-bbb2-7000-b12f-74fb8dd1151f','set_speakers','姚顺雨 → 姚 guest','[{"table":"speaker","key":{"id":"01a20168-bd86-7000-8a0c-3cb1c74309c8"},"row":{"created":"2026-11-22T03:59:31.205Z","updated":"2026-11-22T03:59:31.205Z","id":"01a20168-bd86-7000-8a0c-3cb1c74309c8","document_id":"01a20168-bd14-7001-b1d5-4e8829319328","label":"姚顺雨","note":"","name":"姚","role":"guest"}}]','[{"table":"speaker","key":{"id":"01a20168-bd86-7000-8a0c-3cb1c74309c8"},"row":null}]',0,'2026-11-22T03:59:31.205Z',NULL);
INSERT INTO "act" VALUES(10,'01a20168-bd8f-7001-8966-f2b78921f107','01a20168-bbb2-7000-b12f-74fb8dd1151f','create_tag','多余','[{"table":"tag","key":{"id":"01a20168-bd8f-7000-b758-3d26540a8372"},"row":{"created":"2026-11-22T03:59:31.214Z","updated":"2026-11-22T03:59:31.214Z","id":"01a20168-bd8f-7000-b758-3d26540a8372","name":"多余","parent_id":null,"letter":"c","colour":"blue","description":"","aliases":"[]"}}]','[{"table":"tag","key":{"id":"01a20168-bd8f-7000-b758-3d26540a8372"},"row":null}]',2,'2026-11-22T03:59:31.214Z',NULL);
INSERT INTO "act" VALUES(11,'01a201f0-5d1e-7000-b186-e797816c809b','01a201f0-5bbd-7000-af51-feba1fbb0a87','set_star','你怎','[{"table":"highlight","key":{"id":"01a20168-bd31-7000-8f0a-ec1588c18266"},"row":{"starred":1,"updated":"2026-11-22T06:27:39.421Z"}}]','[{"table":"highlight","key":{"id":"01a20168-bd31-7000-8f0a-ec1588c18266"},"row":{"starred":0,"updated":"2026-11-22T03:59:31.117Z"}}]',0,'2026-11-22T06:27:39.421Z',NULL);
CREATE TABLE branch_use (
        tag_id text primary key not null references tag(id) on delete cascade, live integer not null) strict;
INSERT INTO "branch_use" VALUES('01a20168-bd14-7003-9f9c-bf94aadb3552',2);
INSERT INTO "branch_use" VALUES('01a20168-bd24-7000-ad48-16c00ddaeebb',1);
INSERT INTO "branch_use" VALUES('01a20168-bd30-7000-8f3f-7907f7c89376',0);
CREATE TABLE correction (
        id text primary key not null, document_id text references document(id), start integer, "end" integer,
        pattern text, replacement text not null, accepted integer not null default 1 check (accepted in (0, 1)),
        created text not null, updated text not null, original text not null default '', snapshot_id text references snapshot(id),
        check ((pattern is null) = (document_id is not null and start >= 0 and "end" >= start))) strict;
INSERT INTO "correction" VALUES('01a20168-bd79-7000-b7da-2c92bfc745bc','01a20168-bd14-7001-b1d5-4e8829319328',4,6,NULL,'改',1,'2026-11-22T03:59:31.192Z','2026-11-22T03:59:31.192Z','么看','01a20168-bd14-7000-9718-8e917b97f609');
INSERT INTO "correction" VALUES('01a20168-bd79-7001-80cb-eee4712a82e0',NULL,NULL,NULL,'甲乙','丙',1,'2026-11-22T03:59:31.192Z','2026-11-22T03:59:31.192Z','',NULL);
CREATE TABLE document (
        id text primary key not null, path text not null unique, title text not null, sha256 text not null,
        format text not null, encoding text not null, snapshot_id text references snapshot(id),
        note text not null default '', fields text not null default '{}',
        created text not null, updated text not null, asked_encoding text not null default '') strict;
INSERT INTO "document" VALUES('01a20168-bd14-7001-b1d5-4e8829319328','访谈/一.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-bd14-7000-9718-8e917b97f609','','{}','2026-11-22T03:59:31.091Z','2026-11-22T03:59:31.091Z','');
INSERT INTO "document" VALUES('01a20168-bd29-7000-97b5-6400141fa7ea','二.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-bd14-7000-9718-8e917b97f609','记','{}','2026-11-22T03:59:31.113Z','2026-11-22T03:59:31.184Z','');
INSERT INTO "document" VALUES('01a20168-bd2d-7000-aad3-e08b7f427f7b','m.txt','访谈一','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0','dialogue','utf-8','01a20168-bd14-7000-9718-8e917b97f609','','{}','2026-11-22T03:59:31.117Z','2026-11-22T03:59:31.117Z','');
CREATE TABLE document_use (
        document_id text primary key not null references document(id) on delete cascade, path text not null,
        live integer not null) strict;
INSERT INTO "document_use" VALUES('01a20168-bd14-7001-b1d5-4e8829319328','访谈/一.txt',1);
INSERT INTO "document_use" VALUES('01a20168-bd29-7000-97b5-6400141fa7ea','二.txt',1);
INSERT INTO "document_use" VALUES('01a20168-bd2d-7000-aad3-e08b7f427f7b','m.txt',1);
CREATE TABLE highlight (
        id text primary key not null, document_id text not null references document(id),
        snapshot_id text not null references snapshot(id), start integer not null check (start >= 0),
        "end" integer not null, quote text not null, prefix text not null default '', suffix text not null default '',
        speaker text, start_ms integer, note text not null default '',
        starred integer not null default 0 check (starred in (0, 1)), author text not null default '',
        state text not null default 'exact' check (state in ('exact', 'moved', 'changed', 'lost')), deleted text,
        created text not null, updated text not null, check ("end" > start)) strict;
INSERT INTO "highlight" VALUES('01a20168-bd14-7002-b628-281443887575','01a20168-bd14-7001-b1d5-4e8829319328','01a20168-bd14-7000-9718-8e917b97f609',8,12,'自主学习','主持人：你怎么看','？
姚顺雨：自主学习不是一个方法，而是数据和任务。
','主持人',1000,'第一条',0,'','exact',NULL,'2026-11-22T03:59:31.091Z','2026-11-22T03:59:31.091Z');
INSERT INTO "highlight" VALUES('01a20168-bd29-7001-92de-cc447e2ea5be','01a20168-bd29-7000-97b5-6400141fa7ea','01a20168-bd14-7000-9718-8e917b97f609',2,5,'人：你','主持','怎么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任务。','主持人',1000,'',1,'','exact',NULL,'2026-11-22T03:59:31.113Z','2026-11-22T03:59:31.113Z');
INSERT INTO "highlight" VALUES('01a20168-bd2d-7001-9f53-bdc726f0ade7','01a20168-bd2d-7000-aad3-e08b7f427f7b','01a20168-bd14-7000-9718-8e917b97f609',1,3,'持人','主','：你怎么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任','主持人',1000,'',0,'','exact','2026-11-22T03:59:31.125Z','2026-11-22T03:59:31.117Z','2026-11-22T03:59:31.125Z');
INSERT INTO "highlight" VALUES('01a20168-bd31-7000-8f0a-ec1588c18266','01a20168-bd2d-7000-aad3-e08b7f427f7b','01a20168-bd14-7000-9718-8e917b97f609',4,6,'你怎','主持人：','么看自主学习？
姚顺雨：自主学习不是一个方法，而是数据和任务。
','主持人',1000,'',1,'','exact',NULL,'2026-11-22T03:59:31.117Z','2026-11-22T06:27:39.421Z');
CREATE TABLE highlight_tag (
        highlight_id text not null references highlight(id), tag_id text not null references tag(id),
        position integer not null, created text not null,
        primary key (highlight_id, tag_id)) strict, without rowid;
INSERT INTO "highlight_tag" VALUES('01a20168-bd14-7002-b628-281443887575','01a20168-bd24-7000-ad48-16c00ddaeebb',0,'2026-11-22T03:59:31.091Z');
INSERT INTO "highlight_tag" VALUES('01a20168-bd29-7001-92de-cc447e2ea5be','01a20168-bd14-7003-9f9c-bf94aadb3552',0,'2026-11-22T03:59:31.113Z');
INSERT INTO "highlight_tag" VALUES('01a20168-bd2d-7001-9f53-bdc726f0ade7','01a20168-bd30-7000-8f3f-7907f7c89376',0,'2026-11-22T03:59:31.117Z');
CREATE TABLE saved_filter (
        name text primary key not null, text text not null, created text not null, updated text not null) strict;
INSERT INTO "saved_filter" VALUES('旧','#模型','2026-11-22T03:59:31.172Z','2026-11-22T03:59:31.172Z');
CREATE TABLE snapshot (
        id text primary key not null, sha256 text not null unique, characters integer not null, text blob not null,
        created text not null) strict;
INSERT INTO "snapshot" VALUES('01a20168-bd14-7000-9718-8e917b97f609','8691e66b7a909222b8f8833b82b65c666f2c5262533685d4f89811a8b27ceab0',38,X'789C4DCABB0E82301886E19DABAE2E1A290C26250648681730241E1297BF07AFC6AFBF65EA2DC0C8FA3E2FC8B33CC0B91C5A7C358B1AF6FCEFCB749A413E3E46589DC350C4A95D8C5BBAFBF6ED0D54F1ED0512A0991BCB1F95834C426E91D59BAB67BC4A781F2FE6278EC50A43CA4E64','2026-11-22T03:59:31.092Z');
CREATE TABLE speaker (
        id text primary key not null, document_id text not null references document(id), label text not null,
        name text not null default '', role text not null default '' check (role in ('', 'host', 'guest')),
        note text not null default '', created text not null, updated text not null,
        unique (document_id, label)) strict;
INSERT INTO "speaker" VALUES('01a20168-bd86-7000-8a0c-3cb1c74309c8','01a20168-bd14-7001-b1d5-4e8829319328','姚顺雨','姚','guest','','2026-11-22T03:59:31.205Z','2026-11-22T03:59:31.205Z');
CREATE TABLE tag (
        id text primary key not null, parent_id text references tag(id) check (parent_id <> id), name text not null,
        letter text not null default '', colour text not null, description text not null default '',
        aliases text not null default '[]',
        created text not null, updated text not null) strict;
INSERT INTO "tag" VALUES('01a20168-bd14-7003-9f9c-bf94aadb3552',NULL,'模型','a','yellow','','[]','2026-11-22T03:59:31.091Z','2026-11-22T03:59:31.091Z');
INSERT INTO "tag" VALUES('01a20168-bd24-7000-ad48-16c00ddaeebb','01a20168-bd14-7003-9f9c-bf94aadb3552','分化','b','green','','["数据"]','2026-11-22T03:59:31.091Z','2026-11-22T03:59:31.144Z');
INSERT INTO "tag" VALUES('01a20168-bd30-7000-8f3f-7907f7c89376','01a20168-bd24-7000-ad48-16c00ddaeebb','多','d','magenta','','[]','2026-11-22T03:59:31.117Z','2026-11-22T03:59:31.144Z');
CREATE TABLE tag_use (
        tag_id text primary key not null references tag(id) on delete cascade, live integer not null) strict;
INSERT INTO "tag_use" VALUES('01a20168-bd24-7000-ad48-16c00ddaeebb',1);
INSERT INTO "tag_use" VALUES('01a20168-bd14-7003-9f9c-bf94aadb3552',1);
INSERT INTO "tag_use" VALUES('01a20168-bd30-7000-8f3f-7907f7c89376',0);
CREATE TABLE turn (
        seq integer primary key autoincrement, act_seq integer not null references act(seq),
        after_seq integer not null, undone integer not null check (undone in (0, 1)), created text not null) strict;
INSERT INTO "turn" VALUES(1,11,11,1,'2026-11-22T06:27:39.449Z');
INSERT INTO "turn" VALUES(2,11,11,0,'2026-11-22T06:27:39.453Z');
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
CREATE UNIQUE INDEX correction_pattern on correction(pattern) where document_id is null;
CREATE TRIGGER branch_begins after insert on tag begin
        insert or ignore into branch_use (tag_id, live) values (new.id, 0);
    end;
CREATE TRIGGER branch_put_on after insert on highlight_tag
    when (select deleted is null from highlight where id = new.highlight_id) begin
        update branch_use set live = live + 1
        where tag_id in (with recursive up (id) as (select new.tag_id union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up) and tag_id not in (with recursive up (id) as (select tag_id from highlight_tag where highlight_id = new.highlight_id and tag_id <> new.tag_id union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up);
    end;
CREATE TRIGGER branch_taken_off after delete on highlight_tag
    when (select deleted is null from highlight where id = old.highlight_id) begin
        update branch_use set live = live - 1
        where tag_id in (with recursive up (id) as (select old.tag_id union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up) and tag_id not in (with recursive up (id) as (select tag_id from highlight_tag where highlight_id = old.highlight_id and tag_id <> old.tag_id union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up);
    end;
CREATE TRIGGER branch_deleted_or_back after update of deleted on highlight
    when (old.deleted is null) <> (new.deleted is null) begin
        update branch_use set live = live + iif(new.deleted is null, 1, -1)
            where tag_id in (with recursive up (id) as (select tag_id from highlight_tag where highlight_id = new.id union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up);
    end;
CREATE TRIGGER branch_moved after update of parent_id on tag when old.parent_id is not new.parent_id begin
        update branch_use set live = (select count(distinct link.highlight_id) from highlight_tag link
    join highlight on highlight.id = link.highlight_id where highlight.deleted is null and link.tag_id in (
        with recursive down (id) as (select branch_use.tag_id union select tag.id from tag join down on tag.parent_id = down.id) select id from down))
            where (tag_id in (with recursive up (id) as (select old.parent_id where old.parent_id is not null union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up)) <> (tag_id in (with recursive up (id) as (select new.parent_id where new.parent_id is not null union select tag.parent_id from tag join up on tag.id = up.id where tag.parent_id is not null) select id from up));
    end;
CREATE INDEX document_use_path on document_use(path, live);
CREATE TRIGGER document_begins after insert on document begin
        insert into document_use (document_id, path, live) values (new.id, new.path, 0);
    end;
CREATE TRIGGER document_moved after update of path on document begin
        update document_use set path = new.path where document_id = new.id;
    end;
CREATE TRIGGER document_highlighted after insert on highlight when new.deleted is null begin
        update document_use set live = live + 1 where document_id = new.document_id;
    end;
CREATE TRIGGER document_unhighlighted after delete on highlight when old.deleted is null begin
        update document_use set live = live - 1 where document_id = old.document_id;
    end;
CREATE TRIGGER document_lost_one after update of deleted, document_id on highlight
    when old.deleted is null and (new.deleted is not null or new.document_id <> old.document_id) begin
        update document_use set live = live - 1 where document_id = old.document_id;
    end;
CREATE TRIGGER document_got_one after update of deleted, document_id on highlight
    when new.deleted is null and (old.deleted is not null or new.document_id <> old.document_id) begin
        update document_use set live = live + 1 where document_id = new.document_id;
    end;
CREATE INDEX turn_act on turn(act_seq);
CREATE INDEX act_created on act(created);
CREATE INDEX act_takes_back on act(takes_back) where takes_back is not null;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('act',11);
INSERT INTO "sqlite_sequence" VALUES('turn',2);
COMMIT;
