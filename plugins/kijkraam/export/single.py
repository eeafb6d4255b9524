"""One form as one HTML file that needs nothing else: from a USB stick, a file server of a school, or a mail.

Styles, scripts and phrases stand in the file; its policy allows these by their hash, and nothing else.
"""

import re
from html import escape

from kijkraam.checklist.fields import Keep, Kind
from kijkraam.export.dress import page_style
from kijkraam.form import Form
from kijkraam.forms.render import Renderer, stylesheet
from kijkraam.pages import tooltips
from kijkraam.policy import digest
from kijkraam.web import PARTS, STYLES, script_with_phrases, style

POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; form-action 'none'; base-uri 'none'"
)
NOT_FOR = {"asked"}
"""Parts for how one refers to a page, which is not in the file."""
ONLY_FOR = {
    "experience": lambda form: form.kind is Kind.ERVARING,
    "scorelist": lambda form: any(question.item.counted for question in form.questions),
    "within": lambda form: form.checklist.kept is Keep.ASK,
}
"""Parts that only some forms need; each form can have use of the others."""
NOWHERE = "#"
"""The address of a page that the file cannot lead to: of such a link only the words stay."""
DEAD_LINK = re.compile(rf'<a href="{NOWHERE}">(.*?)</a>', re.DOTALL)


def single(form: Form, renderer: Renderer) -> str:
    """Return a form as a whole HTML file. The renderer gives the addresses of other pages in full, or NOWHERE."""
    phrases = renderer.phrases
    renderer.stands_alone = True
    content = renderer.form(form)
    content += tooltips(content, renderer, None)
    content = DEAD_LINK.sub(r"\1", content)
    names = _parts_of(form)
    sheets = [("style-page", page_style("single") + stylesheet() + style("form"))]
    sheets += [(f"style-{name}", style(name)) for name in names if name in STYLES]
    scripts = [script_with_phrases(name, phrases) for name in (*names, "form")]
    scripts = [text.replace("</script", "<\\/script") for text in scripts]
    policy = POLICY.format(scripts=_hashes(scripts), styles=_hashes([text for _, text in sheets]))
    head = "".join(f'<style id="{name}">{text}</style>' for name, text in sheets)
    return (
        f'<!doctype html>\n<html lang="{phrases.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(renderer.plain(form.title))}</title>\n{head}\n</head>\n<body>\n"
        f'<main data-kijkraam-root="./">\n{content}\n</main>\n'
        + "".join(f"<script>{text}</script>\n" for text in scripts)
        + "</body>\n</html>\n"
    )


def name_of(form: Form) -> str:
    """Return the name of the file."""
    return f"{form.id}.html"


def _parts_of(form: Form) -> list[str]:
    return [name for name in PARTS if name not in NOT_FOR and (name not in ONLY_FOR or ONLY_FOR[name](form))]


def _hashes(texts: list[str]) -> str:
    return " ".join(f"'sha256-{digest(text)}'" for text in texts)
