"""The kinds of acts of the history, as the reader is told of them."""

from __future__ import annotations

ACTS = {
    "mark": "划线 mark",
    "mark_many": "划线 marks",
    "tag": "标签 tag",
    "set_note": "笔记 note",
    "set_star": "星 star",
    "delete": "删除 delete",
    "import": "导入 import",
    "move_edges": "移边 edges",
    "create_tag": "新标签 new tag",
    "rename_tag": "改名 rename",
    "move_tag": "移动 move",
    "merge_tags": "合并 merge",
    "delete_tag": "删标签 delete tag",
    "change_tag": "改标签 change",
    "correct": "订正 correction",
    "set_speakers": "发言人 speakers",
    "ask_encoding": "编码 encoding",
    "set_document_note": "文档笔记 note on a document",
    "move_document": "文档改名 document renamed",
    "save_filter": "存筛选 filter saved",
    "delete_filter": "删筛选 filter forgotten",
    "restore": "恢复 restore",
    "reanchor": "重新定位 carried over",
    "take_back": "单独撤销 taken back",
    "split_tag": "拆分 split",
    "code": "批量标签 many tagged",
}
"""Acts of the history, as the reader is told of them."""


def of_kind(what: str) -> str:
    """How the reader is told of acts of this kind."""
    return ACTS.get(what, what.replace("_", " "))
