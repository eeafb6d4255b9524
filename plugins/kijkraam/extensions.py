"""Makes whole checklists of the files with `extends`, from those of the site and those that come with the program."""

from dataclasses import replace

from kijkraam.checklist.extending import Merged, merge, without_includes
from kijkraam.checklist.extension import Extension
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.problems import mend_by_name
from kijkraam.checklist.reading import Read
from kijkraam.checklist.shared import Scales
from kijkraam.form import Base
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.shipped import Library, library, scales_in, terms_in, works_in


def resolve(handbook: Handbook) -> None:
    """Put every checklist with `extends` together; one that cannot be is told, and then `broken`."""
    if not handbook.extensions:
        return
    resolver = _Resolver(handbook, library())
    for form_id in handbook.extensions:
        resolver.merged(form_id)
    resolver.supplement()


class _Resolver:
    def __init__(self, handbook: Handbook, shipped: Library) -> None:
        self.handbook = handbook
        self.library = shipped
        self.phrases = Phrases(handbook.site.language, handbook.site.phrases)
        self.open: list[str] = []
        """What is being put together, from the outermost on."""
        self.used: dict[str, Checklist] = {}
        """What comes with the program and is used here, by id."""
        self.here = {*handbook.checklists, *handbook.extensions, *handbook.broken, *handbook.headings}

    def merged(self, form_id: str) -> Merged | None:
        """Return a checklist put together, or None when it cannot be."""
        done = self.handbook.checklists.get(form_id)
        if isinstance(done, Merged) or form_id in self.handbook.broken:
            return done if isinstance(done, Merged) else None
        read = self.handbook.extensions[form_id]
        self.open.append(form_id)
        found = self._base(read)
        self.open.pop()
        whole = without_includes(found[0], self._homes(*found)) if found else None
        if found is None or whole is None:
            self.handbook.broken[form_id] = read.name
            return None
        base = found[1]
        above = self.handbook.checklists.get(base.id)
        part_of = above.part_of if isinstance(above, Merged) else None
        made, problems = merge(whole, read, self.phrases, part_of)
        self.handbook.problems += problems
        self.handbook.checklists[form_id] = made
        self.handbook.bases[form_id] = base
        self.handbook.beside[form_id] = self._beside(base.id)
        return made

    def _base(self, read: Read[Extension]) -> tuple[Checklist, Base] | None:
        """Return the checklist that another one extends, or None when that cannot be; what is wrong is told."""
        name = read.model.extends
        if name in self.open:
            round_ = " → ".join([*self.open[self.open.index(name) :], name])
            self._refuse(read, "extends_cycle", round=round_)
            return None
        if name in self.handbook.broken:
            return None  # told at its own file
        if name in self.handbook.extensions:
            above = self.merged(name)
            if above is None:
                return None
            base = self._about(above.model, is_shipped=False)
            return above.model, replace(base, base=self.handbook.bases[name])
        if name in self.handbook.checklists:
            checklist = self.handbook.checklists[name].model
            if rights := self._rights(checklist):
                self._refuse(read, "extends_rights", name=rights)
                return None
            return checklist, self._about(checklist, is_shipped=False)
        if name in self.library.ids:
            checklist = self._shipped(name)
            return checklist, self._about(checklist, is_shipped=True)
        variant, near = mend_by_name(name, [*self.handbook.checklists, *self.handbook.extensions, *self.library.ids])
        self._refuse(read, f"unknown_base{variant}", name=name, **near)
        return None

    def _refuse(self, read: Read[Extension], code: str, **words: str) -> None:
        self.handbook.problems.append(read.problem(("extends",), code, **words))

    def _about(self, checklist: Checklist, *, is_shipped: bool) -> Base:
        return Base(checklist.id, checklist.title, checklist.version, is_shipped)

    def _rights(self, checklist: Checklist) -> str | None:
        """Return the id of the form by which someone else has a right to a checklist, or None."""
        homes = [section.include.partition("#")[0] for section in checklist.sections if section.include]
        for name in (checklist.id, *homes):
            home = self.handbook.checklists.get(name)
            if home and home.model.rights:
                return name
        return None

    # What comes with the program

    def _shipped(self, form_id: str) -> Checklist:
        """Return a checklist that comes with the program, and bring along the forms of its panes that are elsewhere."""
        if form_id not in self.used:
            for section in self.library.checklist(form_id, lambda name: name).model.sections:
                if section.elsewhere and self._named(section.elsewhere) is None:
                    self._bring(section.elsewhere)
            self.used[form_id] = self.library.checklist(form_id, self._named).model
        return self.used[form_id]

    def _bring(self, form_id: str) -> None:
        """Give the site a form that comes with the program."""
        self.here.add(form_id)
        checklist = self._shipped(form_id)
        whole = without_includes(checklist, self._homes(checklist, self._about(checklist, is_shipped=True)))
        assert whole is not None  # what comes with the program is whole
        read = self.library.checklist(form_id, self._named)
        self.handbook.checklists[form_id] = Read(whole, read.path, read.name)
        self.handbook.brought.add(form_id)
        self.handbook.beside[form_id] = self._beside(form_id)

    def _named(self, reference: str) -> str | None:
        """Return how the site refers to what a form that comes with the program names, or None when it cannot.

        A form that extends that other form stands for it. A part of a form may be hidden there, so it is not named.
        """
        form_id, _, part = reference.partition("#")
        if form_id in self.handbook.brought:
            return reference
        if form_id in self.here:
            return None if part else form_id
        heirs = [name for name, read in self.handbook.extensions.items() if read.model.extends == form_id]
        if part or len(heirs) > 1:
            return None
        return heirs[0] if heirs else None

    def _beside(self, form_id: str) -> tuple[str, ...]:
        """Return the titles of forms that belong beside one that comes with the program, and that the site lacks."""
        if form_id not in self.used:
            return self.handbook.beside.get(form_id, ())
        full = self.library.checklist(form_id, lambda name: name).model
        titles = [self.library.title(name) for name in full.together_with or [] if self._named(name) is None]
        return tuple(title for title in titles if title)

    def _homes(self, checklist: Checklist, base: Base) -> dict[str, Checklist]:
        """Return the checklists of which one includes panes."""
        if not base.is_shipped:
            return {name: read.model for name, read in self.handbook.checklists.items()}
        names = {section.include.partition("#")[0] for section in checklist.sections if section.include}
        return {name: self._shipped(name) for name in names}

    def supplement(self) -> None:
        """Add the scales, sources and terms that the site lacks for what comes with the program."""
        handbook = self.handbook
        for form_id, checklist in self.used.items():
            for name in sorted(scales_in(checklist)):
                self._add_scale(form_id, name)
            terms = {
                name: term for name, term in self.library.terms(self._named).items() if name in terms_in(checklist)
            }
            handbook.terms = {**terms, **handbook.terms}
            works = {name: self.library.works[name] for name in works_in(checklist, terms)}
            handbook.works = {
                **handbook.works,
                **{key: work for key, work in works.items() if key not in handbook.works},
            }
            if checklist.asks_about_danger and not handbook.help_lines:
                handbook.help_lines = self.library.help_lines

    def _add_scale(self, form_id: str, name: str) -> None:
        """Add a scale; one of the site with that name must have the same answers, for answers hang on them."""
        theirs = self.library.scales[name]
        own = self.handbook.scales.setdefault(name, theirs)
        if [answer.id for answer in own.answers] == [answer.id for answer in theirs.answers]:
            return
        for read in self.handbook.shared.values():
            if isinstance(read.model, Scales) and own in read.model.scales:
                place = ("scales", read.model.scales.index(own), "id")
                self.handbook.problems.append(read.problem(place, "scale_of_base", id=name, base=form_id))
