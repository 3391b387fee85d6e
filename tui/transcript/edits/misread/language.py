"""How likely a reading is: words and their neighbours, by a word list and by the rest of the document."""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BORDER = "|"
"""The class of what is no word: marks, letters, the ends of a line."""
UNSEEN = "\0"
"""What stands for the word before, where it is not known."""
HAN = re.compile(r"[\u4e00-\u9fff]+")
UNKNOWN = -17.0
"""What a character costs that no list has (natural logarithm, as all scores)."""

_DATA = Path(__file__).parents[2] / "data" / "neighbours.txt"
_LONGEST = 7
_OWN = 0.35
"""The share of text that was seen in the frequency of a word: the document itself and the sample transcripts."""
_ENOUGH = 2000
_WEIGHT = 3
"""How much more the document itself counts than the sample transcripts."""
_INERTIA = 100.0
"""How often a word must have been seen before what followed it there counts as much as its frequency."""
_NEVER = -0.3
_CLASSES = 0.1
"""What a tenth in the table of classes counts."""
_NEARBY = 0.2
"""The share of what stands within some lines of a stretch in the frequency of a word."""
_NOT_NEAR = math.log(1 - _NEARBY)
_SELDOM_ALONE = 2.0
_PRONOUNS = (("他", "她", "它"), ("他们", "她们", "它们"))
_ELSEWHERE = 0.2
"""How many pronouns beside a stretch all others count."""
_FADES = 40.0
"""How many code points behind a stretch a pronoun counts a third of one beside it."""


_ALONE = frozenset(
    "的了是在和有他不我人也为就这上中你说一到都对来还要又大而以得她个后去将那但从下把被于时只多过可并很吗呢吧啊嘛呀哦嗯好做看想用让给跟会能该再才却因如每某各第几两三"
    "四五六七八九十百千万亿点里外前内间些种次件本张条块家位名天月日号岁年分秒米元钱快慢高低长短新老旧远近早晚少小左右东西南北真假错买卖吃喝走跑飞坐站睡听写读问答教学"
    "记爱恨怕笑哭它您咱谁啥哪怎地着与及或若则即既且所由向往朝按据经除靠当比像等叫请使令帮替打开关找拿放送带接收发出进回起住完成变死活生病痛热冷轻重深浅强弱难易满空干"
    "湿红黄蓝绿白黑花草树山水火土风雨雪云车船路桥门窗房屋床桌书信话字词句诗歌画图心手脚头眼口嘴脸血肉骨药酒茶饭菜面油盐糖锅刀枪钟表纸笔灯球狗猫马牛鱼鸟猪羊鸡鬼神王国"
    "市县镇村街店厂校班组队团党军兵官民男女父母子儿爸妈哥姐弟妹爷奶最更太挺非常越极特全总共仅光刚正已曾便竟偏倒似仍另约达超至旁边侧端角处层级类项份批套双群堆排行列段"
    "篇章节页场届期轮季周代世趟遍顿番步倍度克吨斤寸尺厘支匹颗粒滴片根座栋扇辆架艘艇台部册封幅首曲杯碗瓶盒箱袋桶事法理案例题式型款样码值率量数额价费税债股权利益势力线"
    "体质性化者员师客主方派界圈网摸推拉提搬抬抱背扛举扔丢捡装拆修改换补建造养杀救抓捕追赶逃躲藏偷抢骗赌输赢赚赔欠借租交付扣罚减加乘算测查试练考选投评审判定议论谈聊讲"
    "喊骂劝夸谢怪气急忙累饿渴困醒懂知疑悟猜忘念盼求需缺省剩留存失爬跳踢游泳滚转绕穿戴脱洗擦扫刷切炒煮蒸烤炸炖熬盛尝闻见瞧盯望瞪瞄指唱演拍录播传递寄登入掉惯够透坏清楚"
    "应须敢肯愿"
)
"""Hanzi that are often words by themselves in the prose of today; the word list takes many from older books."""


@dataclass(frozen=True)
class Neighbours:
    """Which words follow which, as the packaged table has it."""

    classes: Mapping[str, Mapping[str, float]]
    """A class of words to what it adds to the score of each other class behind it."""
    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]


@cache
def neighbours() -> Neighbours:
    """The packaged table."""
    classes: dict[str, dict[str, float]] = {}
    words: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for line in _DATA.read_text(encoding="utf-8").split("\n"):
        kind, _, rest = line.partition("\t")
        if kind == "class":
            name, *cells = rest.split("\t")
            classes[name] = {other: int(tenths) * _CLASSES for other, _, tenths in (c.partition(":") for c in cells)}
        elif kind == "word":
            word, count, *cells = rest.split("\t")
            words[word] = int(count)
            for second, _, times in (c.partition(":") for c in cells):
                pairs[word, second] = int(times)
    return Neighbours(classes, words, pairs)


