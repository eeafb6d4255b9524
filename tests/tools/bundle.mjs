// Bundle the browser code: one classic script per kind of page, into plugins/kijkraam/web/dist/.
// `node bundle.mjs` writes, `node bundle.mjs --check` fails when a bundle is not that of its sources.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const web = join(dirname(fileURLToPath(import.meta.url)), "../../plugins/kijkraam/web");
const entries = ["overview/overview", "exit/exit"].map((entry) => [entry.split("/")[1], `${entry}.js`]);
for (const file of (await readdir(join(web, "entries"))).sort()) entries.push([file.replace(".js", ""), `entries/${file}`]);

let stale = 0;
await mkdir(join(web, "dist"), { recursive: true });
for (const [name, entry] of entries) {
  const result = await build({
    entryPoints: [join(web, entry)],
    bundle: true,
    format: "iife",
    minify: true,
    target: ["chrome115", "firefox115", "safari16.4"],
    legalComments: "inline",
    charset: "utf8",
    write: false,
  });
  const made = result.outputFiles[0].text;
  const path = join(web, "dist", `${name}.js`);
  if (process.argv.includes("--check")) {
    const there = await readFile(path, "utf8").catch(() => "");
    if (there !== made) {
      console.error(`${name}.js is not the bundle of its sources: run node tests/tools/bundle.mjs`);
      stale += 1;
    }
  } else {
    await writeFile(path, made);
    console.log(`${name}.js ${made.length} characters`);
  }
}
process.exit(stale ? 1 : 0);
