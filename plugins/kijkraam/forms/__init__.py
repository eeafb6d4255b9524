"""Forms as HTML. One folder per component, with its template and its style.

`render.py` is the only door: it knows the handbook, the language and where links lead, and hands templates what they
show. Templates hold no logic beyond order and presence.

Every template gets `r`, the `Renderer` of its page, and `t`, the `Phrases`. Beside these come `form`, a `Form`; `pane`
and `question` of it; `level`, the level of the title from 1 to 6; and what the name says. A template with macros is
imported by others, which call these; so a site's own in its place must have the same macros. `r.inline(text)` gives the
HTML of a text with inline Markdown, `r.heading(level, text, id)` a heading that reaches the table of contents,
`r.id(form, name)` an id that stands once on the page, `r.link(id)` a link by id.

A site puts its own template in the folder `kijkraam` of its theme's `custom_dir`, under the same path. There, the
program's own is `original/` and that path: to include it, to import its macros, or to extend its blocks.
"""
