import "../requireNode";

export {
  type AccountArgs,
  Connection,
  type ConnectionArgs,
  type ConnectionEnd,
  type GetConnectionOptions,
} from "./connection";
export * from "./functions";
