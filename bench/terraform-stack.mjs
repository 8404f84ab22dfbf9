import { cpSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../scripts/paths.mjs";

/** @typedef {import("./measure.mjs").Tool} Tool */
/** @typedef {import("./measure.mjs").Place} Place */

/** @type {Record<string, string[]>} */
const commands = {
  up: ["apply"],
  "no-change up": ["apply", "-refresh=false"],
  refresh: ["apply", "-refresh-only"],
  destroy: ["destroy", "-refresh=false"],
};

/**
 * Returns the same resources with Terraform and a generic REST provider (see `programs/main.tf`).
 * @param {Place & { terraform: string, restProvider: string }} place the two are paths of programs
 * @returns {Tool}
 */
export function terraformStack({ folder, url, token, size, parallel, terraform, restProvider }) {
  cpSync(join(checkout, "bench/programs/main.tf"), join(folder, "main.tf"));
  // The provider is used from its folder, so that no download and no `terraform init` is needed.
  const override = `dev_overrides { "mastercard/restapi" = ${JSON.stringify(dirname(restProvider))} }`;
  const config = join(folder, "terraformrc");
  writeFileSync(config, `provider_installation {\n  ${override}\n  direct {}\n}\n`);
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: config,
    TF_VAR_url: url,
    TF_VAR_token: token,
    TF_VAR_groups: String(size / 4),
  };
  const options = ["-auto-approve", "-input=false", "-no-color", `-parallelism=${parallel}`];
  return {
    program: terraform,
    preparation: undefined,
    command: (step) => commands[step] && [...commands[step], ...options],
    environment: () => env,
    stateBytes: () => statSync(join(folder, "terraform.tfstate")).size,
  };
}
