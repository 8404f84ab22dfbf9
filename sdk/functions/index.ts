export type { InvokeOptions } from "./call";
export * from "./connections";
export * from "./datasets";
export * from "./flowRuns";
export * from "./flows";
export * from "./interactiveAuthoring";
export * from "./privateEndpoints";
export * from "./schemas";
export * from "./specs";
