import type * as pulumi from "@pulumi/pulumi";
import type { descriptorShapes } from "../../provider/resources/descriptor/inputs";
import type { Expect, SameShape } from "../argumentShape";
import type { SandboxArgs } from "../resource";

/** Arguments of every descriptor. */
export interface DescriptorSourceArgs extends SandboxArgs {
  /**
   * `$id` of the schema that the descriptor describes: `schema.id`. For labels, a field group is possible too. A change
   * replaces the descriptor; the old one is deleted first.
   */
  sourceSchema: pulumi.Input<string>;
}

/** Arguments of every descriptor that has the version of its schema. */
export interface VersionedDescriptorArgs extends DescriptorSourceArgs {
  /** Major version of the schema in `sourceSchema`. Default: 1. Updated in place. */
  sourceVersion?: pulumi.Input<number>;
}

/** Arguments of every descriptor of one field. */
export interface FieldDescriptorArgs extends VersionedDescriptorArgs {
  /**
   * Path of the field: with `/` at its start but not at its end, without the word `properties`. `_{TENANT_ID}` stands for
   * the namespace of the organisation's own fields: `/_{TENANT_ID}/loyalty/id`. A change replaces the descriptor; the old
   * one is deleted first.
   */
  sourceProperty: pulumi.Input<string>;
}

/** An identity: the field identifies a person or another entity. */
export interface IdentityDescriptorArgs extends FieldDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorIdentity";
  /** Code or id of the identity namespace. Codes are equal in upper and lower case. Updated in place. */
  namespace: pulumi.Input<string>;
  /** Whether `namespace` is a code or an id. Default: `xdm:id` for a number, otherwise `xdm:code`. Updated in place. */
  property?: pulumi.Input<"xdm:code" | "xdm:id">;
  /**
   * Whether this is the primary identity of the schema. A schema has one at most. Default: `false`. Updated in place; AEP
   * may refuse it for a schema that is enabled for Profile.
   */
  isPrimary?: pulumi.Input<boolean>;
}

/** A reference identity: other schemas can refer to the field by its identity. */
export interface ReferenceIdentityDescriptorArgs extends FieldDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorReferenceIdentity";
  /** Code of the identity namespace. Codes are equal in upper and lower case. Updated in place. */
  identityNamespace: pulumi.Input<string>;
}

/** Arguments of every relationship. */
export interface RelationshipTargetArgs extends FieldDescriptorArgs {
  /** `$id` of the schema that the relationship leads to. Updated in place. */
  destinationSchema: pulumi.Input<string>;
  /** Major version of the schema in `destinationSchema`. Default: 1. Updated in place. */
  destinationVersion?: pulumi.Input<number>;
  /**
   * Path of the field that the relationship leads to, in the form of `sourceProperty`. Default: the primary key or the
   * reference identity of that schema. Updated in place.
   */
  destinationProperty?: pulumi.Input<string>;
}

/** A relationship between two schemas, in the older form. The field is a text and not the primary identity of its schema. */
export interface OneToOneDescriptorArgs extends RelationshipTargetArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorOneToOne";
}

/** A relationship between two schemas, with a cardinality and names. */
export interface RelationshipDescriptorArgs extends RelationshipTargetArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorRelationship";
  /** Cardinality, `sourceSchema` first: `M:1` is many to one. AEP does not enforce it. Updated in place. */
  cardinality: pulumi.Input<"1:1" | "1:0" | "M:1" | "M:0">;
  /** Code of the identity namespace of the other schema's primary identity (B2B Edition). Default: none. Updated in place. */
  destinationNamespace?: pulumi.Input<string>;
  /** Name of the relationship, seen from `sourceSchema`. Default: none. Updated in place. */
  sourceToDestinationName?: pulumi.Input<string>;
  /** Name of the relationship, seen from `destinationSchema`. Default: none. Updated in place. */
  destinationToSourceName?: pulumi.Input<string>;
  /** Display name of the relationship in AEP, seen from `sourceSchema`. Default: none. Updated in place. */
  sourceToDestinationTitle?: pulumi.Input<string>;
  /** Display name of the relationship in AEP, seen from `destinationSchema`. Default: none. Updated in place. */
  destinationToSourceTitle?: pulumi.Input<string>;
}

/** Another display name of a standard field. For own fields, change the field itself. */
export interface DisplayInfoDescriptorArgs extends FieldDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:alternateDisplayInfo";
  /** Title by language, such as `{ en_us: "Event type" }`. Default: none. Updated in place. */
  title?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Description by language. Default: none. Updated in place. */
  description?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Note by language. Default: none. Updated in place. */
  note?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Suggested values with their labels (`meta:enum`), for a text field. Default: none. Updated in place. */
  metaEnum?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Suggested values of the field that are not shown, with their labels. Default: none. Updated in place. */
  excludeMetaEnum?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** Deprecates standard fields in one schema. For own fields, deprecate the field itself. */
