// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
import type { PlainClient } from "../emulator/plainClient";

const amazonS3 = "STWkG5hhS3EvG511";
const snowflake = "7d1f4c02be5a9011";
const acmeAds = "13a4e0ca00af0011";
const acmeMeasurement = "9e2c7750d4b16011";

/** A connection of MadConnect to create. */
export interface PlantedPipe {
  readonly name: string;
  readonly status: "active" | "disabled" | "broken" | "deleted";
  readonly srcConnectorId: string;
  readonly srcConfigurationId?: string;
  readonly srcConnectionConfig: Readonly<Record<string, unknown>>;
  readonly destConnectorId: string;
  readonly destConfigurationId?: string;
  readonly destConnectionConfig: Readonly<Record<string, unknown>>;
}

const audience = {
  name: "ACME audience",
  status: "active",
  srcConnectorId: amazonS3,
  srcConnectionConfig: { bucketURI: "s3://acme/a-key-for-tests/csv" },
  destConnectorId: acmeAds,
  destConnectionConfig: { advertiserId: "an-advertiser-of-acme", audienceSource: "an-audience-of-acme" },
} as const;

/** Connections of MadConnect, which never returns their configs. The last one is deleted. */
export const pipes: readonly PlantedPipe[] = [
  audience,
  // A twin, equal but for its id.
  audience,
  { ...audience, name: "acme audience", status: "disabled" },
  {
    ...audience,
    name: "订单 🚚 `${process.exit(1)}` */",
    srcConnectorId: snowflake,
    srcConfigurationId: "0123456789abcdef",
    srcConnectionConfig: { "a-b": { "1st": ["a-token-for-tests"], count: 3, on: true } },
    destConnectorId: acmeMeasurement,
    destConfigurationId: "fedcba9876543210",
    destConnectionConfig: {},
  },
  { ...audience, name: "__proto__", status: "broken" },
  { ...audience, name: "x".repeat(200) },
  { ...audience, name: '1 "quoted"\nname\\', status: "disabled" },
  { ...audience, name: "deleted", status: "deleted" },
];

/** Connections that are not deleted. */
export const livingPipes = pipes.filter(({ status }) => status !== "deleted");

/** Fills MadConnect by an admin call, which returns the ids; a create does not. */
export async function fillMadconnect(plain: PlainClient): Promise<string[]> {
  const ids: string[] = [];
  for (const pipe of pipes) {
    ids.push(String((await plain.admin("POST", "madconnectConnections", pipe)).id));
  }
  return ids;
}
