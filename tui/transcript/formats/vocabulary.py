"""The words by which a label is told from a phrase: roles, and what stands before a colon but never speaks."""

from __future__ import annotations

_PARTICLES = """
de del della van von der den la le da di du of the and al bin ibn y e
"""

_ROLES = """
主持人 主持 嘉宾 嘉賓 观众 觀眾 听众 聽眾 现场观众 提问 提問 提问者 记者 記者 问 問 答 Q A Host
Guest Audience Moderator Interviewer Interviewee Narrator 旁白
"""

_NO_SPEAKERS = """
主題 主题 时间 時間 地点 地點 注意 问题 問題 特別聲明 特别声明 声明 聲明 来源 來源 作者 编辑
編輯 责编 備註 备注 说明 說明 总结 總結 结论 結論 摘要 关键词 關鍵詞 标题 標題 日期 链接 鏈接
网址 網址 例如 比如 譬如 例 原因 提示 首先 其次 再次 最后 最後 另外 此外 总之 總之 优点 優點
缺点 缺點 附 附录 目录 目錄 前言 导语 導語 引言 正文 背景 参考 參考 图 圖 图片 图注 注 按 编者按
編者按 其他 其它 同时 所以 但是 因此 结果 結果 答案 目标 目標 方法 步骤 步驟 要求 特点 特點 议题
議題 话题 話題 定义 定義 电话 電話 邮箱 版权 版權 笑 笑声 笑聲 掌声 掌聲 鼓掌 音乐 音樂 notice
note notes warning tip tips example examples summary date time title author source url http
https link links todo fixme ps p.s abstract keywords conclusion question questions topic topics
chapter chapters references copyright tags tag category email tel phone subject from to cc re x
laughter laughs applause music inaudible crosstalk location place speakers participants agenda
disclaimer update important format file path version
录音时长 錄音時長 时长 時長 总时长 總時長 会议时间 會議時間 会议主题 會議主題 会议号 會議號 参会人 參會人
参会人员 參會人員 与会人 與會人 与会者 與會者 文字记录 文字記錄 比分 比例 比率 总分 總分 得分 会议纪要
會議紀要 待办 待辦 duration score ratio speakers attendees recording transcript
info debug error warn fatal trace
foreign cheering cheers clapping singing silence beep bleep gasps sighs coughs screaming whistling
外语 外語 欢呼 歡呼 欢呼声 歡呼聲 鼓掌声 鼓掌聲 静音 靜音 听不清 聽不清
"""

_PANEL_WORDS = """
in this video|chapters|transcript|search transcript|search in video|show transcript|hide transcript|close transcript
toggle timestamps|follow along using the transcript|view all|sync to video time|show less|...more|all|key moments
文字稿|转写文稿|轉寫文稿|内容转文字|轉錄稿|字幕记录|显示文字稿|搜索文字稿|搜索转写文稿|在视频中搜索|搜尋轉錄稿|在影片中搜尋
本视频中|此视频中|在此视频中|在這部影片中|这部影片中|章节|章節|关键时刻|显示时间戳|切换时间戳|查看全部|全部
"""

PARTICLES = frozenset(_PARTICLES.split())
"""What is written small inside a name."""

ROLES = frozenset(_ROLES.split())
"""Speakers who are named by what they do."""

NO_SPEAKERS = frozenset(_NO_SPEAKERS.split())
"""Fields, asides and connectives that a colon or brackets may set off, in small letters."""

PANEL_WORDS = frozenset(word for line in _PANEL_WORDS.strip().split("\n") for word in line.split("|"))
"""What stands on the buttons of a page that shows a transcript beside its video, in small letters."""
