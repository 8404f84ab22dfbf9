// One request for each call, over kept-alive connections, without schema, comparison or retry.
const { request, Agent } = require("undici");

const dispatcher = new Agent();
const headers = {
  authorization: `Bearer ${process.env.BENCH_TOKEN}`,
  "x-api-key": "emulator-client",
  "x-gw-ims-org-id": "EMULATOR@AdobeOrg",
  "x-sandbox-name": "prod",
  "content-type": "application/json",
};

/** @param {"GET" | "POST" | "PATCH" | "DELETE"} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [more] */
async function send(method, path, body, more) {
  const url = `${process.env.BENCH_EMULATOR}/data/foundation/flowservice/${path}`;
  const response = await request(url, {
    dispatcher,
    method,
    headers: { ...headers, ...more },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.body.text();
  if (response.statusCode > 299) {
    throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
  }
  return text === "" ? {} : JSON.parse(text);
}

/** @param {string} collection */
function provider(collection) {
  return {
    check: async (/** @type {object} */ _olds, /** @type {object} */ news) => ({ inputs: news }),
    diff: async (/** @type {string} */ _id, /** @type {any} */ olds, /** @type {any} */ news) => ({
      changes: Object.keys(news).some((key) => JSON.stringify(news[key]) !== JSON.stringify(olds[key])),
    }),
    create: async (/** @type {any} */ { __provider, ...inputs }) => {
      const { id, etag } = await send("POST", collection, inputs);
      return { id, outs: { ...inputs, etag } };
    },
    read: async (/** @type {string} */ id, /** @type {any} */ props) => {
      const { items } = await send("GET", `${collection}/${id}`);
      return { id, props: { ...props, name: items[0].name, etag: items[0].etag } };
    },
    update: async (
      /** @type {string} */ id,
      /** @type {any} */ olds,
      /** @type {any} */ { __provider, ...news },
    ) => {
      const patch = [{ op: "replace", path: "/name", value: news.name }];
      const { etag } = await send("PATCH", `${collection}/${id}`, patch, { "if-match": olds.etag });
      return { outs: { ...news, etag } };
    },
    delete: async (/** @type {string} */ id) => {
      await send("DELETE", `${collection}/${id}`);
    },
  };
}

exports.connections = provider("connections");
exports.sourceConnections = provider("sourceConnections");
exports.targetConnections = provider("targetConnections");
exports.flows = provider("flows");
