"""Han characters that the simplified table leaves apart although readers mean the same by them.

Computed from all alternatives of OpenCC's tables between mainland, Taiwan and Hong Kong forms; each group folds to
its first character.
"""

from __future__ import annotations

_GROUPS = """
着著 卫衞 叙敍 了瞭 么幺 画划㓰 复覆 借藉 只祇衹 周赒 台枱 它牠 尽侭 妆粧 余馀 巨钜 并幷 当𪠽 恶𫫇 愿𫖸 战𢧐 托讬 抬擡
抵牴 捣𢭏 背揹 旋镟 昵暱 曲麹 檐簷 沈渖 潀潨 链炼𫔀 熏薰 痹痺 睾睪 穞稆 粽糭 糇𫗯 糊𫗫 緪縆 线缐 腭颚 苎苧 苹𬞟 谏𫍝
谫𫍿 账𧹔 钟锺 闲𫔮 雕𫛲 面麺 鞲𫖕 骢𩨂 鲇鲶 弥㳽 彩䌽 摆䙓 镢䦆 腼䩄 买𧹒 仇雠 仑𪨧 仿彷 夫伕 咨谘 啮𫜩 喂𫗭 坂阪
庐𪪏 开𫔭
"""

VARIANTS: dict[str, str] = {variant: group[0] for group in _GROUPS.split() for variant in group[1:]}
"""Variant to the character that stands for its group, both as the simplified table leaves them."""
