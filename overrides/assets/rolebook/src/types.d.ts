/* A role as `data/roles/<id>.js` hands it over (`macros/rolebook/render/data.py`), and what scripts make of it. */

export interface Level {
  id: string;
  name: string;
}
export interface Competency {
  id: string;
  key: string;
  name: string;
  /** Clean HTML, one for each level; empty where nothing is defined. */
  cells: string[];
  /** By its place, each cell that keeps words of others: what is new in it, and whose it keeps. */
  changes?: Record<string, { keeps: string; html: string }>;
}
export interface Matrix {
  name: string;
  levels: Level[];
  competencies: Competency[];
}
export interface Item {
  key: string;
  html: string;
  items?: Item[];
}
export interface Area {
  key: string;
  name: string;
  duties: Item[];
}
export interface Tool {
  key: string;
  name: string;
}
export interface Metric {
  key: string;
  html: string;
  detail: string;
}
export interface Role {
  id: string;
  title: string;
  department: string;
  url: string;
  ladder: string;
  checklist: string;
  /** What the ticks of its checklist are kept under. */
  items: string[];
  matrices: Matrix[];
  areas: Area[];
  tools: { name: string; tools: Tool[] }[];
  metrics: Metric[];
  references: { title: string; url: string }[];
  learning: Item[];
  leadsTo: string[];
  comesFrom: string[];
}

/** A competency with the levels it is defined for. */
export interface Row extends Competency {
  levels: Level[];
  /** The name of its matrix. */
  matrix: string;
}

export interface Answer {
  /** The id of a level; empty for "not yet". */
  level: string;
  name: string;
  competency: string;
  /** What the level expected when it was chosen. */
  words: string;
}
export interface Target {
  role: string;
  level: string;
}
export type Map<T> = Record<string, T>;
export interface Snapshot {
  answers: Map<Answer>;
  evidence: Map<string>;
}
export interface About {
  name?: string;
  target?: Target;
}

/** A self-assessment as it is kept and handed on. */
export interface Assessment {
  rolebook: string;
  version: number;
  role: string;
  title: string;
  answers: Map<Answer>;
  evidence: Map<string>;
  what: Map<string>;
  who: Map<string>;
  when: Map<string>;
  about: About;
  snapshots: Map<Snapshot>;
}
export type Section = "answers" | "evidence" | "what" | "who" | "when" | "about" | "snapshots";

/** An entry that changed in two places, to different ends; `stored` tells whether the other one stands in the store. */
export interface Clash {
  section: Section;
  key: string;
  theirs: any;
  stored: boolean;
}

/** How a competency stands against a level aimed at. */
export interface Standing {
  row: Row;
  mine?: Row;
  answer?: Answer;
  /** The index of the level reached; -1: not yet. */
  at: number;
  goal: number;
  /** `new`: the reader's role lacks it; `open`: not answered; `apart`: levels of another ladder. */
  state: "met" | "gap" | "new" | "open" | "apart";
}

/** What keeps values by name: the browser's storage, or what stands for it in tests. */
export interface Store {
  read(name: string, otherwise?: unknown): any;
  write(name: string, value: unknown): boolean;
  remove(name: string): void;
}

/** What the parts of the page of self-assessments work with: the reader's own answers, or shared ones that stay as they are. */
export interface Session {
  role: Role;
  rows: Row[];
  isFixed: boolean;
  /** The roles that were loaded to aim at, by id. */
  targets: globalThis.Map<string, Role>;
  readonly state: Assessment;
  readonly clashes: Clash[];
  readonly isSaved: boolean;
  keeper?: import("./pure/keeper").Keeper;
  loading?: string;
  set(section: Section, key: string, value: unknown): void;
  settle(clash: Clash, takeTheirs: boolean): void;
  count?(): void;
  refresh?(): void;
}

/** The role and the level aimed at; `next` is the level that is aimed at where none was chosen. */
export interface Aim {
  role: Role;
  rows: Row[];
  levels: Level[];
  next: Level;
  level: Level;
  isNext: boolean;
  isOther: boolean;
}

/** A bar of the picture. */
export interface Mark {
  name: string;
  levels: Level[];
  at: number;
  goal: number;
  isOpen: boolean;
  stands: string;
  aim: string;
}

export type Values = Record<string, string | number | undefined>;

declare global {
  interface Window {
    rolebook?: Record<string, any>;
    /** Material's, which tells each page that it shows. */
    document$?: { subscribe(shown: () => void): void };
  }
}
