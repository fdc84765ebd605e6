import { jsonWithLiterals, literal } from "../faults/rows.ts";
import type { Draw } from "./mutate-bytes.ts";

interface Container {
  [key: string | number]: unknown;
}

/** A place in a JSON value. */
interface Place {
  readonly container: Container;
  readonly key: string | number;
}

/** Every place in the value, the root's included. */
function placesIn(root: Container): readonly Place[] {
  const places: Place[] = [];
  const visit = (container: Container): void => {
    const keys = Array.isArray(container) ? container.keys() : Object.keys(container);
    for (const key of keys) {
      places.push({ container, key });
      const value = container[key];
      if (typeof value === "object" && value !== null) visit(value as Container);
    }
  };
  visit(root);
  return places;
}

const extremes = [
  "0",
  "-0",
  "1e999",
  "-1e999",
  "NaN",
  "5e-324",
  "9007199254740993",
  "-1",
  "0.5",
  "4294967296",
  "1E400",
];
const others: readonly unknown[] = [
  null,
  true,
  false,
  "",
  "0",
  "text",
  [],
  {},
  [[]],
  { index: 0 },
  "\ud800",
  "__proto__",
];
const names = ["__proto__", "constructor", "length", "toJSON", "then", "", "index", "0", "\ud800"];
const depth = 2_000;

type Mutation = (place: Place, draw: Draw) => void;

const mutations: readonly Mutation[] = [
  function swapType({ container, key }, { of }) {
    container[key] = of(others);
  },
  function extremeNumber({ container, key }, { of }) {
    container[key] = literal(of(extremes));
  },
  function asString({ container, key }) {
    container[key] = String(container[key]);
  },
  function inList({ container, key }) {
    container[key] = [container[key]];
  },
  function drop({ container, key }) {
    if (Array.isArray(container)) container.splice(key as number, 1);
    else delete container[key];
  },
  function rename({ container, key }, { of }) {
    if (Array.isArray(container)) return;
    const value = container[key];
    delete container[key];
    // Assignment to __proto__ would not make a member.
    Object.defineProperty(container, of(names), { value, enumerable: true, configurable: true, writable: true });
  },
  function repeat({ container, key }, { below }) {
    if (Array.isArray(container)) container.splice(below(container.length + 1), 0, container[key as number]);
  },
  function swap({ container, key }, { of }) {
    const other = of(Object.keys(container));
    [container[key], container[other]] = [container[other], container[key]];
  },
  function nest({ container, key }) {
    container[key] = literal("[".repeat(depth) + "]".repeat(depth));
  },
  function twice({ container, key }, { of }) {
    // Two members of one name: the second counts, says JSON.parse, and others may differ.
    if (!Array.isArray(container))
      container[`${key}`] = literal(`${of(extremes)},${JSON.stringify(key)}:${of(["0", "null", "[]"])}`);
  },
];

/** One mutation of a place in the JSON; text that is no JSON any more is left alone. */
export function mutateTree(text: string, draw: Draw): string {
  const whole: Container[] = [];
  try {
    whole.push([JSON.parse(text)] as never);
  } catch {
    return text;
  }
  const [root] = whole as [Container];
  draw.of(mutations)(draw.of(placesIn(root)), draw);
  return jsonWithLiterals(root[0] ?? null);
}
