import "../requireNode";

export { type AccountArgs, Connection, type ConnectionArgs, type GetConnectionOptions } from "./connection";
export * from "./functions";
