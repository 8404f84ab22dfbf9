/** A difference between the emulator and an OpenAPI file, where another source contradicts the file. */
export interface KnownDifference {
  service: string;
  /** The one operation with it, unless the file's other operations have it too. */
  operation?: string;
  /** How the problem's text ends. */
  problem: string;
  reason: string;
}

/** All differences. None may be a missing required member. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    service: "identity-service",
    problem: "/idType must be equal to one of the allowed values",
    reason: "The guide's list shows upper case; the file has another spelling for each operation.",
  },
  {
    service: "schema-registry",
    problem: "/next must be string",
    reason: "The last page has a null link; the file has no member that a page may lack.",
  },
  {
    service: "schema-registry",
    problem: "/xdm:sourceVersion must be string",
    reason: "The guide to descriptors writes and shows the version as a number.",
  },
  {
    service: "schema-registry",
    operation: "PUT /tenant/descriptors/{DESCRIPTOR_ID}",
    problem: "status 201 is not documented",
    reason: "The guide to descriptors answers an update with 201.",
  },
  {
    service: "schema-registry",
    operation: "GET /stats",
    problem: "/classUsage must be array",
    reason: "The guide shows an object with the schemas of each class.",
  },
  {
    service: "data-prep",
    problem: "/createdDate must be string",
    reason: "The guide's responses show milliseconds as numbers.",
  },
  {
    service: "data-prep",
    problem: "/modifiedDate must be string",
    reason: "The guide's responses show milliseconds as numbers.",
  },
  {
    service: "data-prep",
    problem: "/sourceType must be equal to one of the allowed values",
    reason: "The guides of the sources send ATTRIBUTE and EXPRESSION and read them back.",
  },
  {
    service: "data-prep",
    operation: "GET /mappingSets/{MAPPING_SET_ID}/mappings",
    problem: "/ must be object",
    reason: "The file has one mapping's schema for a list; the guide shows a list.",
  },
  {
    service: "data-prep",
    operation: "POST /mappingSets/validate",
    problem: "/errors must be array",
    reason: "The guide shows null for a mapping without problems.",
  },
  {
    service: "data-prep",
    operation: "POST /mappingSets/preview",
    problem: "/ must be object",
    reason: "The file's schema is of one record; the guide shows a list of records.",
  },
  {
    service: "flow-service",
    problem: "/transformationSpecs must be object",
    reason: "The guides show a list.",
  },
  {
    service: "flow-service",
    operation: "GET /connections/{BASE_CONNECTION_ID}/configs",
    problem: "/ must be array",
    reason: "A live client reads `items`.",
  },
  {
    service: "flow-service",
    problem: "/scheduleParams/startTime must be integer",
    reason: "The guides read it back as text, even if it was sent as a number.",
  },
  {
    service: "flow-service",
    problem: "/scheduleParams/backfill must be boolean",
    reason: "The guides read it back as text, even if it was sent as a boolean.",
  },
];
