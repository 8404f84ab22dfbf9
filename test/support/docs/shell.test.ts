import { expect, test } from "vitest";
import { commandsIn } from "./shell";

test.each([
  ["a comment", "npm start   # again", [["npm", "start"]]],
  ["lists and pipes", "a 1 && b | c || d; e &", [["a", "1"], ["b"], ["c"], ["d"], ["e"]]],
  ["a continued line", "a \\\n  --b", [["a", "--b"]]],
  ["quotes", `a 'x; y' "z $1"`, [["a", "x; y", "z $1"]]],
  ["escaped characters", String.raw`a "\"b\" $c" \'d`, [["a", '"b" $c', "'d"]]],
  ["assignments", "A=1 B='2 3' c d=4", [["c", "d=4"]]],
  ["redirections", "a > x 2>&1 < y b", [["a", "b"]]],
  ["a substitution", `a=$(b -c | d)\ne "$(f g)"`, [["b", "-c"], ["d"], ["f", "g"], ["e", "$()"]]],
  ["an expansion", `a "\${b:-0}" \${c}`, [["a", `\${b:-0}`, `\${c}`]]],
  ["a here-document", "cat > x <<'END'\nfirst line\nEND\nb", [["cat"], ["b"]]],
  ["a function", 'f() {\n  a "$@"\n}\nf x', [["a", "$@"]]],
  ["a loop", "for x in a b; do\n  c $x\ndone", [["c", "$x"]]],
  ["a condition", "until a; do b; done\nif ! c; then d; fi", [["a"], ["b"], ["c"], ["d"]]],
  [
    "case",
    'case "$a" in\n  0) ;;\n  2) b -c; exit 2 ;;\n  *) d ;;\nesac',
    [["b", "-c"], ["exit", "2"], ["d"]],
  ],
])("the commands of a script with %s are found", (_, script, commands) => {
  expect(commandsIn(script)).toEqual(commands);
});
