import type { InputRule, Refusal } from "../../lifecycle/refusal";

/** Rules for the schedule of a flow. */
export const scheduleRules = {
  milliseconds: {
    property: "scheduleParams.startTime",
    reason: "must be in seconds since the epoch, not milliseconds",
  },
  zone: {
    property: "scheduleParams.startTime",
    reason:
      'must have a time and a time zone, so that it means the same on every machine: add "Z" for UTC, or an offset such as "+02:00"',
  },
  time: {
    property: "scheduleParams.startTime",
    reason: 'must be a whole number of seconds since the epoch, or a text such as "2027-01-01T02:00:00Z"',
  },
  intervalOnce: { property: "scheduleParams.interval", reason: 'must be left out when frequency is "once"' },
  backfillOnce: { property: "scheduleParams.backfill", reason: 'must be left out when frequency is "once"' },
  interval: { property: "scheduleParams.interval", reason: 'is required when frequency is "…"' },
  leastInterval: {
    property: "scheduleParams.interval",
    reason: 'must be at least … when frequency is "…"',
  },
} as const satisfies Readonly<Record<string, InputRule>>;

/** Rules for a flow that the schema of its inputs does not show. */
export const flowInputRules = {
  oneSource: {
    property: "sourceConnectionIds",
    reason: "must contain exactly one id: a flow reads from one source connection",
  },
  oneTarget: {
    property: "targetConnectionIds",
    reason: "must contain exactly one id: a flow writes to one target connection",
  },
  ...scheduleRules,
  schedule: {
    property: "scheduleParams",
    reason: 'is required for a batch source; frequency: "once" starts the flow once',
  },
  noNextTime: {
    property: "startTimeIfPast",
    reason: 'must be "now" when frequency is "once": a flow that runs once has no next time',
  },
  copyOnce: { property: "transformations[]", reason: 'must be left out when frequency is "once"' },
  copy: {
    property: "transformations",
    reason: 'must contain a Copy with a deltaColumn: unless frequency is "once", a table is read repeatedly',
  },
} as const satisfies Readonly<Record<string, InputRule>>;

/** A start time in the past. */
export const pastStart: Refusal = {
  step: "preview",
  title: "scheduleParams.startTime is in the past when the flow is created or replaced",
  advice:
    'Set startTimeIfPast: "next" on the flow for the next time of its schedule, or startTimeIfPast: "now". ' +
    "You can also set a later time, or leave startTime out.",
};

/** Changes of the schedule of a flow that has started. */
export const afterStart = {
  startTime: {
    step: "preview",
    title: "scheduleParams.startTime changes after the start",
    code: "CONNECTOR-1366-400",
    advice: "Restore startTime: …, or leave startTime out: the recorded time then stays.",
  },
  frequency: {
    step: "preview",
    title: 'scheduleParams.frequency becomes "once" after the start',
    code: "CONNECTOR-1403-400",
    advice:
      'Restore frequency: … and interval: …. To stop the flow, set state: "disabled" on it; to read the ' +
      "source once, create another flow.",
  },
  backfill: {
    step: "preview",
    title: "scheduleParams.backfill changes after the start",
    code: "CONNECTOR-1404-400",
    advice: "Restore backfill: ….",
  },
} as const satisfies Readonly<Record<string, Refusal>>;

/** A state that the flow does not reach. */
export const stateNotReached: Refusal = {
  step: "up",
  title: "AEP does not change the state of the flow, because it is in a state in between",
  code: "FLOW-1422",
  advice: "Wait until the state of the flow no longer changes, then run pulumi up again.",
};

/** Interactive authoring that AEP does not enable. */
export const authoringNotEnabled: Refusal = {
  step: "up",
  title:
    "Interactive authoring, which connections over a private endpoint require, is not enabled after 10 minutes",
  advice:
    "Run the same command again. If that does not help, ask Adobe whether your organisation has a licence for Private Link.",
};
