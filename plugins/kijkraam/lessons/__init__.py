"""Lessons: pages whose front matter says so, with fixed headings, from which handouts and metadata are made."""
