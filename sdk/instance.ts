/**
 * Whether an object is a resource of this type. The type is compared instead of the prototype, because a program and a
 * library of components can use two copies of this package.
 *
 * @param type - type of the resource in a Pulumi state
 */
export function hasType(object: unknown, type: string): boolean {
  return (
    typeof object === "object" && object !== null && "__pulumiType" in object && object.__pulumiType === type
  );
}
