export type * from "./auth";
export { BaseConnection, type BaseConnectionArgs } from "./baseConnection";
export { connectionSpecs, flowSpecs } from "./catalogue";
export { Dataset, type DatasetArgs, type SchemaRefArgs } from "./dataset";
export {
  type CopyTransformationArgs,
  type CopyTransformationParams,
  type DeltaColumnArgs,
  type EncryptionTransformationArgs,
  type EncryptionTransformationParams,
  Flow,
  type FlowArgs,
  type FlowOptionsArgs,
  type MappingTransformationArgs,
  type MappingTransformationParams,
  type ScheduleParams,
  type ScheduleParamsArgs,
  type TransformationArgs,
} from "./flow";
export * from "./functions";
export type { GetOptions } from "./get";
export type { JsonInput, JsonObject, JsonObjectInput, JsonValue } from "./json";
export {
  type LegacyMappingArgs,
  type MappingArgs,
  MappingSet,
  type MappingSetArgs,
  type OutputSchemaArgs,
} from "./mappingSet";
export {
  PrivateEndpoint,
  type PrivateEndpointArgs,
  type PrivateEndpointByNamesArgs,
  type PrivateEndpointByTargetArgs,
  type PrivateEndpointCommonArgs,
} from "./privateEndpoint";
export type { SandboxArgs } from "./resource";
export { Schema, type SchemaArgs, type SchemaReferenceArgs } from "./schema";
export { SourceConnection, type SourceConnectionArgs } from "./sourceConnection";
export type { Spec, SpecArgs } from "./spec";
export { TargetConnection, type TargetConnectionArgs } from "./targetConnection";
