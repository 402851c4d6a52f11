// Bundles the islands and the style sheet into dist/, each beside a copy that is compressed already.
// axe.js is for the tests alone; the service does not embed it.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const dist = new URL("dist/", import.meta.url);
const fresh = new URL("dist.new/", import.meta.url);
rmSync(fresh, { recursive: true, force: true });
await build({
  entryPoints: { page: "islands/page.ts", charts: "islands/charts.ts", tracker: "tracker.css" },
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: fresh.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome115", "firefox115", "safari16"],
  legalComments: "none",
  logLevel: "warning",
});
for (const name of readdirSync(fresh)) {
  const whole = readFileSync(new URL(name, fresh));
  const compressed = brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: whole.length } });
  writeFileSync(new URL(`${name}.br`, fresh), compressed);
}
mkdirSync(new URL("tests/", fresh));
copyFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), new URL("tests/axe.js", fresh));
rmSync(dist, { recursive: true, force: true });

renameSync(fresh, dist);
