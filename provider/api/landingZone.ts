/** Members of a landing zone's credentials that name or date something. Any other member counts as a secret. */
const harmless: ReadonlySet<string> = new Set([
  "containerName",
  "storageAccountName",
  "expiryDate",
  "expiryTime",
  "bucketName",
  "dlzFolder",
  "dlzProvider",
  "region",
]);

/** Whether the value of this member of a landing zone's credentials is no secret. */
export function isHarmlessLandingZoneKey(key: string): boolean {
  return harmless.has(key);
}
