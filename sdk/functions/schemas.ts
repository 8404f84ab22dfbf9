import { call, notFound, outputForm, type SandboxOption } from "./call";

/** A schema as the registry shows it. */
export interface SchemaResult {
  /** Address of the schema. */
  $id: string;
  /** Short form of the address. */
  "meta:altId": string;
  /** Title of the schema. */
  title: string;
  /** What the schema is for. */
  description?: string;
  /** Version, such as `1.2`. */
  version: string;
  /** The class and the field groups. */
  allOf?: { $ref: string }[];
}

/** Arguments of {@link getSchema}. */
export interface GetSchemaArgs extends SandboxOption {
  /** `$id` or `meta:altId` of the schema. */
  id: string;
}

/**
 * Gets a schema of the tenant.
 *
 * @example const { version } = await aep.getSchema({ id: schemaId });
 */
export function getSchema(args: GetSchemaArgs): Promise<SchemaResult> {
  return call(args, async (services) => {
    const schema = await services.schemaRegistry.get(args.id);
    if (schema === undefined) {
      throw notFound("schema", args.id, services);
    }
    return schema as object as SchemaResult;
  });
}

/** {@link getSchema} with outputs for arguments. */
export const getSchemaOutput = outputForm(getSchema);
