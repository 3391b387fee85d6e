"""Every action once: keys, titles and help of all that a reader can do.

Bindings, the footer, the palette, the help screen and the README's table come from this table.
"""

from __future__ import annotations

from tui.ui.action import Action, Group, Where
from tui.ui.screenactions import SCREEN_ACTIONS

TWINS = {
    "slash": ("fullwidth_solidus", "ideographic_comma"),
    "question_mark": ("fullwidth_question_mark",),
    "colon": ("fullwidth_colon",),
    "full_stop": ("ideographic_full_stop", "fullwidth_full_stop"),
    "equals_sign": ("fullwidth_equals_sign",),
    "plus": ("fullwidth_plus_sign",),
    "minus": ("fullwidth_hyphen_minus",),
    "tilde": ("fullwidth_tilde",),
    "vertical_line": ("fullwidth_vertical_line",),
    "backslash": ("fullwidth_reverse_solidus",),
    "left_parenthesis": ("fullwidth_left_parenthesis",),
    "right_parenthesis": ("fullwidth_right_parenthesis",),
    "left_square_bracket": ("left_black_lenticular_bracket", "fullwidth_left_square_bracket"),
    "right_square_bracket": ("right_black_lenticular_bracket", "fullwidth_right_square_bracket"),
    "left_curly_bracket": ("fullwidth_left_curly_bracket",),
    "right_curly_bracket": ("fullwidth_right_curly_bracket",),
    "at": ("fullwidth_commercial_at",),
    "semicolon": ("fullwidth_semicolon",),
    "comma": ("fullwidth_comma",),
    "less_than_sign": ("left_double_angle_bracket", "fullwidth_less_than_sign"),
    "greater_than_sign": ("right_double_angle_bracket", "fullwidth_greater_than_sign"),
    "grave_accent": ("fullwidth_grave_accent", "middle_dot"),
    "asterisk": ("fullwidth_asterisk",),
    "number_sign": ("fullwidth_number_sign",),
    "space": ("ideographic_space",),
}
"""Keys as an input method types them in its full-width mode."""

_SIGNS = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "full_stop": ".",
    "equals_sign": "=",
    "plus": "+",
    "minus": "-",
    "tilde": "~",
    "vertical_line": "|",
    "backslash": "\\",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "at": "@",
    "semicolon": ";",
    "comma": ",",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "grave_accent": "`",
    "asterisk": "*",
    "number_sign": "#",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
}


def _move(id_: str, keys: str, title: str, chinese: str, help_: str) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.MOVE, Where.READER)


def _select(id_: str, keys: str, title: str, chinese: str, help_: str, footer: int = 0) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.SELECT, Where.READER, footer)


def _do(id_: str, keys: str, title: str, chinese: str, help_: str, group: Group, footer: int = 0) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, group, Where.MAIN, footer)


def _correct(id_: str, keys: str, title: str, chinese: str, help_: str) -> Action:
    return Action(id_, tuple(keys.split()), title, chinese, help_, Group.CORRECT)


def _switch(id_: str, title: str, chinese: str, help_: str) -> Action:
    return Action(id_, (), title, chinese, help_, Group.VIEW)


