"""The code with which someone puts a page or form in a page of their own. What it asks for, the script `embed` does."""

import html

HEIGHT = 800
"""Of a frame whose height is not told, in pixels."""
HEIGHT_SCRIPT = """\
<script>
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "kijkraam:height") return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source) frame.height = data.height;
  }
});
</script>"""
"""Gives each frame the height of what is in it."""


def frame(address: str, title: str) -> str:
    """Return the HTML of a frame with a page of the handbook; `address` is the whole address of that page."""
    src, name = html.escape(f"{address}?inbed"), html.escape(title)
    return (
        f'<iframe src="{src}" title="{name}" width="100%" height="{HEIGHT}" loading="lazy" '
        'allow="clipboard-write"></iframe>'
    )
