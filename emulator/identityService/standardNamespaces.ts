import type { JsonObject } from "../core/json";

/** The day on which the standard namespaces were created. */
const created = Date.UTC(2018, 3, 3);

/**
 * The standard namespaces, which every organisation has: code, name, type. The ids of the first nine are documented; the
 * others have ids of the emulator's own.
 */
const facts: readonly (readonly [id: number, code: string, name: string, idType: string])[] = [
  [0, "CORE", "CORE", "COOKIE"],
  [4, "ECID", "ECID", "COOKIE"],
  [6, "Email", "Email", "EMAIL"],
  [7, "Phone", "Phone", "PHONE"],
  [8, "WAID", "Windows AID", "DEVICE"],
  [9, "TNTID", "TNTID", "COOKIE"],
  [411, "AdCloud", "AdCloud", "COOKIE"],
  [20914, "GAID", "Google Ad ID (GAID)", "DEVICE"],
  [20915, "IDFA", "Apple IDFA (ID for Advertisers)", "DEVICE"],
  [10, "AAID", "Adobe Analytics (Legacy ID)", "COOKIE"],
  [11, "Email_LC_SHA256", "Emails (SHA256, lowercased)", "EMAIL"],
  [12, "Phone_E.164", "Phone (E.164)", "PHONE"],
  [13, "Phone_SHA256", "Phone (SHA256)", "PHONE"],
  [14, "Phone_SHA256_E.164", "Phone (SHA256_E.164)", "PHONE"],
  [20920, "APNS", "Apple Push Notification service", "DEVICE"],
  [20921, "FCM", "Firebase Cloud Messaging", "DEVICE"],
];

/** The standard namespaces as clients see them. */
export const standardNamespaces: readonly JsonObject[] = facts.map(([id, code, name, idType]) => ({
  updateTime: created,
  code,
  status: "ACTIVE",
  description: `${name} Namespace`,
  id,
  createTime: created,
  idType,
  name,
  custom: false,
}));
