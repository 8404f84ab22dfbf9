import { choice } from "../core/switchTable";

/** The switches of the Schema Registry. */
export const schemaRegistrySwitches = {
  schemaRegistryErrors: choice(
    ["newer", "older"],
    "Both error formats are documented; the newer one has codes.",
  ),
  invalidAcceptStatus: choice(
    [406, 400],
    "A missing or unknown Accept header is 406 in one guide, 400 XDM-1006-400 in a newer one.",
  ),
  schemaPagingWithoutOrderby: choice(
    ["refuse", "accept"],
    "A guide forbids start and limit without orderby, but a known client pages in that way.",
  ),
  schemaUsedByDataSet: choice(
    ["refuse", "allow"],
    "Deleting a schema that datasets use is undocumented; refusal is the stricter guess.",
  ),
  descriptorLookupAccept: choice(
    ["optional", "required"],
    "According to the guide, reading one descriptor requires no Accept header; according to the spec, a missing one gives 400.",
  ),
  descriptorPutAnswer: choice(
    ["id", "descriptor"],
    "The guide shows 201 and only the id as response to PUT, the spec 200 and the whole descriptor.",
  ),
  descriptorSchemaExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether a descriptor's schemas must exist; a refusal reveals clients that create entities in the wrong order.",
  ),
  descriptorFieldExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether the field must exist; it is checked in the tenant's namespace, where all fields are known.",
  ),
  duplicateDescriptor: choice(
    ["refuse", "accept"],
    "It is undocumented whether a field can have two descriptors of one type; refusal is the stricter guess.",
  ),
  descriptorsOfDeletedSchema: choice(
    ["remove", "keep", "refuse"],
    "It is undocumented what happens to the descriptors of a deleted schema; they belong to it, so they are removed with it.",
  ),
} as const;
