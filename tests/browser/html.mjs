// Is it valid? The Nu checker reads every page, drawing and style sheet in one go.
import { execFile } from "node:child_process";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { vnu } from "./tools.mjs";

// What the checker says and we don't follow, each with its reason.
const ALLOWED = [
  [/Property “container-type” doesn't exist/, "it doesn't know container queries, which browsers have had since 2023"],
  [/Attribute “vector-effect” not allowed on element “path”/, "it reads drawings as SVG 1.1; browsers have had this of SVG 2 since 2015"],
  [/^Resource violates Content Security Policy \(meta tag\): external \w+ “(?!\w+:|\/\/)/, "a page from a file has no “self” to it; browsers load what lies beside the page, and the look at the console says so"],
  [/^Inline style violates Content Security Policy \(meta tag\)/, "it reckons no hash of a style sheet; browsers do, and `check` does"],
  [/Unrecognized at-rule “@container”/, "the same"],
];

export function html(sites) {
  const kinds = ["--skip-non-html", "--also-check-css", "--also-check-svg"];
  const words = ["-Xss4m", "-jar", vnu, ...kinds, "--format", "json", ...sites];
  return new Promise((done, fail) => {
    execFile("java", words, { maxBuffer: 2 ** 28 }, (_, out, err) => {
      try {
        const messages = JSON.parse(err).messages;
        done(messages.filter(({ message }) => !ALLOWED.some(([known]) => known.test(message))).map(told));
      } catch {
        fail(new Error(`the Nu checker said: ${out}${err}`));
      }
    });
  });
}

function told({ url, lastLine, type, message }) {
  const path = url ? relative(process.cwd(), fileURLToPath(url)) : "?";
  return `${path}, line ${lastLine}: ${type}, ${message}`;
}
