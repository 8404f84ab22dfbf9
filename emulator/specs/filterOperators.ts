/** The query language that the sample of a connection spec names for the filters of its source. */
export const filterQueryLanguage = "SQL";

/** The operators that join conditions of a row filter. */
export const logicalOperators = ["and", "or", "not"] as const;

/** The operators that compare a column with a value. */
export const comparisonOperators = ["=", "!=", "<", "<=", ">", ">=", "like", "in"] as const;

/** An operator that joins conditions. */
export type LogicalOperator = (typeof logicalOperators)[number];

/** An operator that compares a column with a value. */
export type ComparisonOperator = (typeof comparisonOperators)[number];
