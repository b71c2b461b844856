// Which pages are looked at: so few that, together, they show every kind of element that the
// site has, and every sort of page also without what others of its sort have.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

export function pages(site) {
  return readdirSync(site, { recursive: true })
    .filter((path) => path.endsWith(".html"))
    .sort();
}

export function sample(site) {
  let left = traits(pages(site).map((path) => described(site, path)));
  const chosen = [];
  while (left.length) {
    const best = left.reduce((a, b) => (b.traits.length > a.traits.length ? b : a));
    const known = new Set(best.traits);
    chosen.push(best.path);
    left = left
      .map(({ path, traits }) => ({ path, traits: traits.filter((trait) => !known.has(trait)) }))
      .filter(({ traits }) => traits.length);
  }
  return chosen.sort();
}

// A page's sort is its file's name, or that of its folder, and its kinds are its tags with classes.
function described(site, path) {
  const text = readFileSync(join(site, path), "utf8");
  const tags = text.matchAll(/<([a-z]\w*)(?:[^>]*?\sclass="([^"]*)")?/g);
  const sort = path.includes("/evidence/") ? "evidence" : basename(path);
  return { path, sort, kinds: new Set([...tags].map(([, tag, name]) => `${tag}.${name}`)) };
}

function traits(described) {
  return described.map(({ path, sort, kinds }) => {
    const same = described.filter((other) => other.sort === sort);
    const all = new Set(same.flatMap((other) => [...other.kinds]));
    return { path, traits: [...all].map((kind) => `${sort}: ${kind} ${kinds.has(kind)}`) };
  });
}
