import { ServiceError } from "../http/serviceError";

/** Why a service does not delete a thing. */
export interface Refusal {
  readonly reason: string;
  /** Whether it passes by itself even though nobody can be seen using the thing. */
  readonly passes: boolean;
}

const refusalTable: readonly (Refusal & {
  readonly code?: RegExp;
  readonly path?: RegExp;
  readonly status?: number;
})[] = [
  { code: /^FLOW-1418-/, reason: "flows use this connection", passes: true },
  { code: /^FLOW-1447-/, reason: "active flows contain it", passes: true },
  { code: /^FLOW-14(16|20|21|22)-/, reason: "it is between two states", passes: true },
  { code: /^FLOW-145[78]-/, reason: "it is being deleted", passes: true },
  // Nothing documents what deleting these while they are in use answers: whether it was that, their users tell.
  ...[400, 409].flatMap((status) => [
    { path: /\/privateEndpoints\//, status, reason: "connections use this endpoint", passes: false },
    { path: /\/tenant\/schemas\//, status, reason: "datasets use this schema", passes: false },
    { path: /\/dataSets\//, status, reason: "target connections use this dataset", passes: false },
    { path: /\/mappingSets\//, status, reason: "flows use this mapping set", passes: false },
  ]),
];

/** Reads from an error why a service did not delete a thing; `undefined` if it is another kind of error. */
export function refusalToDelete(error: unknown): Refusal | undefined {
  if (!(error instanceof ServiceError)) {
    return undefined;
  }
  return refusalTable.find(
    (row) =>
      (row.code === undefined || row.code.test(error.code ?? "")) &&
      (row.path === undefined || row.path.test(error.path)) &&
      (row.status === undefined || row.status === error.status),
  );
}
