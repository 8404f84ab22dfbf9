import { field, globalNamespace, type StandardFacts } from "./standardResource";

/** The behaviour of data about a subject. */
export const record = `${globalNamespace}data/record`;
/** The behaviour of data about an event. */
export const timeSeries = `${globalNamespace}data/time-series`;
/** The behaviour of data of a single dataset. */
export const adhoc = `${globalNamespace}data/adhoc`;

const identifier = field("Identifier", "string", { format: "uri-reference", "meta:xdmField": "@id" });

/** The behaviours: every class has one. */
export const behaviors: readonly StandardFacts[] = [
  {
    id: record,
    title: "Record Schema",
    description: "The behaviour of data about a subject.",
    fields: { _id: identifier },
  },
  {
    id: adhoc,
    title: "Ad Hoc Schema",
    description: "The behaviour of data of one dataset.",
    fields: {},
  },
  {
    id: timeSeries,
    title: "Time-series Schema",
    description: "The behaviour of data about an event.",
    fields: {
      _id: identifier,
      timestamp: field("Timestamp", "string", { format: "date-time", "meta:xdmType": "date-time" }),
    },
  },
];
