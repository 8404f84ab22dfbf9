import type { Emulator } from "../core/emulator";
import type { LoggedRequest } from "../core/requestLog";
import { controlsOf } from "./controls";
import type { EntityChange, StreamEvents } from "./protocol";
import { rowOf } from "./rows";

/** An event of the stream, as text. */
export type Send = (event: string) => void;

// Events of this time are sent together: a page that draws more often shows no more, and each event costs the emulator.
const intervalMs = 250;

// How often faults, switches and the clock are compared: programs change them in the same process, without a call.
const controlsIntervalMs = 1000;

// More than this is cheaper to read again.
const most = 500;

/** Tells pages what changes. It costs a request next to nothing as long as no page listens. */
export class Feed {
  readonly #emulator: Emulator;
  readonly #listeners = new Set<Send>();
  readonly #requests = new Set<LoggedRequest>();
  readonly #entities = new Map<string, EntityChange>();
  #isWhole = true;
  #timer: NodeJS.Timeout | undefined;
  #controlsTimer: NodeJS.Timeout | undefined;
  #controls = "";

  /** @param emulator - what it watches, from now on. */
  constructor(emulator: Emulator) {
    this.#emulator = emulator;
    emulator.log.watch((request) => {
      this.#mark(() => (request === undefined ? this.#lose() : this.#requests.add(request)));
    });
    emulator.store.watch((change) => {
      this.#mark(() => {
        if (change.kind === "cleared") {
          this.#lose();
        } else {
          const { collection, id } = change.stored;
          this.#entities.set(`${collection}/${id}`, { collection, id });
        }
      });
    });
  }

  /** Sends every event to a listener until the returned function is called. */
  subscribe(send: Send): () => void {
    this.#listeners.add(send);
    this.#controlsTimer ??= setInterval(() => this.#sendControls(), controlsIntervalMs).unref();
    // Tells the page that it is connected.
    send(": connected\n\n");
    return () => {
      this.#listeners.delete(send);
      if (this.#listeners.size === 0) {
        clearInterval(this.#controlsTimer);
        this.#controlsTimer = undefined;
      }
    };
  }

  #mark(note: () => void): void {
    if (this.#listeners.size > 0) {
      note();
      this.#timer ??= setTimeout(() => this.#flush(), intervalMs).unref();
    }
  }

  #lose(): void {
    this.#isWhole = false;
    this.#requests.clear();
    this.#entities.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#requests.size > most || this.#entities.size > most) {
      this.#lose();
    }
    if (!this.#isWhole) {
      this.#send("reload", null);
    }
    if (this.#requests.size > 0) {
      this.#send("requests", [...this.#requests].map(rowOf));
    }
    if (this.#entities.size > 0) {
      this.#send("entities", [...this.#entities.values()]);
    }
    this.#isWhole = true;
    this.#requests.clear();
    this.#entities.clear();
    this.#sendControls();
  }

  #sendControls(): void {
    const controls = controlsOf(this.#emulator);
    const { now: _, ...compared } = controls;
    const text = JSON.stringify(compared);
    if (text !== this.#controls) {
      this.#controls = text;
      this.#send("controls", controls);
    }
  }

  #send<Name extends keyof StreamEvents>(name: Name, data: StreamEvents[Name]): void {
    const event = `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const send of this.#listeners) {
      send(event);
    }
  }
}
