"""What is wrong with the words inside one tag, told as a clerk can act on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import TemplateSyntaxError, meta, nodes

from ..core import all_nearest
from .allowed import refusals
from .sandbox import TemplateEnvironment
from .tags import Tag

_QUOTES = str.maketrans("“”‘’", "\"\"''")
_LABEL = re.compile(r"[\w\s()（）［］\[\]\-－—–.．·/／、，,:：*＊]+")
_LOOP = {"index", "index0", "first", "last", "length", "revindex", "revindex0", "previtem", "nextitem"}
_WHOLE = {
    "if": "{%% if %s %%}{%% endif %%}",
    "elif": "{%% if %s %%}{%% endif %%}",
    "for": "{%% for %s %%}{%% endfor %%}",
}
WORDS = ("if", "elif", "else", "endif", "for", "endfor", "vm", "hm", "cellbg", "colspan")
_ALONE = ("else", "endif", "endfor", "vm", "hm")

Scope = Mapping[str, str]  # a loop's variable to the list it goes through


@dataclass(frozen=True)
class Names:
    """The names a form fills, those of a list as 名单.姓名; `aliases` are other words for some, such as counties' own headers."""

    known: frozenset[str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.known

    def meant(self, word: str) -> str:
        """The name that is meant by a word nobody fills: by its alias, else the nearest one; empty when none is near.

        >>> names = Names(frozenset({"协议编号", "备案编号"}), {"合同编号": "协议编号", "养老金": "没有的"})
        >>> names.meant("合同编号"), names.meant("合同编码"), names.meant("备案号"), names.meant("养老金")
        ('协议编号', '协议编号', '备案编号', '')
        """
        return next(iter(self.near(word)), "")

    def near(self, word: str) -> list[str]:
        """The names that may be meant: more than one where several are as near.

        >>> Names(frozenset({"姓名", "户名", "月报酬"})).near("性名")
        ['户名', '姓名']
        """
        words = {word: word for name in sorted(self.known) for word in (name.rpartition(".")[2],)}
        words = {alias: name for alias, name in self.aliases.items() if name in words} | words
        close = [word] if word in words else all_nearest(word, words)
        return [*dict.fromkeys(words[one] for one in close)]


def faults(tag: Tag, env: TemplateEnvironment, known: Names | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a tag's words, and the right writing or what to do."""
    if tag.kind == "{%" and tag.word not in WORDS:
        yield _no_statement(tag, known)
        return
    if tag.word in _ALONE:
        if tag.rest:
            yield f"“{tag.word}”后面不能再写别的", tag.written(tag.word)
        return
    if not tag.rest:
        yield "标签里没有内容", ""
        return
    tree = parsed(tag, env)
    if tree is None:
        yield _misread(tag, env, known)
    elif bad := list(dict.fromkeys(refusals(tree))):
        named = _misnamed(tag.rest, known)
        yield (named[0], tag.written(_with_word(tag, named[1]))) if named else ("；".join(bad), "")


def parsed(tag: Tag, env: TemplateEnvironment) -> nodes.Template | None:
    """The tag's words as Jinja reads them, quotes repaired as docxtpl does; None when it cannot."""
    text = tag.rest.translate(_QUOTES)
    try:
        return env.parse(_WHOLE.get(tag.word, "{{ %s }}") % text)
    except TemplateSyntaxError:
        return None


def loop_names(tag: Tag, env: TemplateEnvironment) -> dict[str, str]:
    """The variables a `for` opens, each with the list it goes through."""
    tree = parsed(tag, env)
    loop = tree.find(nodes.For) if tree else None
    if loop is None:
        return {}
    source = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
    return {
        name.name: source for name in (loop.target, *loop.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)
    }


def strangers(tag: Tag, env: TemplateEnvironment, known: Names, scope: Scope) -> Iterator[tuple[str, str]]:
    """The names in a tag that nobody fills, and the tag with the nearest known one."""
    tree = None if tag.word in _ALONE or (tag.kind == "{%" and tag.word not in WORDS) else parsed(tag, env)
    if tree is None or any(refusals(tree)):
        return
    own = set(scope) | {"loop"}
    for name in sorted(meta.find_undeclared_variables(tree) - own - known.known):
        yield f"没有栏目“{name}”", _instead(tag, name, known)
    for part in tree.find_all(nodes.Getattr):
        base = part.node.name if isinstance(part.node, nodes.Name) else ""
        if base == "loop" and part.attr not in _LOOP:
            yield f"循环里没有“loop.{part.attr}”", tag.written(tag.inner.replace(f"loop.{part.attr}", "loop.index"))
        elif base in scope and not {part.attr, f"{scope[base]}.{part.attr}"} & known.known:
            yield f"“{scope[base] or base}”的行里没有栏目“{part.attr}”", _instead(tag, part.attr, known)


def _instead(tag: Tag, name: str, known: Names) -> str:
    """The tag with the nearest known name."""
    close = [tag.written(tag.inner.replace(name, one)) for one in known.near(name)]
    return f"是不是：{'、'.join(close)}" if len(close) > 1 else "".join(close)


def _no_statement(tag: Tag, known: Names | None) -> tuple[str, str]:
    spaced = re.match(r"(p|tr|tc|r)\s+(\w+)", tag.inner)
    if not tag.prefix and spaced and spaced[2] in WORDS:
        return f"“{{%”与“{spaced[1]}”之间不能有空格", f"{{%{tag.inner} %}}"
    if known is not None and tag.inner in known:
        return "“{% %}”里只能写判断和循环，填写内容要用“{{ }}”", f"{{{{{tag.inner}}}}}"
    close = next((word for word in WORDS if tag.word.startswith(word[:2])), "")
    return f"不认识“{tag.word}”，“{{% %}}”里只能写：{'、'.join(WORDS)}", (
        tag.written(_with_word(tag, tag.rest, close)) if close else ""
    )


def _misread(tag: Tag, env: TemplateEnvironment, known: Names | None) -> tuple[str, str]:
    """Jinja cannot read it: a name it cannot have, full-width signs, or something else."""
    spaced = re.match(r"(p|tr|tc|r)\s+(\S+)$", tag.inner)
    if tag.kind == "{{" and not tag.prefix and spaced:
        return f"“{{{{”与“{spaced[1]}”之间不能有空格", f"{{{{{tag.inner}}}}}"
    if tag.word == "for" and not re.search(r"\sin\s", tag.rest):
        return "循环里缺“in”", tag.written("for 行 in 名单")
    half = replace(tag, inner=unicodedata.normalize("NFKC", tag.inner))
    if half != tag and (tree := parsed(half, env)) and not any(refusals(tree)):
        return "标签里有全角符号", half.written(half.inner)
    if named := _misnamed(tag.rest, known):
        return named[0], tag.written(_with_word(tag, named[1]))
    if tag.word in ("if", "elif") and re.search(r"[^=!<>]=[^=]", tag.rest):
        return "比较是否相等要用两个等号", tag.written(_with_word(tag, re.sub(r"(?<![=!<>])=(?!=)", "==", tag.rest)))
    return "标签里的写法看不懂，请只写栏目名", ""


def _with_word(tag: Tag, rest: str, word: str = "") -> str:
    return f"{word or tag.word} {rest}".strip() if tag.kind == "{%" else rest


def _misnamed(text: str, known: Names | None) -> tuple[str, str] | None:
    """A header with signs a name cannot have, such as 金额(元), 单位-名称, 身份证 号, 2024年收入: why, and the name to use."""
    name, bar, more = text.partition("|")
    name = name.strip()
    if not _LABEL.fullmatch(name) or not re.search(r"[\u3400-\u9fff]", name) or name.isidentifier():
        return None
    if re.search(r"(?<!\w)(?:and|or|not|in|is|if|else)(?!\w)", name):
        return None
    whys = [
        (re.search(r"[()（）［］\[\]]", name), "有括号"), (re.search(r"\s", name), "有空格"),
        (re.search(r"[-－—–]", name), "有“-”（会当成减号）"), (name[0].isdigit(), "以数字开头"),
        (re.search(r"[/／、，,:：·*＊．]", name), "有标点"),
    ]  # fmt: skip
    said = "、".join(word for found, word in whys if found)
    if not said:
        return None
    return f"栏目名“{name}”{said}，程序读不懂", _plain_name(name, known) + (f"|{more.strip()}" if bar else "")


def _plain_name(name: str, known: Names | None) -> str:
    """The known name that is meant, or the name without what it cannot have."""
    whole = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", name)).lstrip("0123456789")
    head = re.sub(r"[\W\d].*", "", name) or whole
    if known is None:
        return whole
    if found := next((n for n in (whole, head) if n in known), ""):
        return found
    return known.meant(whole) or known.meant(head) or whole
