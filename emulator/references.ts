import { stringAt, stringsAt } from "./json";
import type { References } from "./store";

const given = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

/** How the things of each collection refer to others. */
export const references: Readonly<Record<string, References>> = {
  connections: ({ hidden }) => given(stringAt(hidden, "privateEndpointId")),
  sourceConnections: ({ entity }) => given(stringAt(entity, "baseConnectionId")),
  flows: ({ entity }) => [
    ...stringsAt(entity, "sourceConnectionIds"),
    ...stringsAt(entity, "targetConnectionIds"),
  ],
};
