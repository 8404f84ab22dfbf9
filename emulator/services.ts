import { adobe } from "./adobe/service";
import { azure } from "./azure/service";
import { catalog } from "./catalog/service";
import { connectors } from "./connectors/service";
import type { Service } from "./core/service";
import { joinSwitches, type SwitchName } from "./core/switches";
import { dataPrep } from "./dataPrep/service";
import { flowService } from "./flowService/service";
import { identityService } from "./identityService/service";
import { madconnect } from "./madconnect/service";
import { profile } from "./profile/service";
import { schemaRegistry } from "./schemaRegistry/service";
import { specs } from "./specs/service";
import { streamingIngestion } from "./streamingIngestion/service";

/** Every service, one row each: adding a service means adding a folder, a row here and, if it has switches, a line in `core/switches.ts`. */
const table = [
  adobe,
  connectors,
  azure,
  identityService,
  schemaRegistry,
  catalog,
  profile,
  dataPrep,
  flowService,
  specs,
  streamingIngestion,
  madconnect,
] as const;

/** Every service. */
export const services: readonly Service[] = table;

/** The switches of all services. */
export const switchTable = joinSwitches(table satisfies Checked<typeof table>);

/**
 * The table, if the names of switches and collections are unique and `core/switches.ts` has the type of every switch;
 * otherwise the compiler shows the names.
 */
type Checked<Table extends readonly Service[], Known = never> = Table extends readonly [
  infer First extends Service,
  ...infer Others extends readonly Service[],
]
  ? readonly [
      Problems<First, Known> extends never ? First : { problem: Problems<First, Known> },
      ...Checked<Others, Known | Names<First>>,
    ]
  : readonly [];

type Problems<Row extends Service, Known> =
  | Extract<Names<Row>, Known>
  | `${Exclude<string & keyof Row["switches"], SwitchName>} is missing in core/switches.ts`;

type Names<Row extends Service> =
  | `switch ${string & keyof Row["switches"]}`
  | `collection ${string & keyof Row["collections"]}`;
