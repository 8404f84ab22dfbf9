import { armPath, bodyOf, inputsOfId, outputsOf } from "./arm-body.mjs";
import { ArmClient, ArmError } from "./arm-client.mjs";
import { changesBetween, driftedInputs, inputsOfResponse } from "./compare.mjs";
import { readConfig } from "./config.mjs";
import { createBeforeDelete, failuresOf, withDefaults } from "./inputs.mjs";
import { functionTypes, resourceGroup, resourceTypes } from "./resource-types.mjs";
import { unknown, withoutEmpty } from "./values.mjs";

/**
 * @typedef {import("./resource-types.mjs").ResourceType} ResourceType
 * @typedef {import("./values.mjs").Properties} Properties
 */

// As with the real provider, these outputs are known in the preview of an update.
const stable = ["name", "location"];

/**
 * The lifecycle of azure-native resources, as in the real provider, for the types of the table. It keeps no state: all of it is
 * in ARM.
 */
export class AzureNative {
  /** @type {NodeJS.ProcessEnv} */
  #environment;
  /** @type {{ client: ArmClient, subscriptionId: string, location?: string } | undefined} */
  #configured;

  /** @param {NodeJS.ProcessEnv} environment */
  constructor(environment) {
    this.#environment = environment;
  }

  /** @param {ReadonlyMap<string, string>} stackConfig */
  configure(stackConfig) {
    const { subscriptionId, location, ...arm } = readConfig(stackConfig, this.#environment);
    this.#configured = { client: new ArmClient(arm), subscriptionId, location };
  }

  /**
   * @param {string} urn
   * @param {Properties} olds
   * @param {Properties} news
   * @param {Uint8Array} seed
   */
  async check(urn, olds, news, seed) {
    const { type, logicalName } = parse(urn);
    const location = (/** @type {Properties} */ inputs) => this.#defaultLocation(type, inputs);
    const inputs = await withDefaults(type, olds, news, { logicalName, seed, location });
    return { inputs, failures: failuresOf(type, inputs) };
  }

  /**
   * @param {string} urn
   * @param {Properties} olds previous inputs
   * @param {Properties} news
   */
  diff(urn, olds, news) {
    const changes = changesBetween(parse(urn).type, olds, news);
    const replaces = changes.filter((change) => change.replaces).map(({ name }) => name);
    return {
      changes,
      replaces,
      deleteBeforeReplace: replaces.length > 0 && olds[createBeforeDelete] !== true,
    };
  }

  /**
   * Predicts the outputs of a create or update: everything that is not an input is unknown.
   * @param {string} urn
   * @param {Properties} inputs
   * @param {Properties} [olds] previous outputs
   * @returns {Properties}
   */
  preview(urn, inputs, olds = {}) {
    const { type } = parse(urn);
    const names = [...type.outputs, ...Object.keys(type.body)];
    const kept = Object.entries(olds).filter(([name]) => stable.includes(name));
    return {
      ...Object.fromEntries(names.map((name) => [name, inputs[name] ?? unknown])),
      ...Object.fromEntries(kept),
      azureApiVersion: type.apiVersion,
    };
  }

  /**
   * @param {string} urn
   * @param {Properties} inputs
   */
  async create(urn, inputs) {
    const { type } = parse(urn);
    const path = this.#path(type.path, inputs);
    if (await this.#find(path, type.apiVersion)) {
      throw new Error(`${path} already exists and cannot be created. Import it, or use another name.`);
    }
    return this.#write(urn, inputs);
  }

  /**
   * @param {string} urn
   * @param {Properties} inputs
   */
  async update(urn, inputs) {
    const { outputs } = await this.#write(urn, inputs);
    return outputs;
  }

  /**
   * @param {string} urn
   * @param {string} id
   * @param {Properties | undefined} inputs previous ones; undefined for a resource that was created elsewhere
   * @param {Properties} olds previous outputs
   * @returns {Promise<{ inputs: Properties, outputs: Properties } | undefined>} undefined if it no longer exists
   */
  async read(urn, id, inputs, olds) {
    const { type } = parse(urn);
    const response = await this.#find(id, type.apiVersion);
    if (!response) {
      return undefined;
    }
    const outputs = outputsOf(type, response);
    if (inputs) {
      return { outputs, inputs: driftedInputs(type, inputs, olds, outputs) };
    }
    return { outputs, inputs: { ...inputsOfId(type.path, id), ...inputsOfResponse(type, response) } };
  }

  /**
   * @param {string} urn
   * @param {string} id
   */
  async delete(urn, id) {
    const { type } = parse(urn);
    await unlessMissing(this.#client.delete(id, type.apiVersion));
  }

  /**
   * @param {string} token
   * @param {Properties} args
   * @returns {Promise<Properties>}
   */
  async invoke(token, args) {
    const type = functionTypes.get(token);
    if (!type) {
      throw new Error(`The azure-native stand-in does not know the function ${token}.`);
    }
    return withoutEmpty(await this.#client.post(this.#path(type.path, args), type.apiVersion));
  }

  /**
   * @param {string} urn
   * @param {Properties} inputs
   */
  async #write(urn, inputs) {
    const { type } = parse(urn);
    const path = this.#path(type.path, inputs);
    const response = await this.#client.put(path, type.apiVersion, bodyOf(type, inputs));
    // These are the outputs that a later refresh finds. The resource exists, so it must not be lost if this request fails.
    const found = await this.#find(path, type.apiVersion).catch(() => undefined);
    return { id: String(response.id ?? path), outputs: outputsOf(type, found ?? response) };
  }

  /**
   * @param {ResourceType} type
   * @param {Properties} inputs
   */
  async #defaultLocation(type, inputs) {
    if (this.#known.location) {
      return this.#known.location;
    }
    if (type === resourceGroup) {
      return undefined;
    }
    if (inputs.resourceGroupName === unknown) {
      return unknown;
    }
    const group = await this.#find(this.#path(resourceGroup.path, inputs), resourceGroup.apiVersion);
    return group?.location;
  }

  /**
   * @param {string} path
   * @param {string} apiVersion
   */
  #find(path, apiVersion) {
    return unlessMissing(this.#client.get(path, apiVersion));
  }

  /**
   * @param {string} path
   * @param {Properties} inputs
   */
  #path(path, inputs) {
    return armPath(path, { ...inputs, subscriptionId: this.#known.subscriptionId });
  }

  get #client() {
    return this.#known.client;
  }

  get #known() {
    if (this.#configured) {
      return this.#configured;
    }
    throw new Error("The azure-native stand-in was not configured by the engine.");
  }
}

/** @param {string} urn */
function parse(urn) {
  const [, , chain = "", ...names] = urn.split("::");
  const logicalName = names.join("::");
  // For a resource in a component, the types of its parents come before its own.
  const token = chain.split("$").at(-1) ?? "";
  const type = resourceTypes.get(token);
  if (type) {
    return { type, logicalName };
  }
  throw new Error(
    `The azure-native stand-in does not know ${token}, only ${[...resourceTypes.keys()].join(", ")}.`,
  );
}

/**
 * @template Result
 * @param {Promise<Result>} call
 * @returns {Promise<Result | undefined>} undefined if ARM responds that it does not exist
 */
async function unlessMissing(call) {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}
