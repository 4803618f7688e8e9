"""The Jinja of our templates: escaped, sandboxed, and never silent about a value that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, UndefinedError, meta, nodes, pass_eval_context
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from ..values import date_words
from .allowed import FILTERS, TESTS, refusals
from .outcome import Unmade
from .printed import name_what_is_printed

# Around the name of a value that is not there, in the rendered text. Legal in XML, no character of any language.
GAP_OPENS, GAP_CLOSES = "\ufdd0", "\ufdd1"


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Compiles a source once, however often docxtpl or we ask for it.

    `blank` is printed for a value that is not there (None, NaN); without it the value becomes a gap, and the document
    is not made. `any_jinja` takes off the narrow list of what a county's template may say; the sandbox stays.
    """

    def __init__(self, blank: str | None = None, any_jinja: bool = False) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.blank, self.any_jinja = blank, any_jinja
        self._compiled: dict[str, Template] = {}
        if any_jinja:
            del self.globals["lipsum"]
        else:
            self.globals.clear()
            self.filters = {name: self.filters[name] for name in FILTERS}
            self.tests = {name: self.tests[name] for name in TESTS}
        self.filters |= {"可空": optional, "join": self._join, "_value": self._value, "_rows": self._rows}
        self.filters |= {"_text": self._text, "_run": self._run, "_paragraph": self._paragraph}
        self.tests["_absent"] = absent

    def compiled(self, source: str, tree: nodes.Template) -> Template:
        """The template of a source whose tree was read already."""
        if source not in self._compiled:
            name_what_is_printed(tree)
            tree.set_environment(self)
            self._compiled[source] = super().from_string(tree)
        return self._compiled[source]

    def from_string(
        self,
        source: str | nodes.Template,
        globals: Any = None,  # noqa: A002 - Jinja's name
        template_class: type[Template] | None = None,
    ) -> Template:
        """The template of a source. Raises jinja2's errors on bad syntax, Unmade on what the sandbox refuses."""
        if isinstance(source, nodes.Template):
            return super().from_string(source, globals, template_class)
        known = self._compiled.get(source)
        return known or self.compiled(source, self.read(source))

    def check(self, tree: nodes.Template) -> None:
        """Raise Unmade with the first thing a county's template may not say."""
        if not self.any_jinja:
            for what in refusals(tree):
                raise Unmade(f"模板里有不允许的写法：{what}")

    def read(self, source: str) -> nodes.Template:
        """The tree of a source, checked before anything in it is computed: Jinja folds `'a' * 50000000` on compiling."""
        tree = self.parse(source)
        self.check(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of a line of a list; Jinja would look for an attribute first, and raise and catch for each."""
        if type(obj) is dict and attribute in obj and not hasattr(dict, attribute):
            return obj[attribute]
        return super().getattr(obj, attribute)

    # -- what stands before every printed value (printed.py) -----------------------------------------

    def _value(self, value: Any, name: str) -> Any:
        """In an attribute: there, or a gap; a blank would break the file."""
        return gap(name) if type(value) is not str and absent(value) else value

    def _text(self, value: Any, name: str) -> Any:
        if type(value) is str:
            return value
        if absent(value):
            return self._gap(value, name)
        return value if self.any_jinja else _in_words(value, name)

    def _run(self, value: Any, name: str) -> Any:
        """Between runs, where `{{r` put it: markup as it is, plain text in a run of its own."""
        value = self._text(value, name)
        return value if hasattr(value, "__html__") else _RUN % value

    def _paragraph(self, value: Any, name: str) -> Any:
        """Between paragraphs, where `{{p` put it: markup as it is, plain text in a paragraph of its own."""
        value = self._text(value, name)
        return value if hasattr(value, "__html__") else _PARAGRAPH % value

    def _rows(self, value: Any, name: str) -> Any:
        """What a loop goes through."""
        if not absent(value):
            return value
        if self.blank is None or isinstance(value, Undefined):
            raise Unmade.lacking((name,))
        return ()

    def _gap(self, value: Any, name: str) -> Any:
        """The blank to fill by hand; a name nobody gave a value is a gap all the same."""
        return gap(name) if self.blank is None or isinstance(value, Undefined) else self.blank

    @pass_eval_context
    def _join(self, context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> Any:
        """Jinja's join, but an element that is not there is a gap, not the word None."""
        if attribute is not None:
            value = [self.getitem(item, attribute) for item in value]
        return do_join(context, [self._text(item, str(attribute or "")) for item in value], d)


_RUN = Markup('<w:r><w:t xml:space="preserve">%s</w:t></w:r>')
_PARAGRAPH = Markup('<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>')


def absent(value: Any) -> bool:
    """None, NaN, pandas' NaT and NA, and what Jinja calls undefined; an empty text is there."""
    if isinstance(value, Undefined):
        if value._undefined_exception is not UndefinedError:
            str(value)  # raises what the sandbox has to say
        return True
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    return value.is_nan() if isinstance(value, Decimal) else type(value).__name__ in ("NaTType", "NAType")


def _in_words(value: Any, name: str) -> Any:
    """What Python would print its own way: yes and no, dates, lists."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, list | tuple | dict | set) or callable(value):
        raise Unmade(f"“{name}”是一张表，不能直接填写，请在模板里用 for 循环逐行填写")
    return value


def gap(name: str) -> Markup:
    return Markup(GAP_OPENS) + escape(name) + Markup(GAP_CLOSES)


def names(tree: nodes.Template) -> set[str]:
    """The variables a template takes from the row."""
    return meta.find_undeclared_variables(tree)


def optional(value: Any, instead: str = "") -> Any:
    """The filter 可空: a field that may be left empty."""
    return instead if absent(value) else value


def row_names(tree: nodes.Template) -> Mapping[str, set[str]]:
    """The attributes a template uses on the rows of each list it loops over."""
    found: dict[str, set[str]] = {}
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name):
            used = found.setdefault(loop.iter.name, set())
            for part in loop.find_all(nodes.Getattr):
                if isinstance(part.node, nodes.Name) and part.node.name == loop.target.name:
                    used.add(part.attr)
    return found
