// What the pages of resources show of the provider.

/**
 * What the provider knows about a kind of resource.
 *
 * @typedef {object} KindData
 * @property {string} className - as a program writes it: `aep.Flow`
 * @property {string} token - type in a Pulumi state
 * @property {import("../../provider/kinds/facts.js").KindFacts} facts
 * @property {Readonly<Record<string, "createFirst" | "deleteFirst">>} replaceOnChange
 * @property {boolean} hasUpdate - whether the service can update something
 */

/** @typedef {typeof import("../../provider/cliApi.js")} Provider */

// Nothing is requested: the values only have to exist.
const config = new Map([
  ["aep:orgId", "ACME@AdobeOrg"],
  ["aep:clientId", "client"],
  ["aep:clientSecret", "none"],
  ["aep:madconnectUrl", "https://madconnect.invalid"],
  ["aep:madconnectClientId", "client"],
  ["aep:madconnectClientSecret", "none"],
]);

/**
 * The data of all kinds, in the order of the provider's table.
 *
 * @param {Provider} provider
 * @returns {Promise<KindData[]>}
 */
export async function kindData(provider) {
  const { kinds, factsOf, classNameOf, tokenOf, definitions, resourceContextOf, Session, systemClock } =
    provider;
  const session = new Session((key) => config.get(key), { clock: systemClock, environment: {} });
  return Promise.all(
    kinds.map(async (kind) => {
      const definition = await definitions[kind]();
      const { api } = resourceContextOf({ definition, session }, {});
      return {
        className: classNameOf(kind),
        token: tokenOf(kind),
        facts: factsOf(kind),
        replaceOnChange: definition.replaceOnChange,
        hasUpdate: api.update !== undefined,
      };
    }),
  );
}
