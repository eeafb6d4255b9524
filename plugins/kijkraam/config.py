"""The options of the plugin in mkdocs.yml.

Each option has a default, so that `plugins: [kijkraam]` is enough. A wrong value is told by MkDocs, with its mend.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from kijkraam.checklist.fields import ID_PATTERN, Format, suggest_id
from kijkraam.checklist.problems import Problem, ProblemsFound, mend_by_name
from kijkraam.form import FORM_FOLDER
from kijkraam.lessons.lom import LICENCES
from kijkraam.locale import Phrases
from kijkraam.locale.own import own_phrases
from kijkraam.site import DEFAULT_LANGUAGE, language_of

EXIT_ADDRESS = re.compile(r"about:blank|https?://[^\s/@]+\.[^\s/@]+(/\S*)?")


class FolderName(c.OptionallyRequired[str]):
    """One folder in an address: small letters, digits and single hyphens."""

    def run_validation(self, value: object) -> str:
        """Return the name. Raises ValidationError."""
        if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
            raise base.ValidationError(_phrases(self)("option.folder", value=value, suggestion=suggest_id(str(value))))
        return value

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """Remember which mkdocs.yml this is."""
        _remember(self, config, key_name)


class ExitAddress(c.OptionallyRequired[str]):
    """Where one leaves to: an empty page, or a page of the web."""

    def run_validation(self, value: object) -> str:
        """Return the address. Raises ValidationError."""
        if not isinstance(value, str) or not EXIT_ADDRESS.fullmatch(value):
            raise base.ValidationError(_phrases(self)("option.quick_exit", value=value))
        return value

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """Remember which mkdocs.yml this is."""
        _remember(self, config, key_name)


class OwnPhrases(c.OptionallyRequired[dict[str, str]]):
    """Other words for what the program says: a mapping, or the path of a YAML file relative to mkdocs.yml."""

    def __init__(self) -> None:
        super().__init__(default={})

    def run_validation(self, value: object) -> dict[str, str]:
        """Return the phrases by key. Raises ValidationError with all that is wrong."""
        phrases = _phrases(self)
        try:
            return own_phrases(value, _folder(self))
        except ProblemsFound as found:
            told = [p.line_of_text(phrases) if p.line else p.text(phrases) for p in found.problems]
            raise base.ValidationError("\n".join(told)) from found

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """Remember which mkdocs.yml this is."""
        _remember(self, config, key_name)


def _remember(option: Any, config: base.Config, _key_name: str) -> None:
    option.file = Path(config.config_file_path) if config.config_file_path else None


def _folder(option: Any) -> Path:
    file: Path | None = option.file
    return file.parent if file else Path.cwd()


def _phrases(option: Any) -> Phrases:
    return Phrases(language_of(option.file) if option.file else DEFAULT_LANGUAGE)


class Options(base.Config):  # type: ignore[no-untyped-call]
    """Options that have no others beside them: MkDocs says so in English, and names no other."""

    def validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Return what is wrong, by option; for one that does not exist with the nearest name."""
        failed, warnings = super().validate()
        known = self._schema_keys
        return failed, [(key, said if key in known else self._mend_of(key)) for key, said in warnings]

    def _mend_of(self, key: str) -> str:
        file = self.config_file_path or ""
        phrases = Phrases(language_of(Path(file)) if file else DEFAULT_LANGUAGE)
        variant, near = mend_by_name(key, self._schema_keys)
        return Problem(file, 0, 0, f"unknown_key{variant}", {"key": key, **near}).text(phrases)


class OrganisationConfig(Options):  # type: ignore[no-untyped-call]
    """Who makes this handbook."""

    name = c.Type(str, default="")
    """Name, beside what it added and on paper. Example: `name: Stichting Voorbeeld`"""
    logo = c.Optional(c.File(exists=True))
    """Picture (SVG or PNG) on paper instead of the name, relative to mkdocs.yml. Example: `logo: docs/logo.svg`

    Never on a form in which a client, resident or relative tells something.
    """


