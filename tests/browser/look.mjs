// Looks at built sites as people do, in a real browser: node look.mjs CHROMIUM SITE...
// A line for each fault, "page, size, scheme: rule, element"; the exit status says whether there are any.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { access, colours } from "./access.mjs";
import { forced } from "./forced.mjs";
import { html } from "./html.mjs";
import { inside } from "./inside.mjs";
import { keys } from "./keys.mjs";
import { layout } from "./layout.mjs";
import { motion } from "./motion.mjs";
import { sample } from "./sample.mjs";
import { chromium } from "./tools.mjs";

const ARGS = "no-sandbox disable-gpu no-first-run disable-quic disable-background-networking disable-component-update disable-sync";
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const NARROW = { width: 320, height: 640 };
const PAPER = { width: 718, height: 1000 }; // A4 without its margins
const LOOKS = [
  [DESK, "light", [access, layout, keys, motion, forced]],
  [PHONE, "light", [access, layout]],
  [NARROW, "light", [layout]],
  [DESK, "dark", [colours, forced]],
  [PHONE, "dark", [colours, keys]],
  [PAPER, "print", [layout]],
];
const WORKERS = 2;

async function look(browser, site, path, tell) {
  const page = await browser.newPage({ viewport: DESK, reducedMotion: "reduce" });
  const base = `${pathToFileURL(resolve(site))}/`;
  const say = (where, found) => found.forEach(([rule, what]) => tell(`${join(site, path)}, ${where}: ${rule}, ${what}`));
  page.on("console", (said) => said.type() === "error" && say("any size", [["console", said.text()]]));
  page.on("request", (one) => one.url().startsWith(base) || say("any size", [["asks for", one.url()]]));
  page.on("requestfailed", (one) => say("any size", [["did not get", one.url()]]));
  await page.route(/^(?!file:)/, (route) => route.abort());
  await page.addInitScript(inside);
  await page.goto(base + path);
  say("any size", await page.evaluate(scripts));
  await page.evaluate(shorten);
  for (const [size, scheme, checks] of LOOKS) {
    const media = scheme === "print" ? { media: "print" } : { media: "screen", colorScheme: scheme };
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    for (const check of checks) say(`${size.width}x${size.height}, ${scheme}`, await check(page));
  }
  await page.close();
}

function scripts() {
  const acts = (e) => e.tagName === "SCRIPT" || [...e.attributes].some(({ name }) => name.startsWith("on"));
  return [...document.querySelectorAll("*")].filter(acts).map((e) => ["needs a script", retro.named(e)]);
}

// Folds are opened; rows of a table are alike, and a dozen of them tell as much as a thousand.
function shorten() {
  document.querySelectorAll("details").forEach((fold) => (fold.open = true));
  document.querySelectorAll("tr:nth-child(n + 13)").forEach((row) => row.remove());
}

async function main([executablePath, ...sites]) {
  const faults = new Set();
  const validity = html(sites);
  const browser = await chromium.launch({ executablePath, args: ARGS.split(" ").map((word) => `--${word}`) });
  const todo = sites.flatMap((site) => sample(site).map((path) => [site, path]));
  console.error(`looking at ${todo.map((one) => one.join("/")).join(", ")}`);
  const work = async () => {
    for (let next = todo.shift(); next; next = todo.shift()) await look(browser, ...next, (fault) => faults.add(fault));
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  await browser.close();
  for (const fault of [...faults, ...(await validity)]) console.log(fault);
  return faults.size + (await validity).length ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
