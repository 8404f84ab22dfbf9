import { call, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A schema as returned by the Schema Registry. */
export interface SchemaResult {
  /** URI of the schema. */
  $id: string;
  /** Short form of the `$id`. */
  "meta:altId": string;
  /** Title of the schema. */
  title: string;
  /** Description of the schema. */
  description?: string;
  /** Version, such as `1.2`. */
  version: string;
  /** The class and the field groups. */
  allOf?: {
    /** `$id` of the class, of a field group or of own fields (`#/definitions/…`). */
    $ref: string;
  }[];
}

/** Arguments of {@link getSchema}. */
export interface GetSchemaArgs extends SandboxOption {
  /** `$id` or `meta:altId` of the schema. */
  id: string;
}

/**
 * Reads a schema of the tenant. It fails if there is no such schema in the sandbox.
 *
 * @example const { version } = await aep.getSchema({ id: schemaId });
 */
export function getSchema(args: GetSchemaArgs, opts?: InvokeOptions): Promise<SchemaResult> {
  return call("getSchema", args, opts, async (services) => {
    const schema = await services.schemaRegistry.get(args.id);
    if (schema === undefined) {
      throw notFound("schema", args.id, services);
    }
    return schema as object as SchemaResult;
  });
}

/** {@link getSchema} with outputs as arguments and as result. */
export const getSchemaOutput = outputForm(getSchema);
