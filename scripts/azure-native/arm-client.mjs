import { isObject } from "./values.mjs";

/** @typedef {import("./values.mjs").Properties} Properties */

/**
 * @typedef {object} ArmConfig
 * @property {string} managementUrl
 * @property {string} authorityUrl
 * @property {string} tenantId
 * @property {string} clientId
 * @property {string} clientSecret
 */

/** An error response of ARM. */
export class ArmError extends Error {
  /**
   * @param {string} message
   * @param {number} status
   */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Calls the Azure Resource Manager as a service principal. */
export class ArmClient {
  /** @type {ArmConfig} */
  #config;
  /** @type {Promise<string> | undefined} */
  #token;

  /** @param {ArmConfig} config */
  constructor(config) {
    this.#config = config;
  }

  /**
   * @param {string} path
   * @param {string} apiVersion
   * @returns {Promise<Properties>}
   */
  get(path, apiVersion) {
    return this.#call("GET", path, apiVersion);
  }

  /**
   * @param {string} path
   * @param {string} apiVersion
   * @param {Properties} body
   * @returns {Promise<Properties>}
   */
  put(path, apiVersion, body) {
    return this.#call("PUT", path, apiVersion, body);
  }

  /**
   * @param {string} path
   * @param {string} apiVersion
   * @returns {Promise<Properties>}
   */
  post(path, apiVersion) {
    return this.#call("POST", path, apiVersion);
  }

  /**
   * @param {string} path
   * @param {string} apiVersion
   * @returns {Promise<Properties>}
   */
  delete(path, apiVersion) {
    return this.#call("DELETE", path, apiVersion);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {string} apiVersion
   * @param {Properties} [body]
   * @returns {Promise<Properties>}
   */
  async #call(method, path, apiVersion, body) {
    const url = `${this.#config.managementUrl}${path}?api-version=${apiVersion}`;
    const send = async () => {
      this.#token ??= this.#fetchToken().catch((error) => {
        this.#token = undefined;
        throw error;
      });
      return fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${await this.#token}`,
          ...(body && { "content-type": "application/json" }),
        },
        body: body && JSON.stringify(body),
      });
    };
    let response = await send();
    if (response.status === 401) {
      // The token has expired, or the service was restarted.
      this.#token = undefined;
      response = await send();
    }
    return responseBody(response, `${method} ${path}`);
  }

  async #fetchToken() {
    const { authorityUrl, tenantId, clientId, clientSecret } = this.#config;
    const response = await fetch(`${authorityUrl}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: "https://management.azure.com/.default",
      }),
    });
    const { access_token: token } = await responseBody(response, "The request for a token");
    return String(token);
  }
}

/**
 * @param {Response} response
 * @param {string} what the request, for the error message
 * @returns {Promise<Properties>}
 */
async function responseBody(response, what) {
  const text = await response.text();
  if (response.ok) {
    return text === "" ? {} : JSON.parse(text);
  }
  throw new ArmError(`${what} failed with status ${response.status}: ${reasonOf(text)}`, response.status);
}

/** @param {string} text the body of a response */
function reasonOf(text) {
  try {
    const { error, error_description: description } = JSON.parse(text);
    return isObject(error) ? `${error.code}: ${error.message}` : `${error}: ${description}`;
  } catch {
    return text.slice(0, 500);
  }
}
