// Puts the editor in the place of the plain form.
import { pluginsOf } from "./answers.js";
import { tabsOf } from "./sparql-tabs.js";

const editor = document.getElementById("editor");
const plain = document.getElementById("plain");
if (editor && plain && globalThis.Yasgui) start(editor, plain);

function start(editor, plain) {
  const said = editor.dataset;
  editor.hidden = false;
  plain.hidden = true;
  for (const [name, plugin] of Object.entries(pluginsOf(said))) {
    Yasgui.Yasr.registerPlugin(name, plugin);
  }
  for (const [name, label] of [["table", said.table], ["response", said.response]]) {
    const Plain = Yasgui.Yasr.plugins[name];
    Yasgui.Yasr.registerPlugin(name, class extends Plain { label = label; });
  }
  const yasgui = new Yasgui(editor, {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    copyEndpointOnNewTab: true,
    persistenceId: null,
    populateFromUrl: false, // our ?query= names a saved query
    autofocus: false,
    yasqe: { value: document.getElementById("text").value },
    yasr: {
      prefixes: JSON.parse(said.prefixes),
      pluginOrder: ["table", "timeline", "map", "response"],
    },
  });
  for (const kind of ["click", "auxclick"]) {
    editor.addEventListener(kind, (event) => toOurPage(event.target.closest?.("a[href]"), said.base), true);
  }
  tabsOf(yasgui, said, (tab) => prepare(tab, said));
}

/** Makes a tab's editor and answers usable by keyboard and screen reader. */
function prepare(tab, said) {
  const yasqe = tab.getYasqe();
  // the tabulator leads on, as everywhere else on a page
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), Tab: false, "Shift-Tab": false });
  yasqe.getInputField().setAttribute("aria-label", said.label);
  yasqe.getScrollerElement().tabIndex = 0;
  tab.getYasr().on("drawn", (yasr) => {
    for (const select of yasr.rootEl.querySelectorAll("select.tableSizer")) select.ariaLabel = said.rows;
  });
}

/** Lets a link to a thing of the graph lead to its page here, wherever its IRI would lead. */
function toOurPage(link, base) {
  const own = `${base}id/`;
  if (link?.href.startsWith(own)) link.href = `/page/${link.href.slice(own.length)}`;
}
