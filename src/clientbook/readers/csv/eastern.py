"""East Asian encodings told by what a list holds: kana, or the words of its titles and towns."""

from collections.abc import Iterator
from typing import Final

_WORDS: Final = {
    "cp932 euc_jp": (
        "氏名 名前 住所 電話 番号 郵便 生年月日 性別 会社 部署 携帯 備考 都道府県 市区町村 顧客"
        " 東京 大阪 京都 神奈川 千葉 埼玉 愛知 福岡"
    ),
    "gb18030": "姓名 电话 地址 手机 邮箱 生日 性别 公司 城市 备注 客户 北京 上海 广州 深圳",
    "big5hkscs": "姓名 電話 地址 手機 郵箱 生日 性別 公司 城市 備註 客戶 臺北 台北 香港 高雄",
    "cp949": "이름 성명 전화 주소 휴대 생년월일 성별 회사 비고 고객 우편 서울 부산",
}


def eastern_encoding(sample: bytes) -> str | None:
    """Return the encoding in which bytes are a Japanese, Chinese or Korean list, None if unsure.

    A detector counts frequent characters: it does not know kana, and a list is short.

    Args:
        sample: Lines of the file that hold bytes beyond ASCII.
    """
    texts = dict(_decoded(sample))
    for name in ("cp932", "euc_jp"):
        if name in texts and _is_kana(texts[name]):
            return name
    found = {
        name: sum(text.count(word) for word in words.split())
        for names, words in _WORDS.items()
        for name in names.split()
        if (text := texts.get(name))
    }
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] > 1 else None


def _decoded(sample: bytes) -> Iterator[tuple[str, str]]:
    for name in ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"):
        try:
            yield name, sample.decode(name)
        except UnicodeDecodeError:
            continue


def _is_kana(text: str) -> bool:
    beyond = [char for char in text if char >= "\x80"]
    kana = sum("\u3040" <= char <= "\u30ff" for char in beyond)
    return kana >= 2 and 2 * kana >= len(beyond)
