import type { ConnectionSpec } from "../connectionSpec";

/** The target of all sources, and connections that the platform itself uses. */
export const platform: readonly ConnectionSpec[] = [
  { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", name: "data-lake", kind: "target", authSpecs: [] },
  {
    id: "10440537-2a7b-4583-ac39-ed38d4b848e8",
    name: "landing-zone-destination",
    kind: "internal",
    authSpecs: [],
  },
  { id: "8a9c3494-9708-43d7-ae3f-cda01e5030e1", name: "profile-store", kind: "internal", authSpecs: [] },
  {
    id: "23598e46-f560-407b-88d5-ea6207e49db0",
    name: "activation-datalake",
    kind: "internal",
    authSpecs: [],
  },
  { id: "4fce964d-3f37-408f-9778-e597338a21ee", name: "s3-destination", kind: "internal" },
  { id: "6d6b59bf-fb58-4107-9064-4d246c0e5bb2", name: "blob-destination", kind: "internal" },
];
