import "./requireNode";

export type * from "./auth";
export { connectionSpecs, flowSpecs } from "./catalogue";
export * from "./functions";
export type { GetOptions } from "./get";
export type { JsonInput, JsonObject, JsonObjectInput, JsonValue } from "./json";
export { Provider } from "./provider";
export type { ProviderArgs, ProviderAzureArgs } from "./providerArgs";
export type { SandboxArgs } from "./resource";
export { BaseConnection, type BaseConnectionArgs } from "./resources/baseConnection";
export {
  Dataset,
  type DatasetArgs,
  type DatasetExtensions,
  type DatasetExtensionsArgs,
  type DatasetProfile,
  type DatasetProfileArgs,
  type RowExpiration,
  type RowExpirationArgs,
  type SchemaRefArgs,
} from "./resources/dataset";
export { DataType, type DataTypeArgs } from "./resources/dataType";
export { Descriptor } from "./resources/descriptor";
export type {
  DeprecatedDescriptorArgs,
  DescriptorArgs,
  DescriptorSourceArgs,
  DisplayInfoDescriptorArgs,
  FieldDescriptorArgs,
  GranularityDescriptorArgs,
  IdentityDescriptorArgs,
  LabelDescriptorArgs,
  OneToOneDescriptorArgs,
  PrimaryKeyDescriptorArgs,
  ReferenceIdentityDescriptorArgs,
  RelationshipDescriptorArgs,
  RelationshipTargetArgs,
  TimestampDescriptorArgs,
  VersionDescriptorArgs,
  VersionedDescriptorArgs,
} from "./resources/descriptorArgs";
export { FieldGroup, type FieldGroupArgs } from "./resources/fieldGroup";
export {
  type CopyTransformationArgs,
  type CopyTransformationParams,
  type DeltaColumnArgs,
  type DisabledByAep,
  type EncryptionTransformationArgs,
  type EncryptionTransformationParams,
  Flow,
  type FlowArgs,
  type FlowOptions,
  type FlowOptionsArgs,
  type MappingTransformationArgs,
  type MappingTransformationParams,
  type ScheduleParams,
  type ScheduleParamsArgs,
  type TransformationArgs,
} from "./resources/flow";
export { IdentityNamespace, type IdentityNamespaceArgs } from "./resources/identityNamespace";
export {
  type LegacyExpressionArgs,
  type LegacyMappingArgs,
  type MappingArgs,
  MappingSet,
  type MappingSetArgs,
  type OutputSchemaArgs,
} from "./resources/mappingSet";
export {
  type AttributeMergeArgs,
  MergePolicy,
  type MergePolicyArgs,
  type MergePolicyGraphArgs,
  type MergePolicySchemaArgs,
} from "./resources/mergePolicy";
export {
  PrivateEndpoint,
  type PrivateEndpointArgs,
  type PrivateEndpointByNamesArgs,
  type PrivateEndpointByTargetArgs,
  type PrivateEndpointCommonArgs,
} from "./resources/privateEndpoint";
export { ProfileEnablement, type ProfileEnablementArgs } from "./resources/profileEnablement";
export { PublicKey, type PublicKeyArgs, type PublicKeyParamsArgs } from "./resources/publicKey";
export { Schema, type SchemaArgs, type SchemaReferenceArgs } from "./resources/schema";
export { SchemaClass, type SchemaClassArgs } from "./resources/schemaClass";
export {
  SourceConnection,
  type SourceConnectionArgs,
  type SourceParamsArgs,
} from "./resources/sourceConnection";
export { TargetConnection, type TargetConnectionArgs } from "./resources/targetConnection";
export type {
  RowColumn,
  RowColumnArgs,
  RowCondition,
  RowConditionArgs,
  RowFilter,
  RowFilterArgs,
  RowFilterFunction,
  RowValue,
  RowValueArgs,
} from "./rowFilter";
export type { Spec, SpecArgs } from "./spec";
export type { Field, FieldArgs, FieldsArgs } from "./xdm";
export * as xdm from "./xdm/builders";
