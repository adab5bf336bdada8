// More of a long voice while one scrolls, moves by keys or listens: the page holds some rows (turns, or fragments of a
// voice without words) and asks for those that go on after the last, stand before the first, or are elsewhere.

const number = (text) => (text === "" || text === undefined || text === null ? null : Number(text));

export const parts = (root, { turns, list, fresh, place, lost }) => {
  const told = root.dataset;
  const edge = Object.fromEntries(["first", "last", "before", "after", "from", "until"].map((name) => [name, number(told[name])]));
  const links = Object.fromEntries(["before", "after"].map((name) => [name, root.querySelector(`[data-more="${name}"]`)]));
  const form = document.getElementById("bench");
  let line = Promise.resolve(), observer = null;
  const waiting = new Map();

  const seen = () => (edge.first === null ? "" : `${edge.first}-${edge.last}`);
  const holds = (row) => edge.first !== null && row >= edge.first && row <= edge.last;
  const covers = (second) => edge.first === null || ((edge.from === null || edge.before === null || second >= edge.from) && (edge.until === null || second < edge.until));
  const scroller = (element) => {
    const column = element?.closest(".col");
    return column && getComputedStyle(column).overflowY !== "visible" ? column : null;
  };

  const ask = async (query) => {
    const asked = new URLSearchParams({ ...query, visto: seen() });
    const answer = await fetch(`${told.part}?${asked}`, { headers: { Accept: "application/json" } });
    if (!(answer.headers.get("content-type") ?? "").includes("json")) throw new Error("no answer");
    const got = await answer.json();
    if (got.refused) { lost(got.refused); return null; }
    return got;
  };
  const show = () => {
    for (const [name, link] of Object.entries(links)) {
      if (!link) continue;
      link.hidden = edge[name] === null;
      link.href = `?turno=${edge[name]}`;
    }
    if (form?.elements.visto) form.elements.visto.value = seen();
    watch();
  };
  const put = (got, where) => {
    if (where === "instead") { turns?.replaceChildren(); list.replaceChildren(); }
    if (turns) {
      const made = fresh(got.turns, true), first = turns.firstElementChild;
      if (where === "before" && first) {
        const top = first.getBoundingClientRect().top;
        turns.prepend(made);
        const moved = first.getBoundingClientRect().top - top;
        (scroller(turns) ?? window).scrollBy({ top: moved, behavior: "instant" });
      } else turns.append(made);
    }
    for (const item of [...fresh(got.fragments, true).children]) place(item);
    const spans = root.querySelector("[data-spans]"), shown = root.querySelector("[data-shown]");
    if (spans) spans.innerHTML = got.spans;
    if (shown) shown.textContent = got.shown;
    if (where !== "after") Object.assign(edge, { first: got.first, before: got.before, from: got.from });
    if (where !== "before") Object.assign(edge, { last: got.last, after: got.after, until: got.until });
    show();
  };
  // One after the other, and never the same twice at once.
  const once = (key, work) => {
    if (!waiting.has(key)) {
      line = line.then(work).catch(() => { lost(""); return null; }).finally(() => waiting.delete(key));
      waiting.set(key, line);
    }
    return waiting.get(key);
  };

  // by: 1 for what goes on, -1 for what stands before. True when there is more on the page than before.
  const further = (by) => once(by, async () => {
    if ((by > 0 ? edge.after : edge.before) === null) return false;
    const got = await ask(by > 0 ? { despues: edge.last } : { antes: edge.first });
    if (got) put(got, by > 0 ? "after" : "before");
    return Boolean(got);
  });
  // To a row, a minute or a fragment, wherever it is; gives the row.
  const go = (query) => once(JSON.stringify(query), async () => {
    const got = await ask(query);
    if (!got) return null;
    if (!holds(got.at)) put(got, got.after === edge.first ? "before" : got.before === edge.last ? "after" : "instead");
    return got.at;
  });
  // Before the keys come to the end of what is on the page.
  const near = (turn) => {
    const all = [...(turns?.children ?? [])], at = all.indexOf(turn);
    if (at < 0) return;
    if (edge.after !== null && at >= all.length - 4) further(1);
    if (edge.before !== null && at < 3) further(-1);
  };
  const watch = () => {
    observer?.disconnect();
    const link = links.after ?? links.before;
    if (!link) return;
    const column = scroller(link);
    observer = new IntersectionObserver((all) => {
      for (const one of all) if (one.isIntersecting) further(one.target === links.before ? -1 : 1);
    }, { root: column, rootMargin: "600px 0px" });
    if (links.after) observer.observe(links.after);
    if (links.before && column) observer.observe(links.before); // on a phone what is read must not move by itself
  };
  for (const [name, link] of Object.entries(links)) link?.addEventListener("click", (event) => {
    event.preventDefault();
    further(name === "before" ? -1 : 1);
  });
  matchMedia("(min-width:62rem)").addEventListener("change", watch);
  watch();
  return { further, go, near, covers, holds, seen, more: (by) => (by > 0 ? edge.after : edge.before) !== null, until: () => edge.until };
};
