/** The style sheet of the page. Texts have a contrast of at least 4.5 to 1 in both themes. */
export const style = `
:root { color-scheme: light dark; --page: #f7f8fa; --surface: #fff; --text: #1c2430; --muted: #566273; --line: #c9d0da;
  --edge: #8a96a8; --link: #1f5fae; --azure: #2f74c0; --connection: #6b7a90; --flow: #1d8a6b; --data: #a5691a; --schema: #7a5cc0; }
@media (prefers-color-scheme: dark) { :root { --page: #14181e; --surface: #1d232c; --text: #e4e8ee; --muted: #a3aebd;
  --line: #3a4553; --edge: #738196; --link: #8fbcf5; --azure: #6aa8ec; --connection: #93a1b5; --flow: #4fc3a1; --data: #dba45c;
  --schema: #ae94ee; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 100%; padding: 24px clamp(12px, 3vw, 40px); }
h1 { margin: 0 0 4px; font-size: 22px; font-weight: 600; overflow-wrap: anywhere; }
h2 { margin: 28px 0 4px; font-size: 17px; font-weight: 600; }
h3 { margin: 18px 0 4px; font-size: 14px; font-weight: 600; color: var(--muted); }
p { margin: 0 0 16px; color: var(--muted); }
a { color: var(--link); }
ul { margin: 0; padding-left: 20px; overflow-wrap: anywhere; }
ul ul { color: var(--muted); }
li:target > strong { outline: 2px solid var(--link); outline-offset: 2px; }
code { color: var(--muted); font-size: 12px; }
.list { columns: 26rem; column-gap: 40px; } .list h3 { break-after: avoid; } .list li { break-inside: avoid; }
.list h3:first-child { margin-top: 4px; }
.drawing { overflow: auto; max-height: 80vh; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.drawing:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
svg { display: block; }
text { clip-path: url(#inside); fill: var(--text); font: 13px system-ui, sans-serif; }
.caption { fill: var(--muted); font-size: 11px; }
rect { fill: var(--surface); stroke: var(--line); }
.outside rect { stroke-dasharray: 4 3; stroke: var(--edge); }
.edge { fill: none; stroke: var(--edge); stroke-width: 1.2; }
marker path { fill: var(--edge); }
.mark { fill: none; stroke: var(--group); stroke-width: 3; stroke-linecap: round; }
.azure { --group: var(--azure); } .connection { --group: var(--connection); } .flow { --group: var(--flow); }
.data { --group: var(--data); } .schema { --group: var(--schema); }
@media print { .drawing { max-height: none; overflow: visible; } }
`;
