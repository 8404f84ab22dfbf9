import type { JsonObject } from "../core/json";

/** A platform that is a source or a destination of data. */
export interface MadconnectConnector {
  id: string;
  name: string;
  /** The kinds of data that it provides as a source. */
  gives: readonly DataKind[];
  /** The kinds of data that it accepts as a destination. */
  takes: readonly DataKind[];
}

/** A kind of data. */
export type DataKind = "Audience" | "Conversion";

/** All known connectors. The ids of the first source and destination are documented; the rest is the emulator's. */
export const madconnectConnectors: readonly MadconnectConnector[] = [
  { id: "STWkG5hhS3EvG511", name: "Amazon S3", gives: ["Audience", "Conversion"], takes: ["Conversion"] },
  { id: "7d1f4c02be5a9011", name: "Snowflake", gives: ["Audience", "Conversion"], takes: ["Conversion"] },
  { id: "c04b8e6f1a2d3011", name: "ACME Store", gives: ["Conversion"], takes: [] },
  { id: "13a4e0ca00af0011", name: "ACME Ads", gives: [], takes: ["Audience"] },
  { id: "9e2c7750d4b16011", name: "ACME Measurement", gives: [], takes: ["Conversion"] },
];

const byId = new Map(madconnectConnectors.map((connector) => [connector.id, connector]));

/** A connector by id. */
export function madconnectConnector(id: string): MadconnectConnector | undefined {
  return byId.get(id);
}

/** Whether a destination accepts a kind of data that a source provides. */
export function areCompatible(source: MadconnectConnector, destination: MadconnectConnector): boolean {
  return source.gives.some((kind) => destination.takes.includes(kind));
}

/** The address of a connector's logo. */
export function connectorLogo({ id }: MadconnectConnector): string {
  return `https://logos.example.com/${id}.png`;
}

/** A connector as clients see it. */
export function madconnectConnectorEntity(connector: MadconnectConnector): JsonObject {
  const { id, name, gives, takes } = connector;
  const kinds = [...new Set([...gives, ...takes])];
  return {
    dataType: kinds.join(","),
    dataTypeCategory: kinds[0] ?? "",
    docUrl: `https://docs.example.com/${id}`,
    platformId: `platform-${id}`,
    connectorId: id,
    integrated: true,
    logo: connectorLogo(connector),
    name,
    overviewUrl: `https://docs.example.com/${id}/overview`,
    platformType: takes.length > 0 ? "Destination" : "Source",
    status: 1,
    supportedType:
      gives.length > 0 && takes.length > 0 ? "Both" : gives.length > 0 ? "Source" : "Destination",
  };
}
