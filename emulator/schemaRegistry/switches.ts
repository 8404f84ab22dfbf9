import { choice } from "../core/switchTable";

/** The switches of the Schema Registry. */
export const schemaRegistrySwitches = {
  schemaRegistryErrors: choice(
    ["newer", "older"],
    "Both error envelopes are documented; the newer one has codes.",
  ),
  invalidAcceptStatus: choice(
    [406, 400],
    "A missing or unknown Accept header is 406 in one guide, 400 XDM-1006-400 in a newer one.",
  ),
  schemaPagingWithoutOrderby: choice(
    ["refuse", "accept"],
    "A guide forbids start and limit without orderby, yet a known client pages that way.",
  ),
  schemaUsedByDataSet: choice(
    ["refuse", "allow"],
    "Deleting a schema that datasets use is undocumented; refusal is the stricter guess.",
  ),
  descriptorLookupAccept: choice(
    ["optional", "required"],
    "The guide says that reading one descriptor needs no Accept header, the spec that a missing one is 400.",
  ),
  descriptorPutAnswer: choice(
    ["id", "descriptor"],
    "The guide answers a PUT with 201 and nothing but the id, the spec with 200 and the whole descriptor.",
  ),
  descriptorSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a descriptor's schemas must exist; refusing shows a client that makes things in the wrong order.",
  ),
  descriptorFieldExistence: choice(
    ["refuse", "ignore"],
    "No source says that the field must exist; checked where all fields are known, which is in the tenant's namespace.",
  ),
  duplicateDescriptor: choice(
    ["refuse", "accept"],
    "Whether one field takes two descriptors of one type is undocumented; refusal is the stricter guess.",
  ),
  descriptorsOfDeletedSchema: choice(
    ["remove", "keep", "refuse"],
    "What becomes of the descriptors of a deleted schema is undocumented; they are said to be applied to it, so that they go with it.",
  ),
} as const;
