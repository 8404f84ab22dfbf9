// What the pages of resources show of the provider.
import { rulesOf } from "./input-rules.mjs";

/**
 * What the provider knows about a kind of resource.
 *
 * @typedef {object} KindData
 * @property {string} className - as a program writes it: `aep.Flow`
 * @property {string} token - type in a Pulumi state
 * @property {import("../../provider/kinds/facts.js").KindFacts} facts
 * @property {Readonly<Record<string, "createFirst" | "deleteFirst">>} replaceOnChange
 * @property {boolean} hasUpdate - whether the service can update something
 * @property {import("../../provider/kinds/index.js").Kind} kind - its name in provider references
 * @property {readonly import("../../provider/lifecycle/refusal.js").InputRule[]} inputRules
 * @property {readonly import("../../provider/lifecycle/refusal.js").Refusal[]} refusals
 * @property {boolean} isPermanent - whether there are entities that the service never deletes
 * @property {import("./errors-page.mjs").AdviceTable} advice - for all kinds
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
 * @param {import("./errors-page.mjs").AdviceTable} advice
 * @returns {Promise<KindData[]>}
 */
export async function kindData(provider, advice) {
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
        kind,
        inputRules: rulesOf(definition.shape ?? definition.inputs, definition.inputRules ?? []),
        refusals: definition.refusals ?? [],
        isPermanent: definition.permanence !== undefined,
        advice,
      };
    }),
  );
}
