// Whether there is what builds the pages, a Node.js as Vite wants it and npm: 0 if so.
import { spawnSync } from "node:child_process";

const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
const npm = fits && spawnSync("npm", ["--version"], { shell: process.platform === "win32", stdio: "ignore" }).status === 0;
process.exit(npm ? 0 : 1);
