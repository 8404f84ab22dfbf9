import type { PlainClient } from "../emulator/plainClient";

/** Ids of the entities of an account of MadConnect, by the names in this file. */
export type AccountIds = Readonly<Record<AccountName, string>>;

/** The entities of an account: at least one of every kind of MadConnect. */
export type AccountName = "pipe" | "otherPipe";

/** The two accounts of the emulator, as the sides of a comparison. */
export const accounts = { from: "a3ba4fbd9d51df11", to: "5c0e7d2b91f84a36" } as const;

/** Connectors of the emulator. */
export const connectors = {
  amazonS3: "STWkG5hhS3EvG511",
  snowflake: "7d1f4c02be5a9011",
  acmeStore: "c04b8e6f1a2d3011",
  acmeMeasurement: "9e2c7750d4b16011",
} as const;

/**
 * Creates entities of every kind of MadConnect with all of their inputs. Accounts have other ids, configurations and
 * parameters, which are not compared.
 *
 * @param accountId - one of {@link accounts}
 */
export async function fillAccount(plain: PlainClient, accountId: string): Promise<AccountIds> {
  const create = async (connection: object) =>
    String((await plain.admin("POST", "madconnectConnections", { accountId, ...connection })).id);
  return {
    pipe: await create({
      name: "Members",
      status: "active",
      srcConnectorId: connectors.amazonS3,
      srcConfigurationId: `source-in-${accountId}`,
      srcConnectionConfig: { bucketURI: `s3://acme/${accountId}` },
      destConnectorId: connectors.acmeMeasurement,
      destConfigurationId: `destination-in-${accountId}`,
      destConnectionConfig: { advertiserId: accountId },
    }),
    otherPipe: await create({
      name: "Homes",
      status: "disabled",
      srcConnectorId: connectors.acmeStore,
      destConnectorId: connectors.snowflake,
    }),
  };
}