export interface DeprecatedDescriptorArgs extends VersionedDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorDeprecated";
  /**
   * Path of the field, or paths of several: with `/` at its start but not at its end, without the word `properties`. `_{TENANT_ID}` stands for
   * the namespace of the organisation's own fields. A change replaces the descriptor; the old one is deleted first.
   */
  sourceProperty: pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>;
}

/** Labels a field for data governance. The object of the tenant itself cannot have labels. */
export interface LabelDescriptorArgs extends FieldDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorLabel";
  /** Names of the labels, such as `C2`. Updated in place. */
  labels: pulumi.Input<pulumi.Input<string>[]>;
}

/**
 * The granularity of summarised events: the `timestamp` of an event is the start of an hour or of a day. A schema has one at
 * most.
 */
export interface GranularityDescriptorArgs extends VersionedDescriptorArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorTimeSeriesGranularity";
  /** Length of the period that an event stands for: `hour` or `day`. Updated in place. */
  granularity: pulumi.Input<"hour" | "day">;
  /** Time zone in which the periods begin, by its IANA name, such as `Etc/UTC`. Updated in place. */
  ianaTimezone: pulumi.Input<string>;
}

/** Primary key of a relational schema. Such schemas require a licence. */
export interface PrimaryKeyDescriptorArgs extends DescriptorSourceArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorPrimaryKey";
  /**
   * Path of the field, or paths of several: with `/` at its start but not at its end, without the word `properties`. `_{TENANT_ID}` stands for
   * the namespace of the organisation's own fields. A change replaces the descriptor; the old one is deleted first.
   */
  sourceProperty: pulumi.Input<string> | pulumi.Input<pulumi.Input<string>[]>;
}

/** Version of the rows of a relational schema. The field must be required. */
export interface VersionDescriptorArgs extends DescriptorSourceArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorVersion";
  /**
   * Path of the field: with `/` at its start but not at its end, without the word `properties`. `_{TENANT_ID}` stands for
   * the namespace of the organisation's own fields. A change replaces the descriptor; the old one is deleted first.
   */
  sourceProperty: pulumi.Input<string>;
}

/** Timestamp of a relational schema of time series. The field must be required and a `date-time`. */
export interface TimestampDescriptorArgs extends DescriptorSourceArgs {
  /** Type of the descriptor. A change replaces the descriptor; the old one is deleted first. */
  type: "xdm:descriptorTimestamp";
  /**
   * Path of the field: with `/` at its start but not at its end, without the word `properties`. `_{TENANT_ID}` stands for
   * the namespace of the organisation's own fields. A change replaces the descriptor; the old one is deleted first.
   */
  sourceProperty: pulumi.Input<string>;
}

/** Arguments of `Descriptor`: `type` selects one of them. */
export type DescriptorArgs =
  | IdentityDescriptorArgs
  | ReferenceIdentityDescriptorArgs
  | OneToOneDescriptorArgs
  | RelationshipDescriptorArgs
  | DisplayInfoDescriptorArgs
  | DeprecatedDescriptorArgs
  | LabelDescriptorArgs
  | GranularityDescriptorArgs
  | PrimaryKeyDescriptorArgs
  | VersionDescriptorArgs
  | TimestampDescriptorArgs;

type Shapes = typeof descriptorShapes;

/** @internal Compile-time check of the arguments. */
export type DescriptorArgsShape = [
  Expect<SameShape<IdentityDescriptorArgs, Shapes["identity"]>>,
  Expect<SameShape<ReferenceIdentityDescriptorArgs, Shapes["referenceIdentity"]>>,
  Expect<SameShape<OneToOneDescriptorArgs, Shapes["oneToOne"]>>,
  Expect<SameShape<RelationshipDescriptorArgs, Shapes["relationship"]>>,
  Expect<SameShape<DisplayInfoDescriptorArgs, Shapes["displayInfo"]>>,
  Expect<SameShape<DeprecatedDescriptorArgs, Shapes["deprecated"]>>,
  Expect<SameShape<LabelDescriptorArgs, Shapes["label"]>>,
  Expect<SameShape<GranularityDescriptorArgs, Shapes["granularity"]>>,
  Expect<SameShape<PrimaryKeyDescriptorArgs, Shapes["primaryKey"]>>,
  Expect<SameShape<VersionDescriptorArgs, Shapes["version"]>>,
  Expect<SameShape<TimestampDescriptorArgs, Shapes["timestamp"]>>,
];
