import { collectionIn, factsOf, numberOf, textOf, valueAt, wordOrQuoted } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";
import { hasApproval } from "../model/approvals";
import type { Entry, Model } from "../model/model";
import { isSecretKey, type ProgramProvider } from "../model/programProvider";
import { approveKey, isSecret, type Setting } from "../model/settings";
import type { ExportedEntity } from "../read/entity";
import type { Gap, NamedEntity, ReadResult } from "../read/result";
import { inCode, inText } from "./markdown";
import { quoted } from "./typescript";

/** A section of the report; left out if it has no lines. */
interface Section {
  readonly title: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** The report in Markdown: what was exported, what was left out and why, and what is still to do. */
export function report(model: Model, { gaps, readyMade = [], unused }: ReadResult, now: number): string {
  const created = model.entries.filter(({ role }) => role === "created");
  const sections = [
    ...incompleteSections(model, created, { gaps, readyMade, unused }),
    ...environmentSections(model, created, now),
  ];
  return [
    "# Export\n",
    ...configLines(model),
    ...[...Map.groupBy(created, ({ entity }) => entity.kind)].map(
      ([kind, entries]) => `- \`${exportedKinds[kind].className}\`: ${entries.length}`,
    ),
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .map(({ title, text, lines }) =>
        [`\n## ${title}\n`, ...(text === "" ? [] : [`${text}\n`]), ...lines.map((line) => `- ${line}`)].join(
          "\n",
        ),
      ),
    "",
  ].join("\n");
}

/** What the program does not contain. */
function incompleteSections(
  model: Model,
  created: readonly Entry[],
  {
    gaps,
    readyMade,
    unused,
  }: Omit<ReadResult, "entities" | "readyMade"> & { readonly readyMade: readonly NamedEntity[] },
): Section[] {
  const { entities } = model;
  return [
    {
      title: "Left out",
      text: "The program has no resource for these entities. If another resource refers to one, its id comes from the stack's config.",
      lines: entities
        .filter(({ leftOut }) => leftOut !== undefined)
        .map((entity) => `${label(entity)}: ${inText(entity.leftOut ?? "")}${idLine(model, entity)}`),
    },
    {
      title: "Not exported",
      text: "",
      lines: [
        ...(entities.some(({ kind }) => factsOf(kind).service === "aep")
          ? [
              ...unusedLines(unused),
              "Storage accounts and other Azure resources: the program can create them with `@pulumi/azure-native`.",
            ]
          : []),
        ...gaps.map(gapLine),
      ],
    },
    {
      title: "Owned by another project",
      text: "The program gets these, as far as one of its resources refers to them, and never changes them.",
      lines: entities
        .filter(({ shared }) => shared === true)
        .map((entity) => `${label(entity)}${sharedLine(model, entity)}`),
    },
    {
      title: "Left as AEP has created it",
      text: "AEP creates these in every sandbox by itself, so a program must not create them a second time. If somebody has changed one, change it in the other environment too.",
      lines: readyMade.map(label),
    },
    {
      title: "Fields without an argument",
      text: "The services return these fields, but no argument sets them. They stay unchanged until the entity is replaced or its mapping set changes; another environment is created without them.",
      lines: notCarriedOver(created),
    },
  ];
}

/** What can differ between this environment and another one that the program creates. */
function environmentSections(model: Model, created: readonly Entry[], now: number): Section[] {
  const settings = settingsOf(created);
  return [
    {
      title: "Drafts",
      text: '`pulumi up` neither changes nor publishes these drafts; publish them in AEP, connections before flows, then run `pulumi up --refresh`. In another environment, the program creates published entities. Flows have `state: "disabled"`, so that none starts by accident: remove it from those that are to run.',
      lines: created.filter(({ entity }) => entity.held !== undefined).map(({ entity }) => label(entity)),
    },
    {
      title: "Ids of parts of schemas",
      text: "The program has no resource for these classes, field groups and data types, or they refer back to the one that refers to them. Their ids come from the stack's config: create the parts in another environment first, and set the ids that they have there.",
      lines: settings
        .filter(({ setting }) => setting.path.length > 0 && collectionIn(setting.value) !== undefined)
        .map(
          ({ entry, setting }) =>
            `${inText(wordOrQuoted(setting.path.join(".")))} of ${label(entry.entity)}: config key \`${setting.key}\``,
        ),
    },
    {
      title: "Keys of encrypted files",
      text: "Each sandbox has its own keys, and they expire after 180 days. Files for another environment must be encrypted with the key that the program creates there.",
      lines: [
        ...created.filter(({ entity }) => entity.kind === "publicKey").map(({ entity }) => label(entity)),
        ...settings
          .filter(({ setting }) => /^(publicKeyId|signVerificationKeyId)$/.test(setting.path.at(-1) ?? ""))
          .map(({ entry, setting }) => `${label(entry.entity)}: config key \`${setting.key}\``),
      ],
    },
    {
      title: "Start times in the past",
      text: 'Existing flows do not change. In another environment, they start at the next time of their schedule (`startTimeIfPast: "next"`); a flow that runs once starts a minute after it is created (`startTimeIfPast: "now"`).',
      lines: created
        .filter(({ entity }) => numberOf(valueAt(entity.inputs, "scheduleParams.startTime")) * 1_000 < now)
        .map(({ entity }) => label(entity)),
    },
    {
      title: "Flows with an older mapping version",
      text: "These flows do not use the newest version of their mapping set. The version is in the stack's config; without it, a flow uses the newest version.",
      lines: settings
        .filter(({ setting }) => setting.is === "pinned version")
        .map(
          ({ entry, setting }) =>
            `${label(entry.entity)}: version ${inText(wordOrQuoted(setting.value ?? ""))}, config key \`${setting.key}\``,
        ),
    },
    {
      title: "Private endpoints",
      text:
        "An organisation can have 10 in all production sandboxes and 1 in all development sandboxes. To use the existing " +
        "ones instead of creating others, export with `--share-endpoints`. Another environment waits until its endpoints " +
        `are approved on Azure, or approves them itself if the config has \`${approveKey}: true\`.`,
      lines: model.entries
        .filter(({ entity }) => entity.kind === "privateEndpoint")
        .map((entry) => `${label(entry.entity)}${endpointState(entry)}`),
    },
    {
      title: "Stored configurations",
      text: "The service does not return the ids of stored configurations. A connection that has one needs it in another environment too.",
      lines: created
        .filter(({ entity }) => factsOf(entity.kind).service === "madconnect")
        .map(({ entity }) => label(entity)),
    },
  ];
}

/** Most mapping sets that are named: every interrupted configuration in AEP's user interface leaves one. */
const mostUnused = 20;

function unusedLines(unused: readonly NamedEntity[] | undefined): string[] {
  if (unused === undefined) {
    return ["Mapping sets that no exported flow uses."];
  }
  const more = unused.length - mostUnused;
  return [
    ...unused.slice(0, mostUnused).map((one) => `${label(one)}: no exported flow uses it`),
    ...(more <= 0 ? [] : [`${more} more mapping ${more === 1 ? "set" : "sets"} that no exported flow uses.`]),
  ];
}

function gapLine({ subject, id, problem, cause }: Gap): string {
  const about = id === undefined ? subject : `${subject} ${inCode(id)}`;
  return `${about} ${problem}${cause === undefined ? "" : `: ${inCode(cause)}`}`;
}

function settingsOf(entries: readonly Entry[]) {
  return entries.flatMap((entry) => entry.settings.map((setting) => ({ entry, setting })));
}

/** One line for each field, with the entities that have it. */
function notCarriedOver(created: readonly Entry[]): string[] {
  const places = created.flatMap(({ entity }) =>
    (entity.notCarriedOver ?? []).map((path) => ({ entity, place: `${entity.kind} ${path}` })),
  );
  return [...Map.groupBy(places, ({ place }) => place).values()].flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined) {
      return [];
    }
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return [`${inCode(first.place.split(" ").slice(1).join(" "))} of ${label(first.entity)}${more}`];
  });
}

