import { objectAt, stringAt, stringsAt } from "./json";
import type { References } from "./store";

/** How a title of the Schema Registry is found, which must be the only one of its kind. */
export function titleKey(title: string): string {
  return `title:${title}`;
}

const given = (id: string | undefined): string[] => (id === undefined ? [] : [id]);

const titled: References = ({ entity }) => given(stringAt(entity, "title")).map(titleKey);

/** How the things of each collection refer to others. */
export const references: Readonly<Record<string, References>> = {
  connections: ({ hidden }) => given(stringAt(hidden, "privateEndpointId")),
  schemas: ({ entity, hidden }) => [
    ...titled({ entity, hidden }),
    ...(Array.isArray(entity.allOf) ? entity.allOf : []).flatMap((part) => given(stringAt(part, "$ref"))),
  ],
  classes: titled,
  fieldGroups: titled,
  descriptors: ({ entity }) => [
    ...given(stringAt(entity, "xdm:sourceSchema")),
    ...given(stringAt(entity, "xdm:destinationSchema")),
  ],
  dataSets: ({ entity }) => given(stringAt(objectAt(entity, "schemaRef"), "id")),
  sourceConnections: ({ entity }) => given(stringAt(entity, "baseConnectionId")),
  targetConnections: ({ entity }) => given(stringAt(objectAt(entity, "params"), "dataSetId")),
  runs: ({ entity }) => given(stringAt(entity, "flowId")),
  flows: ({ entity }) => [
    ...stringsAt(entity, "sourceConnectionIds"),
    ...stringsAt(entity, "targetConnectionIds"),
  ],
};
