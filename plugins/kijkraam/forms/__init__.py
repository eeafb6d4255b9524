"""Forms as HTML. One folder per component, with its template and its style.

`render.py` is the only door: it knows the handbook, the language and where links lead, and hands templates what they
show. Templates hold no logic beyond order and presence.
"""