/** What every stack of the program has to set, before everything else: without it, the program does not run. */
function configLines(model: Model): string[] {
  const required = settingsOf(model.entries).filter(({ setting }) => setting.is !== "pinned version");
  const secrets = required.filter(({ setting }) => isSecret(setting));
  const values = required.filter(({ setting }) => !isSecret(setting));
  const ofProvider = model.provider === undefined ? [] : providerLines(model.provider);
  return required.length + ofProvider.length === 0
    ? []
    : [
        "## Config keys to set\n",
        "Without these keys, `pulumi up` fails and names all that are missing. The services do not return the secrets: set each with `pulumi config set --secret KEY` before the first `pulumi up`. The config of the exported stack has the other values; another stack has its own.\n",
        ...[...secrets, ...values].map((one) => `- ${configLine(one)}`),
        ...ofProvider,
        "",
        "## Exported resources\n",
      ];
}

function providerLines({ name, keys }: ProgramProvider): string[] {
  return keys.map(
    (key) => `- \`${name}:${key}\`${isSecretKey(key) ? ", a secret" : ""}: ${key} of the provider ${name}`,
  );
}

function configLine({ entry, setting }: { entry: Entry; setting: Setting }): string {
  const place = setting.path.length === 0 ? "id" : inText(wordOrQuoted(setting.path.join(".")));
  const what = `${place}${setting.is === "secret object" ? " as JSON" : ""}`;
  return `\`${setting.key}\`${isSecret(setting) ? ", a secret" : ""}: ${what} of ${label(entry.entity)}`;
}

function label({ kind, title, id }: Pick<ExportedEntity, "kind" | "title" | "id">): string {
  return `${factsOf(kind).noun} ${inCode(quoted(title))} (${inCode(id)})`;
}

function idLine(model: Model, entity: ExportedEntity): string {
  const entry = model.entries.find((one) => one.entity === entity);
  return entry === undefined ? "" : `; config key \`${entry.settings[0]?.key}\``;
}

function sharedLine(model: Model, entity: ExportedEntity): string {
  const entry = model.entries.find((one) => one.entity === entity);
  const { lookup } = exportedKinds[entity.kind];
  if (entry === undefined) {
    return "";
  }
  return lookup === undefined
    ? `: by its id, config key \`${entry.settings[0]?.key}\``
    : `: found by its ${lookup.by}`;
}

function endpointState(entry: Entry): string {
  if (entry.role === "get") {
    return `: read by its id, config key \`${entry.settings[0]?.key}\``;
  }
  if (hasApproval(entry)) {
    return "";
  }
  return `: it is ${inText(wordOrQuoted(textOf(entry.entity.outputs.state)))}, so the program has no approval for it`;
}