class Organisation(c.SubConfig[OrganisationConfig]):
    """Name and logo; a logo is read aloud by the name."""

    def __init__(self) -> None:
        super().__init__(OrganisationConfig)

    def run_validation(self, value: object) -> OrganisationConfig:
        """Return name and logo. Raises ValidationError."""
        told = super().run_validation(value)
        if told.logo and not told.name:
            raise base.ValidationError(_phrases(self)("option.logo_without_name"))
        return told

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """Remember which mkdocs.yml this is."""
        super().pre_validation(config, key_name)
        _remember(self, config, key_name)


class KijkraamConfig(Options):  # type: ignore[no-untyped-call]
    """All options."""

    checklists = c.Type(str, default="checklists")
    """Folder with the YAML checklists, relative to mkdocs.yml. Example: `checklists: lijsten`"""
    language = c.Optional(c.Choice(("nl", "en")))
    """Language of the program's own words. Default: the language that mkdocs.yml gives the theme, or Dutch. Example:
    `language: en`
    """
    form_folder = FolderName(default=FORM_FOLDER)
    """Folder of the forms in addresses. Choose it once: links and QR codes hang on it. Example: `form_folder: form`"""
    glossary_page = c.Type(str, default="begrippen.md")
    """Markdown page with `::: glossary`, to which explanations of terms link. Example: `glossary_page: glossary.md`"""
    sources_page = c.Type(str, default="bronnen.md")
    """Markdown page with `::: sources`, to which sources link. Example: `sources_page: sources.md`"""
    scales = c.ListOfItems(c.File(exists=True), default=[])
    """More files such as `_scales.yml`, relative to mkdocs.yml, for scales that several handbooks share. Example:
    `scales: [../gedeeld/schalen.yml]`
    """
    pdf = c.Choice(("auto", "required", "off", False), default="auto")
    """Files on paper: made where that is possible, a must, or not made. YAML reads `off` as false. Example:
    `pdf: off`
    """
    formats = c.ListOfItems(c.Choice([member.value for member in Format]), default=list(Format))
    """Which files are made of forms; a form can want fewer. Example: `formats: [form, poster]`"""
    pdf_in_serve = c.Type(bool, default=False)
    """Make files on paper while serving too, in the background. Example: `pdf_in_serve: true`"""
    organisation = Organisation()
    """Who makes this handbook. Example: `organisation: {name: Stichting Voorbeeld, logo: docs/logo.svg}`"""
    privacy = c.Type(str, default="")
    """A sentence of your own below "Wat je invult, blijft op dit apparaat", with inline Markdown. Example:
    `privacy: "Vragen hierover? Lees [onze privacypagina][privacy]."`
    """
    phrases = OwnPhrases()
    """Other words for what the program says, by key, or a YAML file with them. Example:
    `phrases: {form.star: Hierover praten}`
    """
    packages = c.Choice(("auto", "off", False), default="auto")
    """Files for an LMS: made, or not; making them all takes some seconds the first time. Example: `packages: off`"""
    figures = c.Type(str, default="figuren")
    """Folder in the theme's custom_dir with figures for `::: figure NAME`. Example: `figures: figures`"""
    licence = c.Optional(c.Choice(LICENCES))
    """The licence of the handbook's own texts, for metadata of lessons. Default: not told, so rights are reserved.
    Example: `licence: cc-by-sa-40`
    """
    quick_exit = ExitAddress(default="about:blank")
    """Where "Snel weg" leads on pages with `quick_exit: true` in their front matter. Example:
    `quick_exit: https://www.buienradar.nl`
    """
    offline = c.Type(bool, default=True)
    """A service worker that keeps what was visited, and on request the whole site, for when there is no network.
    Example: `offline: false`
    """
    offline_zip = c.Choice((False, "text", "all"), default=False)
    """Make `handboek-offline.zip`, to open from a folder: with text and forms, or with all files to print as well.
    Example: `offline_zip: text`
    """
