import type * as pulumi from "@pulumi/pulumi";

/**
 * Functions of a row filter: `and`, `or` and `NOT` combine conditions, the others compare a column with a value. Which of
 * them a source supports is in the attribute `filterAtSource` of its connection spec. Other names are accepted too.
 */
export type RowFilterFunction =
  | ("and" | "or" | "NOT" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "like" | "in" | "isNull")
  | (string & {});

/**
 * A row filter in the JSON form of Profile Query Language (PQL). (Guide "Filter row-level data for a source using the Flow
 * Service API".)
 */
export type RowFilter = {
  /** Language of the filter. */
  type: "PQL";
  /** Format of the filter. */
  format: "pql/json";
  /** Condition that a row must meet. */
  value: RowCondition;
};

/** A condition of a {@link RowFilter}: a function and its operands. */
export type RowCondition = {
  /** Type of the node. */
  nodeType: "fnApply";
  /** Function, such as `and` or `=`. */
  fnName: RowFilterFunction;
  /** Conditions for `and`, `or` and `NOT`; for the others a column, and a value except for `isNull`. */
  params: (RowCondition | RowColumn | RowValue)[];
};

/** A column in a {@link RowCondition}. */
export type RowColumn = {
  /** Type of the node. */
  nodeType: "fieldLookup";
  /** Name of the column. */
  fieldName: string;
};

/** A value in a {@link RowCondition}. */
export type RowValue = {
  /** Type of the node. */
  nodeType: "literal";
  /** Value that the column is compared with; a list for `in`. */
  value: string | number | boolean | (string | number | boolean)[];
};

/** A {@link RowFilter} as an argument of a resource, with outputs of other resources at any depth. */
export type RowFilterArgs = {
  /** Language of the filter. */
  type: pulumi.Input<"PQL">;
  /** Format of the filter. */
  format: pulumi.Input<"pql/json">;
  /** Condition that a row must meet. */
  value: pulumi.Input<RowConditionArgs>;
};

/** A {@link RowCondition} as an argument of a resource. */
export type RowConditionArgs = {
  /** Type of the node. */
  nodeType: pulumi.Input<"fnApply">;
  /** Function, such as `and` or `=`. */
  fnName: pulumi.Input<RowFilterFunction>;
  /** Conditions for `and`, `or` and `NOT`; for the others a column, and a value except for `isNull`. */
  params: pulumi.Input<pulumi.Input<RowConditionArgs | RowColumnArgs | RowValueArgs>[]>;
};

/** A {@link RowColumn} as an argument of a resource. */
export type RowColumnArgs = {
  /** Type of the node. */
  nodeType: pulumi.Input<"fieldLookup">;
  /** Name of the column. */
  fieldName: pulumi.Input<string>;
};

/** A {@link RowValue} as an argument of a resource. */
export type RowValueArgs = {
  /** Type of the node. */
  nodeType: pulumi.Input<"literal">;
  /** Value that the column is compared with; a list for `in`. */
  value: pulumi.Input<string | number | boolean | pulumi.Input<string | number | boolean>[]>;
};
