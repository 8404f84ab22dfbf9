import type { Json } from "../values/json";
import type { AuthSpec, Connector, Connectors, Deprecation, ParamList } from "./row";

let rowsById: ReadonlyMap<string, readonly Connector[]> | undefined;

// The table has a file per category. Most of the time that they take is saved where no connection is looked up: in the
// import of `pulumi-aep`, and in a host without base connections. Callers are synchronous, so `import()` is no option.
function byId(): ReadonlyMap<string, readonly Connector[]> {
  if (rowsById === undefined) {
    const { connectors }: { connectors: Connectors } = require("./index.js");
    rowsById = Map.groupBy(
      Object.values(connectors).filter(({ id }) => id !== undefined),
      ({ id }) => id ?? "",
    );
  }
  return rowsById;
}

/** The documented connectors that have this connection spec. The pages of some have the id of another connector. */
export function connectorsWith(connectionSpecId: Json): readonly Connector[] {
  return (typeof connectionSpecId === "string" ? byId().get(connectionSpecId) : undefined) ?? [];
}

/** Ids of the connection specs of all documented connectors. */
export function connectionSpecIds(): readonly string[] {
  return [...byId().keys()];
}

/** The documented lists of parameters of an authentication spec. None for one that is not documented. */
export function paramLists(connectionSpecId: Json, specName: Json): readonly ParamList[] {
  return specsOf(connectionSpecId, specName).flatMap(([, { params }]) => params);
}

/** Whether an authentication spec, or its connector, is deprecated. */
export function deprecationOf(connectionSpecId: Json, specName: Json): Deprecation | undefined {
  const found = specsOf(connectionSpecId, specName).map(
    ([connector, spec]) => spec.deprecated ?? connector.deprecated,
  );
  return found.every((deprecation) => deprecation !== undefined) ? found[0] : undefined;
}

function specsOf(connectionSpecId: Json, specName: Json): [Connector, AuthSpec][] {
  return connectorsWith(connectionSpecId).flatMap((connector) => {
    // Inherited names such as "constructor" are not names of specs.
    const spec =
      typeof specName === "string" && Object.hasOwn(connector.auth, specName)
        ? connector.auth[specName]
        : undefined;
    return spec === undefined ? [] : [[connector, spec] satisfies [Connector, AuthSpec]];
  });
}
