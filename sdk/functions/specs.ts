import type { JsonObject } from "../json";
import { call, filter, outputForm, type SandboxOption } from "./call";

/** A connection spec or flow spec of AEP's catalogue. */
export interface SpecResult {
  /** Id of the spec. */
  id: string;
  /** Name of the spec. */
  name: string;
  /** Version of the spec. */
  version?: string;
  /** Authentication specs, of a connection spec: names and JSON schemas of their parameters. */
  authSpec?: JsonObject[];
  /** Further facts about the spec. */
  attributes?: JsonObject;
}

/** Names a spec by one of the two. */
export type GetSpecArgs = SandboxOption &
  ({ id: string; name?: undefined } | { name: string; id?: undefined });

/** Arguments of the functions that get many specs. */
export interface GetSpecsArgs extends SandboxOption {
  /** Filters of the service's own language, such as `name==azure-blob`. */
  property?: string[];
}

/**
 * Gets a connection spec by its id or its name.
 *
 * @example const { authSpec } = await aep.getConnectionSpec({ id: aep.connectionSpecs.azureBlob.id });
 */
export function getConnectionSpec(args: GetSpecArgs): Promise<SpecResult> {
  return one("connectionSpecs", "connection spec", args);
}

/** {@link getConnectionSpec} with outputs for arguments. */
export const getConnectionSpecOutput = outputForm(getConnectionSpec);

/**
 * Gets the connection specs that the organisation has, all pages of them.
 *
 * @example const names = (await aep.getConnectionSpecs()).map(({ name }) => name);
 */
export function getConnectionSpecs(args: GetSpecsArgs = {}): Promise<SpecResult[]> {
  return many("connectionSpecs", args);
}

/** {@link getConnectionSpecs} with outputs for arguments. */
export const getConnectionSpecsOutput = outputForm(getConnectionSpecs);

/**
 * Gets a flow spec by its id or its name.
 *
 * @example const { id } = await aep.getFlowSpec({ name: "CloudStorageToAEP" });
 */
export function getFlowSpec(args: GetSpecArgs): Promise<SpecResult> {
  return one("flowSpecs", "flow spec", args);
}

/** {@link getFlowSpec} with outputs for arguments. */
export const getFlowSpecOutput = outputForm(getFlowSpec);

/**
 * Gets the flow specs that the organisation has, all pages of them.
 *
 * @example const names = (await aep.getFlowSpecs()).map(({ name }) => name);
 */
export function getFlowSpecs(args: GetSpecsArgs = {}): Promise<SpecResult[]> {
  return many("flowSpecs", args);
}

/** {@link getFlowSpecs} with outputs for arguments. */
export const getFlowSpecsOutput = outputForm(getFlowSpecs);

type Specs = "connectionSpecs" | "flowSpecs";

function one(collection: Specs, noun: string, args: GetSpecArgs): Promise<SpecResult> {
  return call(args, async ({ flowService }) => {
    if (args.id !== undefined) {
      const spec = await flowService.get(collection, args.id);
      if (spec === undefined) {
        throw new Error(`There is no ${noun} with id ${args.id}.`);
      }
      return shown(spec);
    }
    const found = await Array.fromAsync(flowService.list(collection, [filter("name", args.name)]));
    const [spec, ...others] = found;
    if (spec === undefined) {
      throw new Error(`There is no ${noun} with name ${args.name}.`);
    }
    if (others.length > 0) {
      throw new Error(`There are ${found.length} of ${noun} with name ${args.name}: give an id.`);
    }
    return shown(spec);
  });
}

function many(collection: Specs, args: GetSpecsArgs): Promise<SpecResult[]> {
  return call(args, async ({ flowService }) =>
    (await Array.fromAsync(flowService.list(collection, args.property))).map(shown),
  );
}

function shown(spec: object): SpecResult {
  return spec as SpecResult;
}
