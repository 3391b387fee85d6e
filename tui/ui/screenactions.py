"""The actions of the screens that stand before the desk: the board, the history, the trash, the review, and others."""

from __future__ import annotations

from tui.ui.action import Action, Group, Where


def _board(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int = 0) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.FIND, Where.BOARD, footer)


def _history(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.MARK, Where.HISTORY, footer)


def _trash(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.MARK, Where.TRASH, footer)


def _review(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.MARK, Where.REVIEW, footer)


def _heard(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.CORRECT, Where.PROPOSALS, footer)


def _speaker(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.CORRECT, Where.SPEAKERS, footer)


def _kwic(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.FIND, Where.KWIC, footer)


SCREEN_ACTIONS: tuple[Action, ...] = (
    _board("board_go", "enter", "Go to", "前往", "To the quote in its document.", 1),
    _board("board_group", "g", "Group", "分组", "Group by document or by tag.", 2),
    _board("board_filter", "f", "Filter", "筛选", "Set the filter.", 3),
    _board("board_export", "E", "Export", "导出", "Write these quotes to a file.", 4),
    _board("board_close", "escape q", "Close", "关闭", "Back to the transcript.", 5),
    _kwic("kwic_go", "enter", "Go to", "前往", "To the hit in its document.", 1),
    _kwic("kwic_tag", "t", "Tag", "标签", "Tag those ticked, or this one, each with the unit around it; one act.", 2),
    _kwic("kwic_grow", "plus", "More", "扩大", "Tag more around each hit: 词 → 小句 → 句 → 轮.", 3),
    _kwic("kwic_shrink", "minus", "Less", "缩小", "Tag less around each hit.", 4),
    _kwic("kwic_sort", "s", "Sort", "排序", "By place, by the word on the left, by the word on the right.", 5),
    _kwic("kwic_filter", "f", "Filter", "筛选", "Only hits that pass the filter.", 6),
    _kwic("kwic_beyond", "c", "Whole", "跨轮", "Tell what stands beyond the turn, too, or don't.", 7),
    _kwic("kwic_text", "slash K", "Text", "换词", "Look for another text.", 8),
    _kwic("kwic_undo", "u", "Undo", "撤销", "Take back the last change.", 9),
    _kwic("kwic_close", "escape q", "Close", "关闭", "Back to the transcript.", 10),
    Action("stats_filter", ("f",), "Filter", "筛选", "Set the filter.", Group.FIND, Where.STATS, 1),
    Action("stats_table", ("tab", "n"), "Next table", "下一表", "To the next table.", Group.FIND, Where.STATS, 2),
    Action("stats_html", ("E",), "As a page", "存网页", "Write a page with pictures.", Group.FIND, Where.STATS, 3),
    Action("stats_close", ("escape", "q"), "Close", "关闭", "Back to the text.", Group.FIND, Where.STATS, 4),
    _history("history_take_back", "enter", "Take back", "单独撤销", "Take back this act alone; later ones stay.", 1),
    _history("history_past", "tab", "As then", "当时", "See highlights, tags and notes as they were then.", 2),
    _history("history_go", "ctrl+o", "Go to", "前往", "To the highlight or document that it was done to.", 3),
    _history("history_close", "escape", "Close", "关闭", "Back to the transcript.", 4),
    Action("past_close", ("escape", "q"), "Close", "关闭", "Back to the history.", Group.MARK, Where.PAST, 1),
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
