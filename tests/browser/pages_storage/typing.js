// Tells what is stored, then writes without end in four fields at once, and tells each write that was acknowledged.
const name = new URLSearchParams(location.search).get("name");

const tell = (path, message) => fetch(path, { method: "POST", body: JSON.stringify(message), keepalive: true });

async function write(store, record, field, value, choice) {
  let base = null;
  for (let count = 1; ; count += 1) {
    const next = value(count, base);
    await store.put(record, field, next, base, { choice });
    base = next;
    tell("/written", { name, field, count });
  }
}

async function type() {
  const store = await kijkraam.openStore("always");
  await tell("/found", { problem: store.problem, aside: (await kijkraam.asideOf(store)).length, records: await kijkraam.shown(store) });
  const { id } = await kijkraam.create(store, "relatiecheck", 1, name);
  tell("/written", { name, field: null, count: 0 });
  write(store, id, "tekst", (count, base) => `${(base ?? "").slice(-3000)} woord ${count}`, false);
  write(store, id, "tekst--note", (count) => `${"x".repeat(count % 4000)} ${count}`, false);
  write(store, id, "keuze", (count) => `keuze ${count}`, true);
  write(store, id, "lijst", (count) => ["een", `${count}`], true);
}

type();
