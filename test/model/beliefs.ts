import { isDeepStrictEqual } from "node:util";
import type { Step } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import type { ResourceCase } from "../support/resourceCases";

/** A change of a program that a case describes, applied over its first inputs. */
export type Overlay = "change" | "otherChange" | "addition" | "endState" | "replacement";

const overlayNames: readonly Overlay[] = ["change", "otherChange", "addition", "endState", "replacement"];

/** What a program wants of one resource. */
export interface Program {
  readonly overlays: readonly Overlay[];
  readonly inputs: Properties;
}

/** The changes that a case has. */
export function overlaysOf(resource: ResourceCase): readonly Overlay[] {
  return overlayNames.filter((name) => overlayInputs(resource, name) !== undefined);
}

/** First inputs with these changes. */
export function programOf(resource: ResourceCase, first: Properties, overlays: readonly Overlay[]): Program {
  const changed = overlays.map((name) => overlayInputs(resource, name));
  const inputs: Properties = Object.assign({}, first, ...changed);
  return { overlays, inputs };
}

function overlayInputs(resource: ResourceCase, name: Overlay): Properties | undefined {
  switch (name) {
    case "addition":
      return resource.additionStays ? undefined : resource.addition;
    case "endState":
      return resource.withEndState;
    default:
      return resource[name]?.inputs;
  }
}

/** What an `up` has to do: a step, or stop because of what others did. */
export type Forecast = Step | "conflict" | "gone";

/** Fields of one entity: those that the program gives, and those that only foreign clients set. */
interface Fields {
  readonly own: Properties;
  readonly foreign: Properties;
}

/** What has to be true of one resource, in state and on the service, by all that happened so far. */
export class Belief {
  /** What state has; nothing before the create, after the delete, and after a refresh that found nothing. */
  recorded: Program | undefined;
  /** What the service has under the recorded id; nothing when foreign clients deleted it. */
  onService: Fields | undefined;
  /** Whether the last operation failed, so that state and service may each be as before or after it. */
  isUncertain = false;
  #editedMeanwhile: { readonly id: string; readonly own: Properties } | undefined;

  constructor(private readonly resource: ResourceCase) {}

  /** What `up` has to do for this program. */
  forecast({ inputs, overlays }: Program): Forecast {
    const { recorded, onService } = this;
    if (recorded === undefined) {
      return "create";
    }
    if (recorded.overlays.includes("replacement") !== overlays.includes("replacement")) {
      return "replace";
    }
    if (isDeepStrictEqual(recorded.inputs, inputs) && !this.isUncertain) {
      return "same";
    }
    if (onService === undefined) {
      return "gone";
    }
    const field = this.resource.drift?.field;
    if (field === undefined || !this.#writes(recorded.inputs, inputs)) {
      return "update";
    }
    const theirs = onService.own[field];
    const isForeign = !isDeepStrictEqual(theirs, recorded.inputs[field]);
    return isForeign && !isDeepStrictEqual(theirs, inputs[field]) ? "conflict" : "update";
  }

  /** Whether `up` would change a guarded entity only by a call that no etag guards, after a foreign edit or delete. */
  actsUnguarded(program: Program): boolean {
    const { recorded, resource } = this;
    const forecast = this.forecast(program);
    if (recorded === undefined || resource.unguarded || (forecast !== "update" && forecast !== "gone")) {
      return false;
    }
    return !this.isSeen && !this.#writes(recorded.inputs, program.inputs);
  }

  // A change by a call of its own reads and writes nothing else.
  #writes(from: Properties, to: Properties): boolean {
    const ownCalls = Object.keys(this.resource.withEndState ?? {});
    const names = Object.keys({ ...from, ...to }).filter((name) => !ownCalls.includes(name));
    return names.some((name) => !isDeepStrictEqual(from[name], to[name]));
  }

  /** Takes note of an operation that begins. */
  begin(): void {
    this.#editedMeanwhile = undefined;
  }

  /** Takes note of an `up` that succeeded. */
  succeeded(step: Step, program: Program, id: string | undefined): void {
    if (step !== "same") {
      this.onService = step === "update" ? this.#asUpdated(program, id) : this.#asLeft(program, id);
    }
    this.recorded = program;
    this.isUncertain = false;
  }

  /**
   * Takes note of an `up` that failed: the error may have come before or after the change.
   *
   * @param left - what the engine keeps: the resource it had, another one, or none.
   */
  failed(
    left: "same" | "other" | "none",
    isUnfinished: boolean,
    program: Program,
    id: string | undefined,
  ): void {
    if (left === "none") {
      this.destroyed();
      return;
    }
    if (left === "other") {
      this.onService = this.#asLeft(program, id);
    } else if (isUnfinished) {
      this.onService = this.#asUpdated(program, id);
    }
    if (left === "other" || isUnfinished) {
      this.recorded = program;
    }
    this.isUncertain = true;
  }

  /** Takes note of a refresh that succeeded. */
  refreshed(): void {
    if (this.recorded !== undefined) {
      this.recorded = this.onService && { overlays: this.recorded.overlays, inputs: this.onService.own };
    }
  }

  /** Takes note of a delete that succeeded. */
  destroyed(): void {
    this.recorded = undefined;
    this.onService = undefined;
    this.isUncertain = false;
  }

  /** Takes note of a foreign change. */
  edited(id: string, own: Properties, foreign: Properties = {}): void {
    this.#editedMeanwhile = { id, own };
    if (this.onService !== undefined) {
      this.onService = {
        own: { ...this.onService.own, ...own },
        foreign: { ...this.onService.foreign, ...foreign },
      };
    }
  }

  /** Takes note of a foreign delete. */
  removed(): void {
    this.onService = undefined;
  }

  #asUpdated(program: Program, id: string | undefined): Fields {
    // A service that takes whole entities only loses what others added.
    const foreign = this.resource.write === "PUT" ? {} : this.onService?.foreign;
    return this.#asLeft(program, id, { own: this.#unwritten(program), foreign: foreign ?? {} });
  }

  // An edit that did not stop the operation came after it.
  #asLeft({ inputs }: Program, id: string | undefined, kept: Fields = { own: {}, foreign: {} }): Fields {
    const edited = this.#editedMeanwhile?.id === id ? this.#editedMeanwhile?.own : undefined;
    return { own: { ...inputs, ...kept.own, ...edited }, foreign: kept.foreign };
  }

  // A foreign edit of a field that the update does not change stays where the update writes nothing at all.
  #unwritten({ inputs }: Program): Properties {
    const field = this.resource.drift?.field;
    const { recorded, onService } = this;
    return field !== undefined && isDeepStrictEqual(recorded?.inputs[field], inputs[field])
      ? { [field]: onService?.own[field] }
      : {};
  }

  /** Whether state is what the service has. */
  get isSeen(): boolean {
    return this.recorded === undefined
      ? this.onService === undefined
      : isDeepStrictEqual(this.recorded.inputs, this.onService?.own);
  }
}
