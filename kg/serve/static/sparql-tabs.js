// Saved queries as tabs of the editor: each with its own text, its own values, its own answer.

const MOST = 12; // tabs that an address may ask for

/**
 * Lets links to saved queries, and the form with a query's values, fill tabs of `yasgui`.
 *
 * What stands above the editor (`#about`: the question and its values) is that of the open tab. The
 * address names the open one, with its values, and the others: `?query=A&day=1921-10-13&open=B`.
 * `said` has the words, `prepare` gets each tab once, when it is drawn.
 */
export function tabsOf(yasgui, said, prepare) {
  const saved = new Map(); // by a tab's id: its query's name, #about, address, whether it was prepared
  const list = yasgui.rootEl.querySelector("[role=tablist]");
  list.setAttribute("aria-label", said.open);

  const first = document.getElementById("about");
  keep(yasgui.getTab(), first, new URLSearchParams(location.search));
  const others = new URLSearchParams(location.search).getAll("open");
  shown(yasgui.getTab().getId());
  restore(others.slice(0, MOST));

  yasgui.on("tabSelect", (_, id) => shown(id));
  yasgui.on("tabClose", (_, tab) => {
    saved.delete(tab.getId());
    address();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".saved a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.href, true).then(() => document.getElementById("about").scrollIntoView());
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "parameters") return;
    event.preventDefault();
    fill(new URL(`?${new URLSearchParams(new FormData(event.target))}`, location.href).href);
  });
  list.addEventListener("keydown", onKey, true);
  for (const kind of ["dblclick", "contextmenu"]) {
    list.addEventListener(kind, (event) => event.stopPropagation(), true); // no tab is renamed
  }

  /** Opens a saved query's tab, or the one that it has. */
  async function open(href, front) {
    const name = new URL(href).searchParams.get("query");
    const known = [...saved].find(([, one]) => one.name === name);
    if (known) return front && yasgui.selectTabId(known[0]);
    const page = await read(href);
    const tab = yasgui.addTab(front, { name: page.title, yasqe: { value: page.text } });
    keep(tab, page.about, new URL(href).searchParams);
    if (front) shown(tab.getId());
  }

  /** Puts the values of the form into the open tab's query. */
  async function fill(href) {
    const page = await read(href);
    const tab = yasgui.getTab();
    keep(tab, page.about, new URL(href).searchParams);
    if (!page.about.querySelector("[role=alert]")) tab.getYasqe().setValue(page.text);
    shown(tab.getId());
    document.querySelector("#parameters button")?.focus();
  }

  async function restore(names) {
    for (const name of names) {
      const link = document.querySelector(`.saved a[href="?query=${CSS.escape(name)}"]`);
      if (link) await open(link.href, false);
    }
    address();
  }

  function keep(tab, about, parameters) {
    const name = about.dataset.name;
    const values = [...parameters].filter(([key, value]) => value && !["query", "open", "lang"].includes(key));
    const ready = saved.get(tab.getId())?.ready ?? false;
    saved.set(tab.getId(), { name, about, values, ready });
    const title = about.querySelector("h2").textContent;
    tab.setName(title);
    const link = linkOf(tab.getId());
    link.querySelector("input")?.remove(); // the field that renames
    link.querySelector(".closeTab").title = said.close;
    link.title = title;
    link.lang = said.language;
    if (!document.getElementById(tab.getId())) link.removeAttribute("aria-controls"); // not drawn yet
  }

  function linkOf(id) {
    return document.getElementById(`tab-${id}`);
  }

  /** Shows what belongs to the open tab. */
  function shown(id) {
    const one = saved.get(id);
    if (!one) return;
    document.getElementById("about").replaceWith(one.about);
    linkOf(id).setAttribute("aria-controls", id);
    if (!one.ready) prepare(yasgui.getTab(id), said);
    one.ready = true;
    for (const link of document.querySelectorAll(".saved a[href]")) {
      const current = new URL(link.href).searchParams.get("query") === one.name;
      if (current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    address(id);
  }

  function address(id = yasgui.getTab()?.getId()) {
    const one = saved.get(id);
    if (!one) return;
    const parameters = new URLSearchParams([["query", one.name], ...one.values]);
    for (const [other, { name }] of saved) if (other !== id) parameters.append("open", name);
    history.replaceState(null, "", `?${parameters}`);
  }

  function onKey(event) {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const at = tabs.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || (to === undefined && event.key !== "Delete")) return;
    event.stopPropagation();
    event.preventDefault();
    if (to !== undefined) {
      const next = tabs.at(to % tabs.length);
      next.click();
      next.focus();
    } else if (tabs.length > 1) {
      event.target.querySelector(".closeTab").click();
      list.querySelector("[role=tab][aria-selected=true]").focus();
    }
  }
}

/** A saved query's page: its title, its `#about`, the text of the query. */
async function read(href) {
  const answer = await fetch(href, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const about = document.adoptNode(page.getElementById("about"));
  return { title: about.querySelector("h2").textContent, about, text: page.getElementById("text").value };
}
