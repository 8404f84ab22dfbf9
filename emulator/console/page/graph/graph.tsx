import { useEffect, useRef } from "preact/hooks";
import type { EntityList, Graph } from "../../protocol";
import { entityPath, getJson } from "../calls";
import { useLoaded } from "../parts/loaded";
import { hrefOf, open, route, setQuery } from "../route";
import { sandbox } from "../sandbox";
import { entityGeneration, say } from "../state";
import type { Drawing } from "./drawing";
import { GraphList } from "./graphList";

// Most of the page's code, so it is loaded with the first graph, while the entities are read.
const loadDrawing = () => import("./drawing");

// More flows are reached from their own pages.
const mostFlows = 500;

/** A pipeline, or the whole sandbox, as a drawing and as a list. */
export function GraphView() {
  const { parts, query } = route.value;
  const [collection, id] = parts;
  const box = sandbox.value;
  const { value: flows } = useLoaded(
    () => getJson<EntityList>("entities", { sandbox: box, collection: "flows", limit: String(mostFlows) }),
    `flows ${box}`,
    entityGeneration.value,
  );
  const first = flows?.items[0];
  const root = collection !== undefined && id !== undefined ? { collection, id } : first;
  const isWhole = parts.length === 0 && (query.whole === "1" || (flows !== undefined && first === undefined));
  const path = isWhole || root === undefined ? "graph" : `graph/${entityPath(root)}`;
  const inBox = isWhole ? (box === "-" ? "" : box) : "";
  const isKnown = isWhole || root !== undefined;
  const { value: graph, error } = useLoaded(
    () => (isKnown ? getJson<Graph>(path, { sandbox: inBox }) : Promise.resolve(undefined)),
    `${path} ${inBox} ${isKnown}`,
    entityGeneration.value,
  );
  const isList = query.as === "list";
  useEffect(() => {
    if (!isList) {
      // The canvas reports a failure.
      loadDrawing().catch(() => undefined);
    }
  }, [isList]);
  return (
    <section class="graph" aria-labelledby="graph-title">
      <div class="bar">
        <h2 id="graph-title">Graph</h2>
        <Roots flows={flows} root={isWhole ? undefined : root} />
        <fieldset class="choice" aria-label="Form of the graph">
          <button type="button" aria-pressed={!isList} onClick={() => setQuery({ as: "" })}>
            Drawing
          </button>
          <button type="button" aria-pressed={isList} onClick={() => setQuery({ as: "list" })}>
            List
          </button>
        </fieldset>
        {graph === undefined ? null : (
          <span class="quiet">
            {graph.nodes.length} entities, {graph.edges.length} relations
          </span>
        )}
      </div>
      {error === undefined ? null : <p class="empty">The entity does not exist.</p>}
      {graph?.nodes.length === 0 ? <p class="empty">This sandbox is empty.</p> : null}
      {graph === undefined || graph.nodes.length === 0 ? null : isList ? (
        <GraphList graph={graph} />
      ) : (
        <Canvas graph={graph} subject={`${path} ${inBox}`} />
      )}
    </section>
  );
}

function Roots({
  flows,
  root,
}: {
  flows: EntityList | undefined;
  root: { collection: string; id: string } | undefined;
}) {
  const isOther = root !== undefined && root.collection !== "flows";
  const choose = (value: string): void => {
    const { as = "" } = route.value.query;
    open(value === "" ? hrefOf("graph", [], { whole: "1", as }) : hrefOf("graph", ["flows", value], { as }));
  };
  return (
    <label class="inline">
      <span>Pipeline</span>
      <select
        value={isOther ? "-" : (root?.id ?? "")}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">Whole sandbox</option>
        {isOther ? <option value="-">of the chosen entity</option> : null}
        {flows?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Canvas({ graph, subject }: { graph: Graph; subject: string }) {
  const element = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | undefined>(undefined);
  const shown = useRef(graph);
  shown.current = graph;
  useEffect(() => {
    let isCurrent = true;
    void loadDrawing().then(
      ({ draw }) => {
        if (isCurrent && element.current !== null) {
          drawing.current = draw(element.current, (place) => openNode(shown.current, place));
          drawing.current.show(shown.current);
        }
      },
      () => say("The drawing could not be loaded. The list shows the same.", true),
    );
    return () => {
      isCurrent = false;
      drawing.current?.remove();
      drawing.current = undefined;
    };
  }, [subject]);
  // Events that change nothing here must not move the drawing.
  const content = JSON.stringify(graph);
  useEffect(() => drawing.current?.show(graph), [content]);
  return (
    <div class="canvas">
      <div
        ref={element}
        class="drawing"
        role="img"
        aria-label="The graph as a drawing; the button List shows the same as text."
      />
      <div class="zoom">
        <button type="button" aria-label="Zoom in" onClick={() => drawing.current?.zoom(1.3)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => drawing.current?.zoom(1 / 1.3)}>
          −
        </button>
        <button type="button" onClick={() => drawing.current?.fit()}>
          Fit
        </button>
      </div>
    </div>
  );
}

function openNode(graph: Graph, place: number): void {
  const node = graph.nodes[place];
  if (node !== undefined) {
    open(hrefOf("entity", [node.collection, node.id]));
  }
}
