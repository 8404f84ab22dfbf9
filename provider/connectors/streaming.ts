import { boolean, clear, encrypted } from "./params";
import type { Connectors } from "./row";

/** Category "Streaming". */
export const streaming = {
  httpStreaming: {
    title: "HTTP API",
    id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb",
    version: "1.0",
    auth: {
      "Streaming Connection": {
        params: [
          {
            dataType: { ...clear, required: true, values: ["xdm", "raw"] },
            sourceId: encrypted,
            name: encrypted,
            authenticationRequired: boolean,
          },
        ],
      },
    },
    flow: "streamingWithMapping",
    pages: ["streaming/http.md"],
  },
} as const satisfies Connectors;
