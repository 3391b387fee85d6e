"""The actions of the screens that stand before the desk: the board, the history, the trash, the review, and others."""

from __future__ import annotations

from functools import partial

from tui.ui.action import Action, Group, Where


def _one(
    group: Group, where: Where, id_: str, keys: str, title: str, chinese: str, help_: str, footer: int = 0
) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, group, where, footer)


def _code(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int = 0) -> Action:
    return _one(Group.CODES, Where.CODEBOOK, f"codebook_{id_}", keys, title, chinese, help_, footer)


_board = partial(_one, Group.FIND, Where.BOARD)
_kwic = partial(_one, Group.FIND, Where.KWIC)
_stats = partial(_one, Group.FIND, Where.STATS)
_history = partial(_one, Group.MARK, Where.HISTORY)
_past = partial(_one, Group.MARK, Where.PAST)
_trash = partial(_one, Group.MARK, Where.TRASH)
_review = partial(_one, Group.MARK, Where.REVIEW)
_heard = partial(_one, Group.CORRECT, Where.PROPOSALS)
_speaker = partial(_one, Group.CORRECT, Where.SPEAKERS)
_split = partial(_one, Group.CODES, Where.SPLIT)

SCREEN_ACTIONS: tuple[Action, ...] = (
    _board("board_go", "enter", "Go to", "前往", "To the quote in its document.", 1),
    _board("board_group", "g", "Group", "分组", "Group by document, tag, speaker, date, not at all.", 2),
    _board("board_order", "o", "Order", "排序", "By place, the newest first, the starred first, the longest first."),
    _board("board_more", "plus", "More", "多看", "More around this quote: its sentence, turn, question and answer.", 3),
    _board("board_less", "minus", "Less", "少看", "Less around this quote."),
    _board("board_more_all", "greater_than_sign", "More of all", "都多看", "More around all quotes."),
    _board("board_less_all", "less_than_sign", "Less of all", "都少看", "Less around all quotes."),
    _board("board_tick", "space", "Tick", "勾选", "Tick this quote, to do something to all those ticked.", 4),
    _board("board_all", "a", "All", "全勾", "Tick all quotes shown, or none."),
    _board("board_range", "v", "Range", "勾一段", "Tick from here to where v is pressed again."),
    _board("board_tag", "t", "Tag", "标签", "Tag those ticked, or this one; a tag on all of them comes off.", 5),
    _board("board_untag", "T", "Take off", "去标签", "Take one of their tags off."),
    _board("board_move", "m", "Move", "改标签", "Another tag in the place of one, that of the group or one chosen."),
    _board("board_star", "s", "Star", "加星", "Star them; if all are starred, take the stars away."),
    _board("board_note", "n", "Note", "笔记", "A note on them: below the notes that they have, or in their place.", 6),
    _board("board_delete", "x", "Delete", "删除", "Put them into the trash."),
    _board("board_undo", "u", "Undo", "撤销", "Take back the last change."),
    _board("board_redo", "ctrl+r", "Redo", "重做", "Bring back what was undone."),
    _board("board_filter", "f", "Filter", "筛选", "Set the filter.", 7),
    _board("board_hosts", "r", "No hosts", "去主持人", "Leave out what hosts said, or take it in again."),
    _board("board_export", "E", "Export", "导出", "Write these quotes to a file."),
    _board("board_help", "question_mark", "Help", "帮助", "All keys.", 8),
    _board("board_back", "escape", "Back", "返回", "Let range and ticks go; then back to the transcript.", 9),
    _board("board_close", "q", "Close", "关闭", "Back to the transcript."),
    _kwic("kwic_go", "enter", "Go to", "前往", "To the hit in its document.", 1),
    _kwic("kwic_tag", "t", "Tag", "标签", "Tag those ticked, or this one, each with the unit around it; one act.", 2),
    _kwic("kwic_grow", "plus", "More", "扩大", "Tag more around each hit: 词 → 小句 → 句 → 轮.", 3),
    _kwic("kwic_shrink", "minus", "Less", "缩小", "Tag less around each hit.", 4),
    _kwic("kwic_sort", "s", "Sort", "排序", "By place, by the word on the left, by the word on the right.", 5),
    _kwic("kwic_filter", "f", "Filter", "筛选", "Only hits that pass a filter; the reader's stays.", 6),
    _kwic("kwic_hosts", "r", "No hosts", "去主持人", "Leave out what hosts said, here only, or take it in again."),
    _kwic("kwic_beyond", "c", "Whole", "跨轮", "Tell what stands beyond the turn, too, or don't.", 7),
    _kwic("kwic_text", "slash K", "Text", "换词", "Look for another text.", 8),
    _kwic("kwic_undo", "u", "Undo", "撤销", "Take back the last change.", 9),
    _kwic("kwic_close", "escape q", "Close", "关闭", "Back to the transcript.", 10),
    _stats("stats_filter", "f", "Filter", "筛选", "Set the filter.", 1),
    _stats("stats_hosts", "r", "No hosts", "去主持人", "Leave out hosts, or take them in.", 0),
    _stats("stats_table", "tab n", "Next table", "下一表", "To the next table.", 2),
    _stats("stats_html", "E", "As a page", "存网页", "Write a page with pictures.", 3),
    _stats("stats_close", "escape q", "Close", "关闭", "Back to the text.", 4),
    _history("history_take_back", "enter", "Take back", "单独撤销", "Take back this act alone; later ones stay.", 1),
    _history("history_past", "tab", "As then", "当时", "See highlights, tags and notes as they were then.", 2),
    _history("history_go", "ctrl+o", "Go to", "前往", "To the highlight or document that it was done to.", 3),
    _history("history_close", "escape", "Close", "关闭", "Back to the transcript.", 4),
    _past("past_close", "escape q", "Close", "关闭", "Back to the history.", 1),
    _trash("trash_restore", "enter", "Restore", "恢复", "Bring back those ticked, or this one, and go there.", 1),
    _trash("trash_stay", "r", "Restore, stay", "恢复不走", "Bring back those ticked, or this one, and stay here.", 2),
    _trash("trash_go", "o", "Go to", "前往", "To the place in its document.", 3),
    _trash("trash_undo", "u", "Undo", "撤销", "Take back the last change.", 4),
    _trash("trash_close", "escape q", "Close", "关闭", "Back to the transcript.", 5),
    _review("review_take", "enter", "Take it", "取此处", "The highlight stands at the place that is proposed.", 1),
    _review("review_lose", "x d", "Lost", "已失", "Its words are gone; it is kept with its quote and note.", 2),
    _review(
        "review_here", "m", "Selection", "用选区", "The highlight stands at what is selected in the transcript.", 0
    ),
    _review("review_all", "A", "All certain", "确定的全取", "Take all that are surely there, in other words.", 0),
    _review("review_later", "s space", "Later", "以后", "Leave it as it is, and look at the next one.", 3),
    _review("review_go", "g", "Go there", "前往", "To the proposed place in the transcript; R comes back.", 4),
    _review("review_next", "n right", "Next", "下一个", "To the next one.", 5),
    _review("review_previous", "p left", "Previous", "上一个", "To the one before.", 6),
    _review("review_undo", "u", "Undo", "撤销", "Take back the last change.", 7),
    _review("review_close", "escape q", "Close", "关闭", "Back to the transcript.", 8),
    _code("fold", "enter", "Fold", "折叠", "Fold the branch away, or open it; h and l fold and open, too.", 14),
    _code("new", "n", "New below", "新建", "Make a tag below this one.", 2),
    _code("new_top", "N", "New", "新标签", "Make a tag at the top."),
    _code("rename", "r", "Rename", "改名", "Give the tag another name.", 3),
    _code("merge", "m", "Merge", "合并", "Make the tag a part of another one: quotes, tags below, name as alias.", 4),
    _code("split", "s", "Split", "拆分", "Let some of its quotes, ticked in a list, carry another tag.", 5),
    _code("move", "v", "Move", "移动", "Hang the tag, with all below it, under another one.", 6),
    _code("colour", "c", "Colour", "颜色", "Choose the colour.", 7),
    _code("letter", "L", "Letter", "字母", "Set the letter in the margin."),
    _code("describe", "e", "Description", "说明", "Write what the tag means.", 8),
    _code("alias", "a", "Aliases", "别名", "Other names by which it is found, with commas between."),
    _code("pin", "1 2 3 4 5 6 7 8 9", "Pin", "固定", "Pin the tag to this digit; the same digit again lets it go.", 12),
    _code("check", "d", "Check", "查重", "Tags that are not used, and those of which two may be one.", 10),
    _code("delete", "x", "Delete", "删除", "Delete the tag and all below it; the highlights stay.", 9),
    _code("trash", "X", "Deleted", "已删", "Tags that were deleted, to be brought back.", 13),
    _code("undo", "u", "Undo", "撤销", "Take back the last change.", 11),
    _code("redo", "ctrl+r", "Redo", "重做", "Bring back what was undone."),
    _code("find", "slash", "Find", "查找", "Type characters, pinyin, initials or an alias.", 1),
    _code("fold_all", "z", "Fold all", "全折", "Fold all branches away, or open all."),
    _code("close", "escape q", "Close", "关闭", "Back to the transcript.", 15),
    _split("split_go", "enter", "Split off", "拆出", "Say which tag the ticked quotes get in its place.", 1),
    _split("split_close", "escape q", "Close", "关闭", "Back to the codebook.", 2),
    _heard("proposal_accept", "y enter", "Here", "本文档改", "The term is read for the wording in this document.", 1),
    _heard("proposal_always", "Y a", "Always", "总是改", "The term is read for the wording in every document.", 2),
    _heard("proposal_refuse", "n", "No", "不是", "The wording is right; it is not proposed again.", 3),
    _heard("proposal_undo", "u", "Undo", "撤销", "Take back the last change, and look again.", 4),
    _heard("proposal_terms", "t", "Terms", "加术语", "Put more terms into the glossary.", 5),
    _heard("proposals_close", "escape q", "Close", "关闭", "Back to the transcript.", 6),
    _speaker("speaker_rename", "enter", "Rename", "改名", "Call a speaker otherwise; another one's name merges.", 1),
    _speaker("speaker_role", "r", "Role", "角色", "Host, guest, neither.", 2),
    _speaker("speaker_undo", "u", "Undo", "撤销", "Take back the last change.", 3),
    _speaker("speakers_close", "escape q", "Close", "关闭", "Back to the transcript.", 4),
)
"""Each with the place where it applies; together with those of the desk in `actions.ACTIONS`."""
