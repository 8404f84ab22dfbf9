// Loaded with the first graph, because its libraries are most of the page.
import cytoscape from "cytoscape";
import type { EntitySummary, Graph } from "../../protocol";
import { stateTone, wordsOf } from "../format";
import { changedNodes } from "./changedNodes";
import { directed, nodeSize, placesOf } from "./layout";

/** A drawing that is shown. */
export interface Drawing {
  /** Shows another graph. If only texts and states differ, the nodes and the visible part stay in place. */
  show(graph: Graph): void;
  /** Shows the whole graph. */
  fit(): void;
  zoom(factor: number): void;
  remove(): void;
}

// In a larger graph, texts and arrows at this distance would only cost time.
const large = 300;

/**
 * Draws a graph into an element.
 *
 * @param root - the place of a node that is emphasised, in the list of nodes.
 * @param onOpen - called with the place of the node that is clicked.
 */
export function draw(element: HTMLElement, onOpen: (node: number) => void): Drawing {
  const cy = cytoscape({
    container: element,
    minZoom: 0.02,
    maxZoom: 2.5,
    autoungrabify: true,
    boxSelectionEnabled: false,
    // Without it, every move draws every text again.
    textureOnViewport: false,
    hideEdgesOnViewport: false,
    pixelRatio: "auto",
  });
  const colours = matchMedia("(prefers-color-scheme: dark)");
  const restyle = (): void => {
    cy.style(styleOf(getComputedStyle(document.documentElement)));
  };
  restyle();
  colours.addEventListener("change", restyle);
  cy.on("tap", "node", ({ target }) => onOpen(Number(target.id())));
  const resized = new ResizeObserver(() => cy.resize());
  resized.observe(element);
  let shown: Graph | undefined;
  return {
    show(graph) {
      const changed = shown && changedNodes(shown, graph);
      if (changed === undefined) {
        cy.batch(() => {
          cy.elements().remove();
          cy.add(elementsOf(graph, cy.height() > cy.width()));
        });
        if (shown === undefined || graph.nodes.length < large) {
          fit(cy);
        }
      } else {
        cy.batch(() => {
          for (const [place, node] of graph.nodes.entries()) {
            if (changed.has(place)) {
              cy.$id(String(place)).data(textOf(node));
            }
          }
        });
      }
      shown = graph;
      element.dataset.nodes = String(graph.nodes.length);
    },
    fit: () => fit(cy),
    zoom: (factor) => {
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    },
    remove() {
      colours.removeEventListener("change", restyle);
      resized.disconnect();
      cy.destroy();
    },
  };
}

// A graph of three nodes must not fill the screen.
const largestZoom = 1.1;

function fit(cy: cytoscape.Core): void {
  cy.fit(undefined, 24);
  if (cy.zoom() > largestZoom) {
    cy.zoom(largestZoom);
    cy.center();
  }
}

function elementsOf(graph: Graph, isTall: boolean): cytoscape.ElementDefinition[] {
  const places = placesOf(graph, isTall);
  return [
    ...graph.nodes.map((node, place) => ({
      group: "nodes" as const,
      data: { id: String(place), ...textOf(node) },
      position: { ...(places[place] ?? { x: 0, y: 0 }) },
    })),
    ...directed(graph).map(([from, to]) => ({
      group: "edges" as const,
      data: { source: String(from), target: String(to) },
    })),
  ];
}

function textOf({ collection, name, state }: EntitySummary): { label: string; tone: string } {
  return {
    label: `${shortened(name)}\n${wordsOf(collection)}${state === null ? "" : `\n${state}`}`,
    tone: stateTone(state),
  };
}

function shortened(name: string): string {
  return name.length > 23 ? `${name.slice(0, 22)}…` : name;
}

function styleOf(computed: CSSStyleDeclaration): cytoscape.StylesheetJson {
  const colour = (name: string): string => computed.getPropertyValue(`--${name}`).trim();
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        width: nodeSize.width,
        height: nodeSize.height,
        "background-color": colour("surface"),
        "border-width": 1.5,
        "border-color": colour("line-strong"),
        label: "data(label)",
        color: colour("text"),
        "font-family": "system-ui, sans-serif",
        "font-size": 11,
        "line-height": 1.35,
        "text-valign": "center",
        "text-halign": "center",
        "text-wrap": "wrap",
        "text-max-width": `${nodeSize.width - 4}px`,
        "min-zoomed-font-size": 5,
      },
    },
    ...["good", "warn", "bad"].map((tone) => ({
      selector: `node[tone = "${tone}"]`,
      style: { "border-color": colour(tone), "border-width": 2 },
    })),
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": colour("line-strong"),
        "target-arrow-color": colour("line-strong"),
        "target-arrow-shape": "triangle",
        "curve-style": "bezier",
      },
    },
  ] as cytoscape.StylesheetJson;
}
