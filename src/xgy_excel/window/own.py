"""A county's own Word template: looked over for one document, and told, before anything is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..forms.form import Form
from ..jobs.template import Looked, look
from .outcome import Outcome


@dataclass(frozen=True)
class Own:
    """A template that has been looked over for a form."""

    form: Form
    path: Path
    looked: Looked

    @property
    def usable(self) -> bool:
        """May documents be made from it?"""
        return not self.looked.errors

    @property
    def words(self) -> str:
        """What the banner says."""
        errors, hints = len(self.looked.errors), len(self.looked.problems) - len(self.looked.errors)
        if errors:
            return f"模板“{self.path.name}”有{errors}处错误，没有生成任何文书。请在 Word 里照下面改好、保存，再选一次。"
        told = f"没有错误，有{hints}条提示，请先看下面" if hints else "没有发现问题"
        return f"模板“{self.path.name}”{told}。还没有生成文书。"

    @property
    def outcome(self) -> Outcome:
        """Everything found, the errors first."""
        errors = self.looked.errors
        found = [*errors, *(problem for problem in self.looked.problems if problem not in errors)]
        fonts = [f"这台电脑没有字体“{lacking}”，排版时用“{used}”代替。" for lacking, used in self.looked.fonts.items()]
        notes = [*map(str, found), *fonts] or ["没有发现问题。"]
        title = f"检查模板（{self.form.title}）"
        return Outcome(title, f"{title}：错误 {len(errors)} 处，提示 {len(found) - len(errors)} 处", notes=notes)


def looked_over(form: Form, path: Path) -> Own:
    """Raises Stopped when the file is no Word document."""
    return Own(form, path, look(path, form))
