"use strict";
(() => {
  // A page by itself has the words in it; in a folder of pages they stand before this script.
  const words = globalThis.preceptWords ?? JSON.parse(document.getElementById("words").textContent);
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const filled = (text, ...values) => values.reduce((done, value, i) => done.replaceAll(`{${i}}`, () => value), text);

  // ---- reasons: a tree from the pool, with what is a subject's own put back

  const own = (text, subject) =>
    text.replaceAll("\u0001", () => subject.name).replaceAll("\u0002", () => subject.pointer);
  const placeOf = (pool, node, subject) => {
    if (node[2] >= 0) return filled(words.line, subject.places[2 * node[2]]);
    return node[3] >= 0 ? pool.texts[node[3]] : "";
  };
  const labelOf = (pool, number) => pool.clauses[pool.texts[number]]?.[2] ?? pool.texts[number];
  const nameOf = (pool, node) =>
    node[5] >= 0 ? `${labelOf(pool, node[4])} (${pool.texts[node[5]]})` : labelOf(pool, node[4]);
  const lineOf = (pool, node, subject) => {
    const text = own(pool.texts[node[0]] ?? "", subject);
    const said = node[1] === "norm" && node[4] >= 0 ? filled(words.named, nameOf(pool, node), text) : text;
    const line = [element("span", { class: node[1], dir: "auto" }, said)];
    const place = placeOf(pool, node, subject);
    if (place) line.push(" ", element("span", { class: "at" }, `[${place}]`));
    return line;
  };
  const treeOf = (pool, numbers, subject) =>
    element("ul", { class: "reasons" }, ...numbers.map((number) => {
      const node = pool.nodes[number];
      if (node.length === 7) return element("li", {}, ...lineOf(pool, node, subject));
      return element("li", {}, element("details", { open: "" },
        element("summary", {}, ...lineOf(pool, node, subject)), treeOf(pool, node.slice(7), subject)));
    }));

  /** What a tree names, in the order in which it names it: clauses, and norms with words of their own. */
  const namedIn = (pool, number, named = new Map()) => {
    const node = pool.nodes[number];
    const own = node[6] >= 0;
    if (node[4] >= 0) named.set(own ? `${nameOf(pool, node)}\n${node[6]}` : pool.texts[node[4]], node);
    for (const below of node.slice(7)) namedIn(pool, below, named);
    return named;
  };
  const wordsOf = (pool, node) => {
    if (node[6] >= 0) return [pool.texts[node[6]], "", nameOf(pool, node)];
    return pool.clauses[pool.texts[node[4]]];
  };
  const wordsOfNamed = (named, pool) => {
    const list = element("dl");
    for (const node of named.values()) {
      const told = wordsOf(pool, node);
      if (!told) continue;
      const [quote, gist, shown] = told;
      list.append(element("dt", {}, shown));
      if (quote) list.append(element("dd", {}, element("blockquote", { dir: "auto" }, filled(words.quoted, quote))));
      if (gist) list.append(element("dd", { dir: "auto" }, gist));
    }
    return list;
  };

  // ---- the rights of a document: search, filters, and the reason behind each cell

  const rights = (section) => {
    const told = section.querySelector("script");  // a brief page has no reasons
    const data = told ? JSON.parse(told.textContent) : null;
    if (data) data.pool.clauses = data.clauses ?? globalThis.preceptClauses;
    for (const cell of data ? section.querySelectorAll("td.right") : []) {
      const button = element("button", { class: cell.className, type: "button", "aria-expanded": "false" });
      button.append(cell.firstChild);
      cell.prepend(button);
      cell.removeAttribute("class");
    }
    const rows = [...section.querySelectorAll("tbody > tr")];
    const texts = rows.map((row) => row.cells[0].textContent.toLowerCase());
    if (!section.querySelector(".controls")) return;
    const search = section.querySelector("input[type=search]");
    const select = section.querySelector("select");
    const done = section.querySelector("input[type=checkbox]");
    const count = section.querySelector("[role=status]");
    const more = section.querySelector("button.more");
    const page = Number(section.dataset.page);
    let opened = null;

    const close = () => {
      if (!opened) return;
      opened.button.setAttribute("aria-expanded", "false");
      opened.button.removeAttribute("aria-controls");
      opened.panel.remove();
      opened = null;
    };
    const open = (button) => {
      const row = button.closest("tr");
      const number = rows.indexOf(row);
      const subject = data.subjects[number];
      const root = data.pool.nodes[subject.reasons[[...row.querySelectorAll("button")].indexOf(button)]];
      const id = `${section.id}-why`;
      const title = own(data.pool.texts[root[0]], subject);
      const shut = element("button", { class: "plain close", type: "button" }, words.close);
      shut.addEventListener("click", () => { close(); button.focus(); });
      const below = root.slice(7);
      const named = new Map(below.flatMap((next) => [...namedIn(data.pool, next)]));
      const panel = element("tr", { id }, element("td", { colspan: row.cells.length },
        element("div", { class: "panel", role: "region", "aria-label": title },
          element("div", {}, element("h4", { dir: "auto" }, title), treeOf(data.pool, below, subject)),
          wordsOfNamed(named, data.pool), shut)));
      row.after(panel);
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-controls", id);
      opened = { button, panel };
    };
    section.querySelector("tbody").addEventListener("click", (event) => {
      const button = event.target.closest("button.right");
      if (!button) return;
      const wasOpen = button === opened?.button;
      close();
      if (!wasOpen) open(button);
    });
    section.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !opened) return;
      const { button } = opened;
      close();
      button.focus();
    });

    let found = [];  // the rows that the controls let through
    const show = (most) => {
      close();
      found.forEach((row, i) => { row.hidden = i >= most; });
      more.hidden = found.length <= most;
      more.textContent = filled(words.more, found.length - most);
    };
    const filter = () => {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const right = select.value;
      const has = (cell) => (!right || (cell.querySelector("button") ?? cell).classList.contains(right)) &&
        (!done.checked || cell.querySelector(".done"));
      found = rows.filter((row, i) => wanted.every((word) => texts[i].includes(word)) &&
        ((!right && !done.checked) || [...row.cells].slice(1).some(has)));
      for (const row of rows) row.hidden = true;
      show(page);
      count.textContent = filled(words.found, found.length, rows.length);
    };
    more.addEventListener("click", () => {
      const next = found[page];
      show(Infinity);
      next.querySelector("button")?.focus();
    });
    let wait = 0;
    search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 120); });
    select.addEventListener("change", filter);
    done.addEventListener("change", filter);
    for (const control of section.querySelectorAll("[hidden].controls")) control.hidden = false;
    filter();
  };

  for (const section of document.querySelectorAll(".rights")) rights(section);

  // ---- receipts: saved byte for byte as they would have been written

  for (const button of document.querySelectorAll("button.receipt")) {
    button.addEventListener("click", () => {
      const text = JSON.parse(button.closest("details").querySelector("script").textContent);
      const link = element("a", { download: button.dataset.name });
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  // ---- the index of a folder of pages: search and filter

  const index = (controls) => {
    const groups = [...document.querySelectorAll(".by-verdict")].map((section) => ({
      section,
      items: [...section.querySelectorAll("li")].map((item) => ({ item, text: item.textContent.toLowerCase() })),
    }));
    const all = groups.reduce((sum, { items }) => sum + items.length, 0);
    const search = controls.querySelector("input");
    const select = controls.querySelector("select");
    const count = controls.querySelector("[role=status]");
    const filter = () => {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { section, items } of groups) {
        const isChosen = !select.value || section.dataset.verdict === select.value;
        let shown = 0;
        for (const { item, text } of items) {
          item.hidden = !isChosen || !wanted.every((word) => text.includes(word));
          if (!item.hidden) shown += 1;
        }
        section.hidden = shown === 0;
        found += shown;
      }
      count.textContent = filled(words.found, found, all);
    };
    let wait = 0;
    search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(filter, 120); });
    select.addEventListener("change", filter);
    controls.hidden = false;
    filter();
  };

  for (const controls of document.querySelectorAll("#find")) index(controls);
})();
