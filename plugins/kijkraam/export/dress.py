"""Style of pages that stand outside a site, without its theme: in a package for an LMS, or in a file of their own."""

from functools import cache
from importlib.resources import files

import rcssmin


@cache
def page_style(own: str) -> str:
    """Return the style of what stands around forms on such a page, with that of `own`: `package` or `single`."""
    folder = files(__package__) / "styles"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in ("page", own)]
    return str(rcssmin.cssmin("\n".join(sheets)))
