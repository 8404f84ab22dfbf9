// The page of the error codes for which the provider has advice.

import { textsOfPattern } from "./patterns.mjs";

/** @typedef {typeof import("../../provider/http/adviceTable.js").adviceTable} AdviceTable */

const services = { aep: "AEP, Adobe and Azure", madconnect: "MadConnect", any: "every service" };

/**
 * The text of the page.
 *
 * @param {AdviceTable} table
 */
export function errorsPage(table) {
  return [
    "# Error codes",
    "",
    "An error of a service is shown with its own message, its code and its request id. For these codes, the error also says",
    "what to do. The first row that fits applies. `…` stands for the rest of a code.",
    "",
    ...table.map(({ service = "aep", code, status, about, advice }) => {
      const what =
        about !== undefined
          ? `\`${about.method} ${about.path}\` with a message that contains ${listed(about.detail, "quotes")}`
          : code === undefined
            ? `status ${status}`
            : `code ${listed(code, "code")}`;
      return `- ${what}, of ${services[service]}: ${advice}`;
    }),
    "",
    "What the network and other users can cause: [faults.md](../faults.md).",
    "",
  ].join("\n");
}

/**
 * @param {RegExp} pattern
 * @param {"code" | "quotes"} form
 */
function listed({ source }, form) {
  return textsOfPattern(source)
    .map((text) => (form === "code" ? `\`${text}\`` : `"${text}"`))
    .join(" or ");
}
