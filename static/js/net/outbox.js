// @ts-check
// The acts that the server has not answered yet, kept in the browser: by user, in the order in which
// they were done. What is in here survives the closing of the tab, and of the browser.

/** @typedef {{id: string, base: number, act: any}} Step */
/** @typedef {Step & {seq: number, user: number, set: number, at: number, refused: string}} Kept refused: why, "" while it waits */

const name = "galley";
const version = 1;

/** @type {Promise<IDBDatabase>|null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => request.result.createObjectStore("acts", { keyPath: "seq", autoIncrement: true }).createIndex("user", "user");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => (request.result.close(), (opened = null));
      resolve(request.result);
    };
  });
  return opened;
}

/** What stands in for the disk if the browser lends none, as in some private windows, or has no room.
 *  @type {Map<number, Kept>} */
const memory = new Map();
let counted = 2 ** 52; // behind whatever is on the disk

/** @param {Omit<Kept, "seq">} act */
function remember(act) {
  memory.set(++counted, { ...act, seq: counted });
}

/** Runs one transaction; a strict one is on disk when the promise resolves. Without a disk, instead is
 *  run.
 *  @template T @param {IDBTransactionMode} mode @param {IDBTransactionDurability} durability @param {(store: IDBObjectStore) => IDBRequest<T>} run @param {() => T} instead @returns {Promise<T>} */
async function transact(mode, durability, run, instead) {
  const database = await open().catch(() => null);
  if (!database) return instead();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("acts", mode, { durability });
    const request = run(transaction.objectStore("acts"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

/** @type {{act: Omit<Kept, "seq">, done: () => void}[]} */
let next = [];
let writing = false;

/** Keeps an act behind all others. Acts that come while others are being written go to the disk
 *  together, in one transaction: a fast typist does not wait for it once a key.
 *  @param {Omit<Kept, "seq">} act @returns {Promise<void>} ends when the act is on the disk */
export function keep(act) {
  const kept = /** @type {Promise<void>} */ (new Promise((done) => next.push({ act, done })));
  if (!writing) write();
  return kept;
}

async function write() {
  writing = true;
  while (next.length > 0) {
    const batch = next;
    next = [];
    const inMemory = () => batch.forEach(({ act }) => remember(act));
    await transact("readwrite", "strict", (store) => {
      for (const { act } of batch) store.add(act);
      return /** @type {IDBRequest<any>} */ (store.count());
    }, inMemory).catch(inMemory);
    for (const { done } of batch) done();
  }
  writing = false;
}

/** All that is kept of a user, in order; what waits and what was refused.
 *  @param {number} user @returns {Promise<Kept[]>} */
export async function kept(user) {
  const onDisk = await transact("readonly", "default", (store) => store.index("user").getAll(user), () => []);
  return [...onDisk, ...[...memory.values()].filter((act) => act.user === user)];
}

/** Lets acts go that were answered, or dropped, and puts those that were refused into the tray: they
 *  are not sent again until somebody asks for it. Should this be lost, they are only sent once more.
 *  @param {number[]} done their seq @param {Kept[]} refused with the reason */
export async function settle(done, refused = []) {
  for (const seq of done) memory.delete(seq);
  for (const act of refused) if (memory.has(act.seq)) memory.set(act.seq, act);
  await transact("readwrite", "relaxed", (store) => {
    for (const seq of done) store.delete(seq);
    for (const act of refused) if (!memory.has(act.seq)) store.put(act);
    return /** @type {IDBRequest<any>} */ (store.count());
  }, () => undefined);
}