ACTIONS: tuple[Action, ...] = (
    _move("down", "j down", "Down", "下一行", "One row down."),
    _move("up", "k up", "Up", "上一行", "One row up."),
    _move("left", "h left", "Left", "左", "One character back."),
    _move("right", "l right", "Right", "右", "One character on."),
    _move("row_start", "0", "Row start", "行首", "To the first character of the row."),
    _move("row_end", "dollar_sign", "Row end", "行末", "To the last character of the row."),
    _move("word", "w", "Next word", "下一词", "To the next word, cut by jieba."),
    _move("back", "b", "Previous word", "上一词", "To the beginning of the word, or of the one before."),
    _move("word_end", "e", "Word end", "词末", "To the end of the word, or of the next one."),
    _move("clause", "semicolon", "Next clause", "下一小句", "To the next clause."),
    _move("clause_back", "comma", "Previous clause", "上一小句", "To the clause before."),
    _move("sentence", "right_parenthesis", "Next sentence", "下一句", "To the next sentence."),
    _move("sentence_back", "left_parenthesis", "Previous sentence", "上一句", "To the sentence before."),
    _move("turn", "right_curly_bracket", "Next turn", "下一轮", "To what the next speaker says."),
    _move("turn_back", "left_curly_bracket", "Previous turn", "上一轮", "To what the speaker before said."),
    _move("exchange", "greater_than_sign", "Next question", "下一问", "To the next question with its answer."),
    _move("exchange_back", "less_than_sign", "Previous question", "上一问", "To the question, or to the one before."),
    _move(
        "section",
        "J",
        "Next section",
        "下一节",
        "To the next heading, or excerpt where there are none; behind the last one, to the end.",
    ),
    _move("section_back", "B", "Previous section", "上一节", "To the heading, or to the one before."),
    _move("page_down", "space pagedown", "Page down", "下一页", "One page on."),
    _move("page_up", "pageup", "Page up", "上一页", "One page back."),
    _move("half_down", "ctrl+d", "Half a page down", "下半页", "Half a page on."),
    _move("half_up", "ctrl+u", "Half a page up", "上半页", "Half a page back."),
    _move("top", "g home", "Top", "开头", "To the beginning of the document; with a number, to that line."),
    _move("bottom", "G end", "Bottom", "末尾", "To the end of the document; with a number, to that line."),
    _move("next_highlight", "right_square_bracket", "Next highlight", "下一处批注", "To the next highlight."),
    _move("previous_highlight", "left_square_bracket", "Previous highlight", "上一处批注", "To the highlight before."),
    _select("select", "v", "Select", "选择", "Begin a selection with the word under the caret.", 1),
    _select("grow", "plus", "Grow", "扩大", "Select more: 字 → 词 → 小句 → 句 → 轮 → 问答 → 节 → 全文."),
    _select("shrink", "minus", "Shrink", "缩小", "Select less, the same way back."),
    _select("select_all", "ctrl+a", "All", "全选", "Select the whole text."),
    _select("swap", "o", "Other edge", "换边", "While something is selected: move its other edge."),
    _select("unselect", "escape", "Let go", "取消", "Let the selection and the search hits go."),
    _do("edges", "V", "Edges", "移边", "Move the edges of the highlight; m or Enter sets them.", Group.SELECT),
    _do("mark", "m", "Mark", "划线", "Highlight the selection, or the sentence under the caret.", Group.MARK, 2),
    _do(
        "tag",
        "t",
        "Tag",
        "标签",
        "Tag the highlight, the selection or the sentence; type to find or create.",
        Group.MARK,
        3,
    ),
    *(
        _do(f"recent_{n}", str(n), f"Recent tag {n}", f"近用标签 {n}", f"Put on the recent tag number {n}.", Group.MARK)
        for n in range(1, 10)
    ),
    _do("repeat_tag", "full_stop", "Last tag again", "再用上个标签", "Put on the tag that was used last.", Group.MARK),
    _do("note", "a", "Note", "笔记", "Write a note on the highlight, the selection or the sentence.", Group.MARK, 4),
    _do("drafts", "", "Drafts", "草稿", "Go on with a note or correction that was typed and not saved.", Group.MARK),
    _do("star", "s", "Star", "加星", "Star the highlight, or take the star away.", Group.MARK),
    _do("delete", "x", "Delete", "删除", "Delete the highlight under the caret (u brings it back).", Group.MARK),
    _do(
        "cycle",
        "tab",
        "Next of several",
        "切换重叠",
        "Where highlights overlap: the next one under the caret. Elsewhere: forward among the jumps.",
        Group.MARK,
    ),
    _do("undo", "u", "Undo", "撤销", "Take back the last change, also one of an earlier session.", Group.MARK, 8),
    _do("redo", "ctrl+r", "Redo", "重做", "Bring back what was undone.", Group.MARK),
    _do(
        "history",
        "H",
        "History",
        "历史",
        "All acts, the newest first: take one back, see how it was.",
        Group.MARK,
    ),
    _do("trash", "X", "Trash", "回收站", "Highlights that were deleted, to be brought back.", Group.MARK),
    _do("copy", "y", "Copy", "复制", "Copy the selection or the highlight with its source.", Group.MARK),
    _do("next_disagreement", "A", "Next disagreement", "下一处分歧", "To where the authors' tags differ.", Group.MARK),
    _do(
        "codebook",
        "C",
        "Codebook",
        "代码本",
        "The tags as a tree 标签管理: make, rename, merge, split, move.",
        Group.CODES,
    ),
    _do("review", "R", "Review", "复核", "Highlights of a changed file that are not found for certain.", Group.MARK),
    _correct("correct", "c", "Correct", "订正", "Correct the selection, a repair or the word, here or everywhere."),
    _correct("next_uncertain", "U", "Next uncertain", "下一处存疑", "To the next repair that is uncertain; c chooses."),
    _correct("proposals", "P", "Misheard", "误听", "Wordings that sound or look like the glossary's terms."),
    _correct("speakers", "at", "Speakers", "发言人", "Rename and merge speakers; say who is host and guest."),
    _do(
        "search",
        "slash",
        "Search",
        "搜索",
        "Search in this document; 简 finds 繁. w: whole words, re: a regular expression; ↑ ↓ searches before.",
        Group.FIND,
        5,
    ),
    _do("search_all", "S", "Search all", "全库搜索", "Search in all documents; Enter goes to a hit.", Group.FIND),
    _do("kwic", "K", "In context", "语境", "All hits of a text, one line each: sort, tick and tag them.", Group.FIND),
    _do("next_hit", "n", "Next hit", "下一个", "To the next hit of the search.", Group.FIND),
    _do("previous_hit", "N", "Previous hit", "上一个", "To the hit before.", Group.FIND),
    _do("search_word", "asterisk", "This word", "搜此词", "Search the selection or the word, on.", Group.FIND),
    _do("search_word_back", "number_sign", "This word, back", "往回搜此词", "The same, backwards.", Group.FIND),
    _do(
        "filter",
        "f",
        "Filter",
        "筛选",
        'Set the filter: #tag -#tag @speaker "text" note: near(#a, #b, 2turns) saved: and more.',
        Group.FIND,
        6,
    ),
    _do("hosts", "r", "No hosts", "去主持人", "Leave out what hosts said (-@host), or take it in again.", Group.FIND),
    _do("save_filter", "", "Save the filter", "保存筛选", "Keep the filter under a name.", Group.FIND),
    _do("saved_filters", "", "Saved filters", "已存筛选", "Choose a saved filter; it is asked anew.", Group.FIND),
    _do("by_speaker", "", "By speaker", "按发言人", "Who said what passes, with numbers; choose one.", Group.FIND),
    _do("board", "q", "Quotes", "摘录板", "All quotes of all documents that pass the filter.", Group.FIND, 7),
    _do("like", "L", "More like this", "相似段落", "Passages of other documents like this one.", Group.FIND),
    _do("terms", "", "Key terms", "关键词", "What this document speaks of more than the others do.", Group.FIND),
    _do("export", "E", "Export", "导出", "Write the quotes that pass the filter to a file.", Group.FIND),
    _do("stats", "I", "Numbers", "统计", "Who says how much, where tags fall, and which meet.", Group.FIND),
    _do("same_speaker", "ctrl+down", "Speaks next", "同人下一轮", "To the next turn of the same speaker.", Group.FIND),
    _do(
        "same_speaker_back", "ctrl+up", "Spoke before", "同人上一轮", "To the turn before of the same one.", Group.FIND
    ),
    _do("jump_back", "ctrl+o", "Back", "返回", "Back to where the last jump came from.", Group.FIND),
    _do("jump_forward", "ctrl+y", "Forward", "前进", "Forward again, where Back came from.", Group.FIND),
    _do("set_mark", "M", "Set a mark", "设记号", "Name this place by the letter that is typed next.", Group.FIND),
    _do(
        "go_to_mark",
        "grave_accent",
        "To a mark",
        "到记号",
        "To the place of the letter typed next; twice: to where the last jump came from.",
        Group.FIND,
    ),
    _do("open", "o", "Open", "打开", "Open a document of the library; type to find.", Group.VIEW),
    _do("outline", "O", "Outline", "大纲", "Headings, excerpts, turns and speakers; type to find.", Group.VIEW),
    _do("documents", "D", "Documents", "文档栏", "Go to the documents; again: fold them away.", Group.VIEW),
    _do(
        "tags",
        "T",
        "Tags",
        "标签栏",
        "Go to the tags; again: fold them away. Enter: must have, must not have, no matter.",
        Group.VIEW,
    ),
    _do("split", "vertical_line", "Split", "分栏", "Two transcripts side by side; again: one.", Group.VIEW),
    _do(
        "beside",
        "backslash",
        "Source beside",
        "对照原文",
        "The source beside the text, row by row; again: not.",
        Group.VIEW,
    ),
    _do("other_pane", "ctrl+w", "Other pane", "另一栏", "To the other transcript.", Group.VIEW),
    _do("script", "equals_sign", "Script", "简繁", "As in the source, simplified, traditional.", Group.VIEW),
    _do("raw", "tilde", "Source", "原文", "The untouched source, or the reading text again.", Group.VIEW),
    _do("flow", "F", "Paragraphs", "连排", "A machine's transcript in paragraphs, or line by line.", Group.VIEW),
    _do(
        "fold",
        "enter",
        "Open, fold",
        "展开折叠",
        "Open the images or boilerplate under the caret; again: fold.",
        Group.VIEW,
    ),
    _do("focus_tag", "Z", "Focus", "只看标签", "Dim all highlights without this tag; again: none.", Group.VIEW),
    _do("narrower", "ctrl+left", "Shorter rows", "收窄", "Four characters less to a row.", Group.VIEW),
    _do("wider", "ctrl+right", "Longer rows", "放宽", "Four characters more to a row.", Group.VIEW),
    _do("whole_width", "W", "Whole width", "整栏宽", "Rows as long as the pane allows; again: forty.", Group.VIEW),
    _switch("numbers", "Paragraph numbers", "段号", "Show the number of each paragraph, or don't."),
    _switch("theme", "Theme", "配色", "Choose a theme; it is shown while the cursor is on it."),
    _switch("ambiguous", "Ambiguous widths", "宽窄不定", "Take “ … — · for narrow, for wide, or as the terminal says."),
    _switch("show_glosses", "Glosses", "注音", "Show inserted pinyin, or leave it out again."),
    _switch("show_misread", "Misread", "误读", "Show misread stretches as in the file, or repaired again."),
    _switch("show_corrections", "Corrections", "订正前后", "Show the text before corrections, or corrected again."),
    _switch("show_hidden", "Hidden marks", "隐去的标记", "Show tags and other marks that are not read, or hide them."),
    *SCREEN_ACTIONS,
    _do("palette", "colon ctrl+p", "Commands", "命令", "All commands; type to find.", Group.APP),
    _do("help", "question_mark", "Help", "帮助", "All keys.", Group.APP, 9),
    _do("quit", "ctrl+q", "Quit", "退出", "Leave; all is saved already.", Group.APP, 10),
)