class Followers(dict[str, Mapping[str, None]]):
    """From the beginning of a word to the characters that may come next in one, each looked up when first asked for."""

    def __init__(self, words: Iterable[str]) -> None:
        # Sorted in one step: another thread may be adding to them.
        self._words = sorted(words)

    def __missing__(self, beginning: str) -> Mapping[str, None]:
        words, long = self._words, len(beginning)
        first = bisect_right(words, beginning)
        behind = bisect_left(words, beginning[:-1] + chr(ord(beginning[-1]) + 1), first)
        self[beginning] = found = dict.fromkeys([word[long] for word in words[first:behind]])
        return found


class Language:
    """Scores of words for one document, in simplified characters."""

    def __init__(
        self,
        frequencies: Mapping[str, int],
        total: int,
        classes: Mapping[str, str],
        usual: Neighbours,
        sample: str,
    ) -> None:
        """`classes` are those of common words; `sample` is text of the document that is known to be sound."""
        self.frequencies = frequencies
        self.followers = Followers(frequencies)
        self._total = total
        self._classes = classes
        self._behind = usual.classes
        self._forget()
        self._near: dict[str, float] = {}
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._seen = 0
        own: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for run in HAN.finditer(sample):
            words = self.words(run[0])
            own.update(words)
            pairs.update(itertools.pairwise(words))
        for word, count in own.items():
            self._words[word] = count * _WEIGHT
        for pair, count in pairs.items():
            self._pairs[pair] = count * _WEIGHT
        self._words.update(usual.words)
        self._pairs.update(usual.pairs)
        self._seen = self._words.total()
        self._forget()

    def _forget(self) -> None:
        self._scores: dict[str, float] = {}
        self._expected: dict[str, float] = {}

    def words(self, run: str) -> list[str]:
        """A run of hanzi cut where that is likeliest."""
        frequencies, score = self.frequencies, self.word
        best = [0.0] + [-math.inf] * len(run)
        back = [0] * (len(run) + 1)
        for i in range(len(run)):
            so_far = best[i]
            for j in range(i + 1, min(len(run), i + _LONGEST) + 1):
                word = run[i:j]
                if j == i + 1 or frequencies.get(word):
                    value = so_far + score(word)
                    if value > best[j]:
                        best[j], back[j] = value, i
        cut = []
        j = len(run)
        while j:
            cut.append(run[back[j] : j])
            j = back[j]
        return cut[::-1]

    def look_around(self, before: str, behind: str) -> None:
        """What is said around a stretch is likelier to be said again; the text on both sides, in simplified characters.

        Who or what is spoken of behind it says which of the pronouns that sound alike is meant.
        """
        counts = Counter(word for run in HAN.finditer(f"{before}\n{behind}") for word in self.words(run[0]))
        total = counts.total() + 1
        self._near = {
            word: math.log(1 - _NEARBY + _NEARBY * count / total / max(1e-8, self._share(word)))
            for word, count in counts.items()
        }
        for group in _PRONOUNS:
            shares = {word: max(1e-8, self._share(word)) for word in group}
            spoken_of = sum(shares.values())
            weights = {
                word: _ELSEWHERE * share / spoken_of + _nearness(word[0], behind) for word, share in shares.items()
            }
            for word, weight in weights.items():
                self._near[word] = math.log(weight / sum(weights.values()) * spoken_of / shares[word])

    def word(self, word: str) -> float:
        """The score of a word by itself."""
        score = self._scores.get(word)
        if score is None:
            share = self._share(word)
            score = max(UNKNOWN, math.log(share)) if share > 0 else UNKNOWN
            if len(word) == 1 and word not in _ALONE:
                score -= _SELDOM_ALONE
            self._scores[word] = score
        return score

    def after(self, last: str, word: str) -> float:
        """What is to be added to the score of `word` behind the word `last`; either is empty where no word is."""
        added = self._near.get(word, _NOT_NEAR)
        behind = self._behind.get(self._classes.get(last, "") if last else BORDER)
        if behind:
            added += behind.get(self._classes.get(word, "") if word else BORDER, 0.0)
        known = self._words.get(last, 0)
        if not known or not word:
            return added
        together = self._pairs.get((last, word), 0)
        if not together:
            return added + max(_NEVER, math.log(_INERTIA / (known + _INERTIA)))
        expected = self._expected.get(word)
        if expected is None:
            expected = self._expected[word] = max(1e-8, self._share(word))
        return added + math.log((together / expected + _INERTIA) / (known + _INERTIA))

    def _share(self, word: str) -> float:
        own = _OWN * min(1.0, self._seen / _ENOUGH)
        return (1 - own) * self.frequencies.get(word, 0) / self._total + own * self._words[word] / max(1, self._seen)


def _nearness(char: str, behind: str) -> float:
    """How often a character stands behind a place, the nearer the more."""
    return sum(math.exp(-found.start() / _FADES) for found in re.finditer(char, behind))
