// Does it hold still for those who ask for that? And does nothing ever move by itself?
export async function motion(page) {
  const asked = await page.evaluate(still);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  const unasked = await page.evaluate(moving);
  await page.emulateMedia({ reducedMotion: "reduce" });
  return [...asked, ...unasked];
}

function moving() {
  const moved = document.getAnimations().filter((one) => one instanceof CSSAnimation);
  return moved.map((one) => ["moves by itself", retro.named(one.effect.target)]);
}

function still() {
  const zero = (times) => times.split(",").every((time) => parseFloat(time) === 0);
  const moves = (style) =>
    !zero(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth";
  const found = [...document.querySelectorAll("animate, animateMotion, animateTransform, set")];
  for (const element of document.querySelectorAll("*")) {
    const styles = [null, "::before", "::after"].map((part) => getComputedStyle(element, part));
    if (styles.some(moves)) found.push(element);
  }
  return found.map((element) => ["moves although asked not to", retro.named(element)]);
}
