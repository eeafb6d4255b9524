"""The command `kijkraam export`: one command per format."""

import sys
from pathlib import Path
from typing import Any

import click

from kijkraam.checklist.problems import Problem, mend_by_name
from kijkraam.cli.shared import (
    PROBLEMS_EXIT,
    check_ending,
    clean_handbook,
    form_named,
    phrases_of,
    site_here,
    told_when_not_written,
)
from kijkraam.export import packages
from kijkraam.export.cartridge import cartridge, theme_folders, theme_of
from kijkraam.export.course import NotForCourseError
from kijkraam.export.files import name_of
from kijkraam.export.lesson import Lesson, lessons
from kijkraam.export.questionnaire import NotForManyError, Questionnaire, questionnaire_of
from kijkraam.export.scorm import RULES, VERSIONS, Content, Options, Packer, content_of_form, content_of_lesson
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.form import Form
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook
from kijkraam.hrefs import published, usual_url_of
from kijkraam.locale import Phrases


@click.group()
def export() -> None:
    """Make files of forms for other programs."""


@export.command("xlsform")
@click.argument("ids", nargs=-1, required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path())
@click.option("--core", "short", is_flag=True)
@click.option("--notes", is_flag=True)
@click.option("--readers", default="")
def xlsform_(ids: tuple[str, ...], output: Path, short: bool, notes: bool, readers: str) -> None:
    """Make questionnaires for KoboToolbox, ODK or SurveyCTO of the forms IDS."""
    site = site_here()
    phrases = phrases_of(site)
    check_ending(output, (".xlsx",), phrases)
    handbook = clean_handbook(site, phrases)
    forms = [form_named(handbook, name, phrases) for name in dict.fromkeys(ids)]
    if output.suffix and len(forms) != 1:
        raise click.BadParameter(phrases("export.one_file", n=len(forms)), param_hint="-o")
    found: list[Questionnaire] = []
    refused = False
    for form in forms:
        try:
            found.append(questionnaire_of(form, short=short))
        except NotForManyError as error:
            click.echo(phrases(error.key, **error.words), err=True)
            refused = True
    if refused:
        sys.exit(PROBLEMS_EXIT)
    words = Words(Renderer(handbook, phrases, published(handbook)).plain, phrases)
    with told_when_not_written(output):
        for questionnaire in found:
            path = output if output.suffix else output / name_of(questionnaire)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(xlsform(questionnaire, words, notes=notes, readers=readers))
            click.echo(path)


def _names(_context: click.Context, _option: click.Parameter, told: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(name.strip() for name in told.split(",") if name.strip())


@export.command("scorm")
@click.argument("ids", nargs=-1, required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path())
@click.option("--version", type=click.Choice(VERSIONS), default="1.2")
@click.option("--complete", type=click.Choice(RULES))
@click.option("--core", is_flag=True)
@click.option("--sections", default="", callback=_names)
@click.option("--notes", is_flag=True)
@click.option("--person", default="")
def scorm_(ids: tuple[str, ...], output: Path, **chosen: Any) -> None:
    """Make SCORM packages for an LMS of the forms or lessons IDS."""
    site = site_here()
    phrases = phrases_of(site)
    check_ending(output, (".zip",), phrases)
    handbook = clean_handbook(site, phrases)
    options = Options(**chosen)
    found = [_form_or_lesson(handbook, name, phrases) for name in dict.fromkeys(ids)]
    if output.suffix and len(found) != 1:
        raise click.BadParameter(phrases("export.one_file", n=len(found)), param_hint="-o")
    contents = _contents(found, handbook, options, phrases)
    packer = Packer(handbook, phrases, site.url, published(handbook))
    with told_when_not_written(output):
        for content in contents:
            path = output if output.suffix else output / packages.name_of(content.id, options.version)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packer.package(content, options))
            click.echo(path)


def _form_or_lesson(handbook: Handbook, name: str, phrases: Phrases) -> Form | Lesson:
    """Return a form or lesson by its id, a lesson also by the name of its page; else it is wrong use of the command."""
    if name in handbook.forms:
        return handbook.forms[name]
    known = {lesson.id: lesson for lesson in lessons(handbook)}
    by_page = {Path(lesson.page).stem: lesson for lesson in known.values()}
    lesson = known.get(name) or by_page.get(name)
    if lesson is None:
        variant, near = mend_by_name(name, [*handbook.forms, *known])
        problem = Problem("", 1, 1, f"unknown_form{variant}", {"name": name, **near})
        raise click.BadParameter(problem.text(phrases), param_hint="ID")
    return lesson


def _contents(found: list[Form | Lesson], handbook: Handbook, options: Options, phrases: Phrases) -> list[Content]:
    """Return what packages are to hold; tell what is refused, and then end."""
    contents: list[Content] = []
    refused = False
    for one in found:
        try:
            content = (
                content_of_lesson(one, handbook.forms, options)
                if isinstance(one, Lesson)
                else content_of_form(one, options)
            )
        except NotForCourseError as error:
            click.echo(phrases(error.key, **error.words), err=True)
            refused = True
            continue
        for why in content.left_out:
            click.echo(phrases("scorm.left_out_of_lesson", why=phrases(why.key, **why.words)), err=True)
        contents.append(content)
    if refused:
        sys.exit(PROBLEMS_EXIT)
    return contents


@export.command("cartridge")
@click.argument("theme")
@click.option("-o", "output", type=click.Path(path_type=Path), default=Path())
def cartridge_(theme: str, output: Path) -> None:
    """Make an IMS Common Cartridge 1.3 of a THEME: its pages and forms as links, in order."""
    site = site_here()
    phrases = phrases_of(site)
    check_ending(output, (".imscc", ".zip"), phrases)
    handbook = clean_handbook(site, phrases)
    folders = {Path(folder).name: folder for folder in theme_folders(handbook)}
    folder = folders.get(Path(theme).name)
    if folder is None:
        variant, near = mend_by_name(theme, folders)
        problem = Problem("", 1, 1, f"unknown_folder{variant}", {"name": theme, **near})
        raise click.BadParameter(problem.text(phrases), param_hint=phrases("command.export.cartridge.theme"))
    if not site.url:
        click.echo(phrases("cartridge.no_site_url"), err=True)
        sys.exit(PROBLEMS_EXIT)
    made = theme_of(folder, handbook, usual_url_of(handbook))
    path = output if output.suffix else output / f"{made.id}.imscc"
    with told_when_not_written(output):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cartridge(made, site.url, phrases))
        click.echo(path)
