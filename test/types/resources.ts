import * as aep from "pulumi-aep";
import * as madconnect from "pulumi-aep/madconnect";

// This file is only compiled, never run. tsc fails if it does not compile or if an expected error does not occur.

const dataLake = { name: "ACME", connectionSpec: aep.connectionSpecs.dataLake };
const flow = {
  name: "ACME",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
};

/** Accepted and refused arguments of the other resources and of functions. */
export function resourceTypes(): void {
  const accepted = new aep.Flow("a", { ...flow, scheduleParams: { frequency: "minute", interval: 15 } });
  // @ts-expect-error an unknown unit
  new aep.Flow("a", { ...flow, scheduleParams: { frequency: "fortnight", interval: 1 } });
  // @ts-expect-error a misspelt argument
  new aep.Flow("a", { ...flow, shedule: {} });
  // @ts-expect-error the name is missing
  new aep.Flow("a", { ...flow, name: undefined });
  // @ts-expect-error a misspelt argument
  new aep.TargetConnection("a", { ...dataLake, data: {}, parms: {} });
  const key = new aep.PublicKey("a", { encryptionAlgorithm: "PGP", params: { passPhrase: "p" } });
  new aep.Flow("a", {
    ...flow,
    transformations: [{ name: "Encryption", params: { publicKeyId: key.id } }],
  });
  // @ts-expect-error an unknown algorithm
  new aep.PublicKey("a", { encryptionAlgorithm: "RSA", params: { passPhrase: "p" } });
  // @ts-expect-error the passphrase is missing
  new aep.PublicKey("a", { encryptionAlgorithm: "PGP", params: {} });
  // @ts-expect-error the id of the key is missing
  new aep.Flow("a", { ...flow, transformations: [{ name: "Encryption", params: {} }] });
  // @ts-expect-error the title is missing
  new aep.Schema("a", { allOf: [] });
  // @ts-expect-error a number instead of text
  new aep.Dataset("a", { name: 1, schemaRef: { id: "s" } });
  // @ts-expect-error the connectors are missing
  new madconnect.Connection("a", { name: "ACME" });

  // An output has the type of its value.
  accepted.state.apply((state) => state.toUpperCase());
  // @ts-expect-error not an output of a flow
  accepted.status.apply(String);

  const table = { name: "ACME", connectionSpec: aep.connectionSpecs.googleBigQuery };
  const column = { nodeType: "fieldLookup", fieldName: "city" } as const;
  const params = [column, { nodeType: "literal" as const, value: accepted.name }];
  const value = { nodeType: "fnApply", fnName: "=", params } as const;
  // A filter takes outputs at any depth, functions that no guide names, and the form of another source.
  const and = { nodeType: "fnApply", fnName: "and", params: [{ ...value, params: [...params] }] } as const;
  const filters = { type: "PQL", format: "pql/json", value: { ...and, params: [...and.params] } } as const;
  new aep.SourceConnection("a", { ...table, params: { tableName: "t", filters, path: accepted.name } });
  new aep.SourceConnection("a", { ...table, params: { filters: { since: accepted.name } } });
  const plain: aep.RowFilter = {
    type: "PQL",
    format: "pql/json",
    value: { nodeType: "fnApply", fnName: "isNull", params: [column] },
  };
  void aep.previewTable({ connectionId: "c", tableName: "t", filters: plain });
  void aep.previewTableOutput({ connectionId: accepted.id, tableName: "t", filters: plain });
  void aep.previewFile({ connectionSpecId: "s", path: "p" });
  // @ts-expect-error both a connection and a connection spec
  void aep.previewFile({ connectionId: "c", connectionSpecId: "s", path: "p" });
  // @ts-expect-error a misspelt type of node
  plain.value.nodeType = "fnapply";

  void aep.getFlow({ id: "f" });
  // @ts-expect-error the id is missing
  void aep.getFlow({});
}
