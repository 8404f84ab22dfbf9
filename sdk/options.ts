import * as pulumi from "@pulumi/pulumi";
import { type Timeouts, timedOperations } from "../provider/lifecycle/inputs/timeouts";
import { secondsOf } from "./duration";

/** Types of the resources and components of this package. */
const ownTypes = /^(pulumi-nodejs:dynamic\/)?aep[:/]/;

/** A resource or component of this package as messages name it. */
export interface Subject {
  /** Its class: `aep.Flow`. */
  readonly className: string;
  /** Its name in the program. */
  readonly name: string;
}

/**
 * Rejects the options of a resource that have no effect on it, and returns its custom timeouts.
 *
 * Pulumi passes neither `import` nor `replaceOnChanges` nor `customTimeouts` to a dynamic provider, and reports nothing.
 * Options that a transformation sets do not arrive here, because Pulumi runs transformations later.
 *
 * @returns seconds by operation, or `undefined` if the program sets none
 * @throws pulumi.RunError for an option that has no effect
 */
export function timeoutsIn(subject: Subject, opts: pulumi.CustomResourceOptions): Timeouts | undefined {
  const { className, name } = subject;
  if (opts.import !== undefined) {
    throw refused(
      subject,
      "import",
      `Run: npx pulumi-aep import ${className.replace(/^aep\./, "")} "${name}" ${opts.import}`,
    );
  }
  refusePlugin(subject, opts);
  refuseReplaceOnChanges(subject, opts);
  warnOfDeletedWith(subject, opts);
  const timeouts = parsedTimeouts(subject, opts);
  return opts.id === undefined ? timeouts : timeoutOfRead(subject, timeouts);
}

/** The entity of a `get` is read only. */
function timeoutOfRead({ className, name }: Subject, timeouts: Timeouts = {}): Timeouts | undefined {
  const { read, ...others } = timeouts;
  const [first] = Object.keys(others);
  if (first !== undefined) {
    void pulumi.log.warn(
      `customTimeouts.${first} of ${className} "${name}" has no effect: ${className}.get only reads the entity.\n` +
        "Remove it. customTimeouts.read applies.",
    );
  }
  return read === undefined ? undefined : { read };
}

/**
 * Rejects the options of a component that have no effect on it, and returns those that its resources need to be given,
 * because Pulumi passes them on only in part.
 *
 * @throws pulumi.RunError for an option that has no effect
 */
export function inheritedOptions(
  subject: Subject,
  opts: pulumi.ComponentResourceOptions = {},
): Pick<pulumi.CustomResourceOptions, "customTimeouts"> {
  refusePlugin(subject, opts);
  refuseReplaceOnChanges(subject, opts);
  if (isGiven(opts.ignoreChanges)) {
    throw refused(
      subject,
      "ignoreChanges",
      "Set it on one of its resources: transformations: [({ name, props, opts }) => ({ props, opts: … })]",
    );
  }
  warnOfDeletedWith(subject, opts);
  parsedTimeouts(subject, opts);
  return opts.customTimeouts === undefined ? {} : { customTimeouts: opts.customTimeouts };
}

// They would select another plugin of Pulumi, which all later resources of the stack can get as well.
function refusePlugin({ className, name }: Subject, opts: pulumi.ResourceOptions): void {
  for (const option of ["version", "pluginDownloadURL", "envVarMappings"] as const) {
    if (opts[option] !== undefined) {
      throw new pulumi.RunError(
        `The option ${option} of ${className} "${name}" applies to plugins, but this resource comes from the npm package pulumi-aep.\n` +
          "Remove it. The version is the one in package.json.",
      );
    }
  }
}

function refuseReplaceOnChanges(subject: Subject, { replaceOnChanges }: pulumi.ResourceOptions): void {
  if (isGiven(replaceOnChanges)) {
    throw refused(
      subject,
      "replaceOnChanges",
      "To replace the resource once, run: pulumi up --replace <URN>",
    );
  }
}

function warnOfDeletedWith({ className, name }: Subject, { deletedWith }: pulumi.ResourceOptions): void {
  const type = (deletedWith as { __pulumiType?: string } | undefined)?.__pulumiType ?? "";
  if (ownTypes.test(type)) {
    void pulumi.log.warn(
      `The option deletedWith of ${className} "${name}" keeps its entity: AEP deletes nothing together with another ` +
        "entity, and Pulumi does not delete it.\nRemove the option, unless the entity is to remain.",
    );
  }
}

function parsedTimeouts(subject: Subject, opts: pulumi.ResourceOptions): Timeouts | undefined {
  const given = Object.entries(opts.customTimeouts ?? {}).filter(
    ([, duration]) => duration !== undefined && duration !== "",
  );
  const parsed = given.map(([operation, duration]) => [operation, secondsFor(subject, operation, duration)]);
  return parsed.length === 0 ? undefined : Object.fromEntries(parsed);
}

function secondsFor({ className, name }: Subject, operation: string, duration: unknown): number {
  const known: readonly string[] = timedOperations;
  if (!known.includes(operation)) {
    throw new pulumi.RunError(
      `customTimeouts.${operation} of ${className} "${name}" is not a known operation.\nKnown are ${known.join(", ")}.`,
    );
  }
  const seconds = typeof duration === "string" ? secondsOf(duration) : undefined;
  if (seconds === undefined) {
    throw new pulumi.RunError(
      `customTimeouts.${operation} of ${className} "${name}" is ${JSON.stringify(duration)}, which is not a duration above 0.\n` +
        'Write hours, minutes and seconds: "1h30m", "5m", "40s".',
    );
  }
  return seconds;
}

function refused({ className, name }: Subject, option: string, advice: string): pulumi.RunError {
  return new pulumi.RunError(
    `The option ${option} of ${className} "${name}" has no effect, because Pulumi does not support it for dynamic providers.\n${advice}`,
  );
}

function isGiven(list: readonly string[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
