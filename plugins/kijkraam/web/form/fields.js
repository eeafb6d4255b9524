// The fields of a form: what stands in them, and putting something in them. A field is all controls of one name.

/** @typedef {HTMLInputElement} Control what is used of it a textarea has too */
/** @typedef {import("./definition.js").Value} Value */

/** @param {Control} control */
export function isText(control) {
  return !["radio", "checkbox", "date"].includes(control.type);
}

export class Fields {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
  }

  /**
   * @param {string} name
   * @returns {Control[]}
   */
  controls(name) {
    const found = this.form.elements.namedItem(name);
    const all = found instanceof RadioNodeList ? [...found] : [found];
    return /** @type {Control[]} */ (all.filter((control) => control && "name" in control && control.name === name));
  }

  /** @returns {Set<string>} the names of all fields */
  names() {
    const controls = /** @type {Control[]} */ ([...this.form.elements]);
    return new Set(controls.map((control) => control.name).filter(Boolean));
  }

  /**
   * @param {string} name
   * @returns {Value}
   */
  read(name) {
    const controls = this.controls(name);
    const [first] = controls;
    if (!first) return null;
    if (first.type !== "radio" && first.type !== "checkbox") return first.value || null;
    const chosen = controls.filter((control) => control.checked).map((control) => control.value);
    const isList = first.type === "checkbox" && (controls.length > 1 || first.value !== "ja");
    return isList && chosen.length ? chosen : (chosen[0] ?? null);
  }

  /**
   * @param {string} name
   * @param {Value} value
   */
  write(name, value) {
    for (const control of this.controls(name)) {
      if (control.type === "radio" || control.type === "checkbox") {
        control.checked = Array.isArray(value) ? value.includes(control.value) : control.value === value;
      } else if (control.value !== (value ?? "")) {
        control.value = String(value ?? "");
      }
    }
  }
}
