/** Windows' names of devices, from its documentation; in any letter case, and with any extension. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows rejects them in names.
const rejected = /[<>:"|?*\\\u0000-\u001f]/;

/** The longest name of a file, in UTF-16 code units on Windows and in bytes elsewhere. */
const longest = 255;

/**
 * Why files cannot be written, or replace each other, on a file system of Windows or macOS: reserved names and
 * characters, a dot or a space at the end, too long names, and names that differ in letter case or Unicode form only.
 *
 * @param files - paths with `/` as separator.
 */
export function portabilityProblems(files: Iterable<string>): string[] {
  const all = [...files];
  const parts = new Set(all.flatMap((file) => file.split("/")));
  const problems = [...parts].flatMap((name) => {
    const problem = problemOf(name);
    return problem === undefined ? [] : [`${JSON.stringify(name)} ${problem}`];
  });
  // A folder and a file with one name collide too.
  const paths = new Set(
    all.flatMap((file) => file.split("/").map((_, end, names) => names.slice(0, end + 1).join("/"))),
  );
  const collisions = [...Map.groupBy(paths, folded).values()]
    .filter((same) => same.length > 1)
    .map((same) => `${JSON.stringify(same)} are one file`);
  return [...problems, ...collisions];
}

function problemOf(name: string): string | undefined {
  if (name === "" || name === "." || name === "..") {
    return "is not a name";
  }
  if (rejected.test(name)) {
    return "contains a character that Windows rejects";
  }
  if (/[. ]$/.test(name)) {
    return "ends with a character that Windows removes";
  }
  if (devices.test(name.toLowerCase().replace(/ *(\..*)?$/s, ""))) {
    return "is the name of a device";
  }
  return name.length > longest || Buffer.byteLength(name) > longest ? "is too long" : undefined;
}

function folded(file: string): string {
  return file.normalize("NFC").toUpperCase().normalize("NFC");
}