BY_ID = {action.id: action for action in ACTIONS}


def twins(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys together with their full-width twins."""
    return (*keys, *(twin for key in keys for twin in TWINS.get(key, ())))


def sign(key: str) -> str:
    """A key as it stands on the keyboard, e.g. `ctrl+r` → `^r`, `slash` → `/`."""
    if key == "dollar_sign":
        return "$"
    if key.startswith("ctrl+"):
        return "^" + sign(key[5:])
    return _SIGNS.get(key, key)


def footer(where: Where) -> list[Action]:
    """The actions that the footer of this place shows, in order."""
    shown = {Where.READER, Where.MAIN} if where in (Where.READER, Where.MAIN) else {where}
    return sorted((a for a in ACTIONS if a.footer and a.where in shown), key=lambda action: action.footer)


def markdown() -> str:
    """All actions as the table of the README."""
    rows = ["| keys | action | 动作 | what it does |", "|---|---|---|---|"]
    for action in ACTIONS:
        if action.id.startswith("recent_"):
            if action.id != "recent_1":
                continue
            rows.append(
                "| `1` … `9` | Recent tags | 近用标签 | The recent tags of these numbers; before a motion, a count. |"
            )
            continue
        keys = " ".join(f"`{sign(key)}`" for key in action.keys) or f"`:` {action.chinese}"
        keys = keys.replace("`|`", "`\\|`").replace("```", "`` ` ``")
        text = action.help.replace("|", "\\|")
        rows.append(f"| {keys} | {action.title} | {action.chinese} | {text} |")
    return "\n".join(rows) + "\n"
