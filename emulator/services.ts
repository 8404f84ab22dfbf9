import { adobe } from "./adobe/service";
import { azure } from "./azure/service";
import { catalog } from "./catalog/service";
import { connectors } from "./connectors/service";
import type { Service } from "./core/service";
import { joinSwitches } from "./core/switches";
import { dataPrep } from "./dataPrep/service";
import { flowService } from "./flowService/service";
import { madconnect } from "./madconnect/service";
import { schemaRegistry } from "./schemaRegistry/service";
import { specs } from "./specs/service";

/** Every service, one row each: adding a service means adding a folder and a row here. */
const table = [
  adobe,
  connectors,
  azure,
  schemaRegistry,
  catalog,
  dataPrep,
  flowService,
  specs,
  madconnect,
] as const;

/** Every service. */
export const services: readonly Service[] = table;

/** The switches of all services. */
export const switchTable = joinSwitches(table satisfies DistinctNames<typeof table>);

/** A table whose services have different names for their switches and collections; a repeated name is a type error. */
type DistinctNames<Table extends readonly Service[], Known = never> = Table extends readonly [
  infer First extends Service,
  ...infer Others extends readonly Service[],
]
  ? readonly [
      Extract<NamesOf<First>, Known> extends never ? First : { repeated: Extract<NamesOf<First>, Known> },
      ...DistinctNames<Others, Known | NamesOf<First>>,
    ]
  : readonly [];

type NamesOf<Row extends Service> =
  | `switch ${string & keyof Row["switches"]}`
  | `collection ${string & keyof Row["collections"]}`;
