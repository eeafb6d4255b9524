// What an LMS does: begin, with what it kept the last time; show the package; take it away.
const QUIET = { autocommit: false, logLevel: 5 };

globalThis.begin = (version, address, { saved = null, sandbox = null, refuses = [] } = {}) => {
  const api = version === "1.2" ? new Scorm12API(QUIET) : new Scorm2004API(QUIET);
  const name = version === "1.2" ? "API" : "API_1484_11";
  if (saved) api.loadFromJSON(saved);
  for (const call of refuses) api[call] = () => "false";
  globalThis.api = api;
  globalThis.calls = [];
  for (const call of ["LMSSetValue", "SetValue", "LMSCommit", "Commit", "LMSFinish", "Terminate"]) {
    const real = api[call]?.bind(api);
    if (real) api[call] = (...given) => (globalThis.calls.push([call, ...given].join(" ")), real(...given));
  }
  globalThis[name] = api;
  const frame = document.createElement("iframe");
  frame.title = "Pakket";
  frame.style = "display: block; width: 100%; height: 100vh; border: 0";
  if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
  frame.src = address;
  document.body.append(frame);
};

/** Take the package away, and return what is kept of it. */
globalThis.leave = () => {
  document.querySelector("iframe").remove();
  return JSON.parse(JSON.stringify(globalThis.api.cmi.toJSON()));
};
