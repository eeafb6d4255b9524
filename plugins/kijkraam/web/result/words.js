// "Dit zag je vandaag": what someone saw, in the words of the answers. It quotes, asks on, and never judges.

import { el } from "../dom.js";
import { t } from "../phrases.js";
import { chosen, isOpen, isStarred, isUnknown, listed, noteOf, quote } from "./answers.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Choice} Choice */
/** @typedef {import("./answers.js").Definition} Definition */
/** @typedef {import("./answers.js").Question} Question */
/** @typedef {{scale: string, choice: Choice, questions: Question[]}} Group */

const MOST_SENTENCES = 12;
const MOST_QUOTES = 2;

/** Answers with a question of their own to ask on. */
const FOLLOWED_UP = [
  "zo-werken-wij",
  "sommigen-van-ons",
  "soms",
  "nu-niet",
  "past-niet-bij-ons-werk",
  "gaat-vanzelf",
  "lukt-als-ik-erop-let",
  "vind-ik-moeilijk",
  "geen-ruimte",
  "hoort-niet-bij-mijn-werk",
  "dat-is-er",
  "deels",
  "dat-ontbreekt",
  "hebben-wij-niet-nodig",
  "gezien-of-gehoord",
  "juist-anders-gezien",
  "niet-gezien",
  "niet-gevraagd",
  "niet-van-toepassing",
  "gedaan",
  "mee-bezig",
  "nog-niet",
  "bewust-niet",
  "ja",
  "ik-twijfel",
  "nee",
  "nu-niet-aan-de-orde",
];

/**
 * What someone saw, in at most a dozen sentences.
 * @param {Definition} definition
 * @param {Answers} answers
 * @returns {string[]} paragraphs
 */
export function words(definition, answers) {
  const questions = definition.panes.flatMap((pane) => pane.questions);
  const starred = questions.filter((question) => isStarred(question, answers));
  const groups = groupsOf(definition, questions, answers);
  if (!groups.length && !starred.length) return [t("web.result.words.nothing")];

  const stars = aboutStars(definition, starred, answers);
  const known = groups.filter((group) => !isUnknown(group.choice));
  const unknown = groups.filter((group) => isUnknown(group.choice)).flatMap((group) => group.questions);
  const notKnown = unknown.length
    ? [t("web.result.words.unknown", { items: quoted(unknown, answers) }), t("web.result.words.unknown_next")]
    : [];
  const closed = aboutClosed(definition, answers);
  const next = [t("web.result.words.next")];

  const room = MOST_SENTENCES - [stars, notKnown, closed, next].flat().length;
  const paragraphs = [stars, ...aboutAnswers(known, answers, room), notKnown, closed, next];
  return paragraphs.filter((sentences) => sentences.length).map((sentences) => sentences.join(" "));
}

/**
 * The answered statements by their answer, in the order of the form and its scales. Starred ones have their own place.
 * @param {Definition} definition
 * @param {Question[]} questions
 * @param {Answers} answers
 * @returns {Group[]}
 */
function groupsOf(definition, questions, answers) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const scale of new Set(questions.map((question) => question.scale ?? ""))) {
    for (const choice of definition.scales[scale]?.answers ?? []) {
      const found = questions.filter(
        (question) =>
          question.scale === scale &&
          !isStarred(question, answers) &&
          chosen(definition, question, answers)?.id === choice.id,
      );
      if (found.length) groups.set(`${scale} ${choice.id}`, { scale, choice, questions: found });
    }
  }
  return [...groups.values()];
}

/**
 * @param {Definition} definition
 * @param {Question[]} starred
 * @param {Answers} answers
 */
function aboutStars(definition, starred, answers) {
  if (!starred.length) return [];
  const items = starred.map((question) => {
    const choice = chosen(definition, question, answers);
    return choice ? `${quote(question.text)} (${quote(choice.text)})` : quote(question.text);
  });
  return [t("web.result.words.starred", { items: listed(items) }), t("web.result.words.starred_next")];
}

/**
 * What there is room for. Every scale has its turn, and of a scale first what was chosen most.
 * @param {Group[]} groups
 * @param {Answers} answers
 * @param {number} room number of sentences
 * @returns {string[][]} sentences by paragraph
 */
function aboutAnswers(groups, answers, room) {
  const inTurn = takenInTurn(groups);
  const fitting = groups.length * 2 <= room ? groups.length : Math.floor((room - 1) / 2);
  const chosenGroups = new Set(inTurn.slice(0, fitting));
  const sentences = groups
    .filter((group) => chosenGroups.has(group))
    .map((group, place) => {
      const blanks = { items: quoted(group.questions, answers), answer: quote(group.choice.text) };
      const sentence = place % 2 ? t("web.result.words.chosen", blanks) : t("web.result.words.stated", blanks);
      const known = FOLLOWED_UP.includes(group.choice.id);
      return known ? [sentence, t(`web.result.follow_up.${group.choice.id}`)] : [sentence];
    });
  return fitting < groups.length ? [...sentences, [t("web.result.words.rest")]] : sentences;
}

/**
 * @param {Group[]} groups
 * @returns {Group[]} the largest of each scale, then the next of each scale
 */
function takenInTurn(groups) {
  /** @type {Map<string, Group[]>} */
  const byScale = new Map();
  for (const group of groups) byScale.set(group.scale, [...(byScale.get(group.scale) ?? []), group]);
  const sorted = [...byScale.values()].map((own) => own.sort((a, b) => b.questions.length - a.questions.length));
  return groups.flatMap((_, turn) => sorted.flatMap((own) => own[turn] ?? []));
}

/**
 * The statements by their own text; of many first those with a note, because there is a story there.
 * @param {Question[]} questions
 * @param {Answers} answers
 */
function quoted(questions, answers) {
  if (questions.length <= MOST_QUOTES + 1) return listed(questions.map((question) => quote(question.text)));
  const told = questions.filter((question) => noteOf(question, answers));
  const first = [...new Set([...told, ...questions])].slice(0, MOST_QUOTES);
  return listed([...first.map((question) => quote(question.text)), t("web.result.words.others")]);
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 */
function aboutClosed(definition, answers) {
  const closed = definition.panes.filter((pane) => !isOpen(definition, pane, answers));
  if (!closed.length) return [];
  // The client's pane first: that one is easily forgotten.
  const titles = closed.sort((a, b) => Number(!!b.elsewhere) - Number(!!a.elsewhere)).map((pane) => quote(pane.title));
  const few = titles.length <= MOST_QUOTES + 1;
  const panes = listed(few ? titles : [...titles.slice(0, MOST_QUOTES), t("web.result.words.other_panes")]);
  return [t("web.result.words.closed", { panes })];
}

/**
 * @param {Definition} definition
 * @param {Answers} answers
 * @param {import("./answers.js").View} [view]
 * @returns {HTMLElement}
 */
export function wordsView(definition, answers, { level = 3 } = {}) {
  return el(
    "section",
    { class: "kijkraam-words" },
    el(`h${level}`, {}, t("web.result.words.title")),
    ...words(definition, answers).map((paragraph) => el("p", {}, paragraph)),
  );
}
